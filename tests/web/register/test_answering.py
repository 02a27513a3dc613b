"""Who answers at each level of both trees, and the levels at which nobody does."""

from __future__ import annotations

import pytest

from tests.county import EVENING
from yixian.web import clock
from yixian.web.action import Refused
from yixian.web.figures import Asked, one_figure
from yixian.web.register.actions import name_answer, name_leader
from yixian.web.register.answering import chain_of_answer
from yixian.web.register.models import Answer, Unit

pytestmark = pytest.mark.usefixtures("evening")


def answers(county, place, by=None):
    chain = chain_of_answer(by or county.duty_officer, county.places[place])
    return [(level["place"].name, level["name"], level["office"]) for level in chain]


def name(county, place, who, phone="", by=None):
    name_answer(by=by or county.duty_officer, place=county.places[place], name=who, phone=phone, at=EVENING)


def test_it_works(county):
    name(county, "安平苑", "王建军", "138 0000 0004")
    name(county, "临溪县", "赵云清")
    assert answers(county, "安平苑") == [("安平苑", "王建军", ""), ("柳河镇", "", ""), ("临溪县", "赵云清", "")]
    assert Answer.objects.unscoped("test").get(name="王建军").phone == "13800000004"


def test_the_leader_of_its_office_answers_for_a_place(county):
    town = Unit.objects.create(
        path="0009", kind="township", name="柳河镇政府", place=county.places["柳河镇"], leader="李婉宁"
    )
    Unit.objects.create(path="0008", kind="headquarters", name="指挥部", leader="赵云清", phone="0375-1234567")
    assert answers(county, "安平苑")[1:] == [("柳河镇", "李婉宁", town.name), ("临溪县", "赵云清", "指挥部")]
    name(county, "柳河镇", "孙立")
    assert answers(county, "安平苑")[1] == ("柳河镇", "孙立", "")


def test_a_bureau_does_not_answer_for_where_it_sits(county):
    Unit.objects.create(path="0009", kind="bureau", name="镇税务所", place=county.places["柳河镇"], leader="孙立")
    assert answers(county, "柳河镇")[0] == ("柳河镇", "", "")


def test_nobody_answers_any_more(county):
    name(county, "安平苑", "王建军")
    name(county, "安平苑", "")
    assert not Answer.objects.unscoped("test").exists()


@pytest.mark.parametrize(("who", "phone", "field"), [("王3", "", "name"), ("王建军", "12", "phone")])
def test_what_is_no_name_or_phone_is_refused(county, who, phone, field):
    with pytest.raises(Refused) as refused:
        name(county, "安平苑", who, phone)
    assert refused.value.field == field


def test_a_stranger_township_is_refused(county, logged_in):
    with pytest.raises(Refused, match="not_allowed"):
        name(county, "安平苑", "王建军", by=county.stranger)
    pk = county.places["安平苑"].pk
    assert logged_in(county.stranger).post(f"/register/places/{pk}/answer/", {"name": "孙立"}).status_code == 404


def test_units_are_named_by_the_county_only(county):
    unit = county.units["县水利局"]
    name_leader(by=county.duty_officer, unit=unit, name="陈国平", phone="", at=EVENING)
    assert unit.as_stored().leader == "陈国平"
    with pytest.raises(Refused, match="not_allowed"):
        name_leader(by=county.township_officer, unit=unit, name="孙立", phone="", at=EVENING)


def test_a_place_is_answered_for_on_its_page(county, logged_in):
    officer, url = logged_in(county.township_officer), f"/register/places/{county.places['安平苑'].pk}/"
    assert "还没有人" in officer.get(url).content.decode()
    refused = officer.post(f"{url}answer/", {"name": "王建军", "phone": "5"})
    assert refused.status_code == 422
    assert 'value="王建军"' in refused.content.decode()
    officer.post(f"{url}answer/", {"name": "王建军", "phone": "13800000004"})
    assert 'data-answers="王建军"' in officer.get(url).content.decode()


def test_a_unit_has_a_page_with_who_leads_above_it(county, logged_in):
    head = Unit.objects.create(path="0009", kind="headquarters", name="指挥部", leader="赵云清")
    group = Unit.objects.create(path="00090000", kind="group", name="交通组", parent=head)
    officer, url = logged_in(county.duty_officer), f"/register/units/{group.pk}/"
    page = officer.get(url).content.decode()
    assert 'data-answers="赵云清"' in page
    assert 'data-answers=""' in page
    officer.post(f"{url}leader/", {"name": "于倩", "phone": ""})
    assert 'data-answers="于倩"' in officer.get(url).content.decode()
    assert "交通组" in officer.get(f"/register/units/{head.pk}/").content.decode()


def test_empty_levels_are_listed(county, logged_in):
    name(county, "安平苑", "王建军")
    officer = logged_in(county.duty_officer)
    page = officer.get("/register/gaps/").content.decode()
    assert 'data-gap="柳河镇"' in page
    assert 'data-gap="安平苑"' not in page
    assert 'data-gap="县水利局"' in officer.get("/register/gaps/?tree=units").content.decode()
    assert 'data-gap="下湾村口"' in officer.get("/register/gaps/?tree=posts").content.decode()


def test_a_township_lists_its_own_levels(county, logged_in):
    page = logged_in(county.stranger).get("/register/gaps/").content.decode()
    assert 'data-gap="粮站家属院"' in page
    assert "安平苑" not in page


def test_the_figure_opens_its_rows(county):
    asked = Asked(county.duty_officer, "", clock.now())
    figure = one_figure("unanswered")
    assert figure.count(asked) == len(figure.rows(asked).rows) == len(figure.rows(asked).urls) == 10
    name(county, "安平苑", "王建军")
    assert figure.count(asked) == 9


def test_pages_cost_few_questions(county, logged_in, django_assert_max_num_queries):
    officer = logged_in(county.duty_officer)
    for url in (
        "/register/gaps/",
        f"/register/places/{county.places['柳河镇'].pk}/",
        f"/register/units/{county.units['县水利局'].pk}/",
    ):
        with django_assert_max_num_queries(14):
            officer.get(url)
