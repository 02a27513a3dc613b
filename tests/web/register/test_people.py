import pytest

from yixian.web.register.models import Person

PEOPLE = "/register/people/"


def test_it_works(county, logged_in):
    page = logged_in(county.duty_officer).get(PEOPLE).content.decode()
    assert "赵秀英" in page
    assert "陈国平" in page


def test_a_stranger_township_sees_only_its_own(county, logged_in):
    page = logged_in(county.stranger).get(PEOPLE).content.decode()
    assert "陈国平" in page
    assert "赵秀英" not in page


def test_the_area_of_the_address_narrows_the_list(county, logged_in):
    page = logged_in(county.duty_officer).get(PEOPLE + "?in=0001").content.decode()
    assert "陈国平" in page
    assert "于倩" not in page


def test_an_area_that_is_not_his_is_not_opened_by_its_address(county, logged_in):
    page = logged_in(county.stranger).get(PEOPLE + "?in=0000").content.decode()
    assert "于倩" not in page


def test_phones_are_masked(county, logged_in):
    page = logged_in(county.duty_officer).get(PEOPLE).content.decode()
    assert "138****0006" in page
    assert "13800000006" not in page


def test_search_and_kind_narrow_together(county, logged_in):
    page = logged_in(county.duty_officer).get(PEOPLE + "?q=z&kind=village").content.decode()
    assert "赵秀英" in page
    assert "周凯" not in page


def test_an_administrator_sees_no_people(county, logged_in):
    assert logged_in(county.admin).get(PEOPLE).status_code == 403


def test_nobody_logged_in_is_sent_to_the_log_in_page(county, client):
    answer = client.get(PEOPLE)
    assert answer.status_code == 302
    assert answer.url.startswith("/login/?next=")


def test_pages_follow_each_other_without_a_gap(county, logged_in, django_assert_max_num_queries):
    Person.objects.bulk_create(
        Person(name=f"李{i:03d}", name_key=f"li{i:03d}", name_initials="l", kind="cadre", place_path="0000")
        for i in range(150)
    )
    client = logged_in(county.duty_officer)
    with django_assert_max_num_queries(12):
        first = client.get(PEOPLE + "?q=li")
    after = first.context["page"].after_url
    second = client.get(PEOPLE + after)
    names = [row["name"] for page in (first, second) for row in page.context["page"].rows]
    assert len(names) == len(set(names)) == 152
    assert second.context["page"].after_url == ""


def test_in_english(county, logged_in):
    page = logged_in(county.duty_officer).get(PEOPLE, headers={"Accept-Language": "en"}).content.decode()
    assert "Serves as" in page


WAYS = [("duty_officer", "/register/people/"), ("auditor", "/register/units/")]


@pytest.mark.parametrize(("who", "leads_to"), WAYS)
def test_the_register_opens_where_its_reader_may_look(county, logged_in, who, leads_to):
    answer = logged_in(county.accounts[who]).get("/register/", follow=True)
    assert answer.request["PATH_INFO"] == leads_to
    assert answer.status_code == 200


def test_no_page_offers_an_act_that_its_reader_would_be_refused(county, logged_in):
    page = logged_in(county.auditor).get("/register/units/").content.decode()
    assert "/register/people/" not in page
    assert "/uploads/" not in page
