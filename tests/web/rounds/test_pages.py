"""The pages of the postings: what they show, to whom, and how little they ask the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.county import EVENING, County
from tests.web.rounds.postings import HOUR, ask, crew, drafted, ill, post
from yixian.web import clock
from yixian.web.access.models import Account, Grant
from yixian.web.rounds.arrivals import record_arrival
from yixian.web.rounds.models import Posting

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")
PLACE = "安平苑"


@pytest.fixture
def posting(county: County) -> Posting:
    """孙一 and 钱二 serve at 安平苑, which is to have three."""
    crew(county)
    ask(county, 安平苑=3, 金穗小区=3)
    post(county, "钱二", role="screener")
    return post(county, "孙一", role="publicist")


def urls(county: County, posting: Posting) -> list[str]:
    unit, place = county.units["县委办"].pk, county.places[PLACE].pk
    return [
        "/rounds/",
        "/rounds/units/",
        "/rounds/arrivals/",
        "/rounds/needs/",
        f"/rounds/compounds/{place}/",
        f"/rounds/postings/{posting.pk}/",
        f"/rounds/units/{unit}/",
    ]


def test_it_works(county: County, logged_in: LogIn, posting: Posting) -> None:
    client = logged_in(county.duty_officer)
    page = client.get("/rounds/").content.decode()
    assert 'id="n-compounds">2<' in page
    assert "2 / 3" in page and "缺角色" in page and "没有派人" in page
    for url in urls(county, posting):
        assert client.get(url).status_code == 200, url


def test_trouble_stands_first(county: County, logged_in: LogIn, posting: Posting) -> None:
    page = logged_in(county.duty_officer).get("/rounds/").content.decode()
    assert page.index("金穗小区") < page.index(PLACE)


def test_a_filter_shows_only_its_own(county: County, logged_in: LogIn, posting: Posting) -> None:
    page = logged_in(county.duty_officer).get("/rounds/?state=role").content.decode()
    assert page.count("data-compound=") == 1
    assert "没有这" not in page


def test_a_compound_is_found_by_its_initials(county: County, logged_in: LogIn, posting: Posting) -> None:
    page = logged_in(county.duty_officer).get("/rounds/?q=jsxq").content.decode()
    assert page.count("data-compound=") == 1 and "金穗小区" in page


def test_in_english(county: County, logged_in: LogIn, posting: Posting) -> None:
    client = logged_in(county.duty_officer)
    client.cookies["django_language"] = "en"
    page = client.get("/rounds/").content.decode()
    assert "A role lacks" in page and "Publicist" in page
    for url in urls(county, posting):
        assert client.get(url).status_code == 200, url


def test_no_page_asks_the_database_much(
    county: County, logged_in: LogIn, posting: Posting, django_assert_max_num_queries: Any
) -> None:
    for name in ("吴三", "郑四", "冯五", "褚六"):
        post(county, name, "金穗小区")
    plan = drafted(county, {"孙一": PLACE, "卫七": PLACE})
    client = logged_in(county.duty_officer)
    client.get("/rounds/")
    for url in [*urls(county, posting), f"/rounds/plans/{plan.pk}/"]:
        with django_assert_max_num_queries(12):
            client.get(url)


def test_a_stranger_township_sees_nothing(county: County, logged_in: LogIn, posting: Posting) -> None:
    client = logged_in(county.stranger)
    for url in urls(county, posting):
        answer = client.get(url)
        assert answer.status_code in (200, 404), url
        for secret in ("孙一", "钱二", PLACE):
            assert secret not in answer.content.decode(), url
    assert client.get(f"/rounds/postings/{posting.pk}/").status_code == 404
    assert client.get(f"/rounds/compounds/{county.places[PLACE].pk}/").status_code == 404


def test_the_auditor_sees_counts_and_no_names(county: County, logged_in: LogIn, posting: Posting) -> None:
    client = logged_in(county.auditor)
    assert "2 / 3" in client.get("/rounds/").content.decode()
    for url in urls(county, posting)[4:]:
        assert client.get(url).status_code == 403
    assert client.get("/rounds/arrivals/").status_code == 403


def test_a_bureau_sees_where_its_own_people_are(county: County, logged_in: LogIn, posting: Posting) -> None:
    bureau = Account.objects.create_account("bureau", None, name="县委办")
    Grant.objects.create(account=bureau, role="bureau", unit_path=county.units["县委办"].path)
    post(county, "王建军")
    page = logged_in(bureau).get(f"/rounds/units/{county.units['县委办'].pk}/").content.decode()
    assert "孙一" in page and PLACE in page
    assert logged_in(bureau).get(f"/rounds/units/{county.units['县水利局'].pk}/").status_code == 404


def test_a_unit_names_who_is_in_reserve_and_no_illness(county: County, logged_in: LogIn, posting: Posting) -> None:
    ill(county, "卫七")
    page = logged_in(county.duty_officer).get(f"/rounds/units/{county.units['县委办'].pk}/").content.decode()
    assert "卫七" in page and "按规定受保护" in page
    assert "患病" not in page and "发热" not in page


def test_the_message_for_the_group_holds_names_and_roles_only(
    county: County, logged_in: LogIn, posting: Posting
) -> None:
    page = logged_in(county.duty_officer).get(f"/rounds/compounds/{county.places[PLACE].pk}/").content.decode()
    text = page.split('id="chat"')[1].split("</textarea>")[0]
    assert "孙一 宣传员" in text and "02-13 22:00" in text
    assert "1390000" not in text and "4199" not in text


def test_after_so_many_hours_who_has_not_come(county: County, logged_in: LogIn, posting: Posting) -> None:
    record_arrival(by=county.duty_officer, posting=posting, happened_at=EVENING, at=EVENING)
    client = logged_in(county.duty_officer)
    with clock.stopped_at(EVENING + 3 * HOUR):
        assert "钱二" in client.get("/rounds/arrivals/?state=h2").content.decode()
        assert "钱二" not in client.get("/rounds/arrivals/?state=h4").content.decode()
        assert "钱二" not in client.get("/rounds/arrivals/?state=late").content.decode()
        assert "孙一" in client.get("/rounds/arrivals/?state=arrived").content.decode()
    with clock.stopped_at(EVENING + 5 * HOUR):
        assert "钱二" in client.get("/rounds/arrivals/?state=late").content.decode()


def test_a_part_is_the_same_as_on_the_page(county: County, logged_in: LogIn, posting: Posting) -> None:
    client = logged_in(county.duty_officer)
    for url in ("/rounds/", "/rounds/units/", "/rounds/arrivals/", f"/rounds/compounds/{county.places[PLACE].pk}/"):
        part = client.get(url, headers={"HX-Request": "true"}).content.decode()
        assert part.startswith("<div") and "<html" not in part and "data-live=" in part


def test_a_post_at_a_page_is_refused(county: County, logged_in: LogIn, posting: Posting) -> None:
    client = logged_in(county.duty_officer)
    place = county.places[PLACE].pk
    for url in (f"/rounds/compounds/{place}/post/", f"/rounds/postings/{posting.pk}/move/", "/rounds/arrivals/record/"):
        assert client.get(url).status_code == 405


def test_the_phone_is_masked_for_who_may_not_see_it(county: County, logged_in: LogIn, posting: Posting) -> None:
    leader = Account.objects.create_account("community", None, name="社区")
    Grant.objects.create(account=leader, role="community", place_path="0000")
    page = logged_in(leader).get("/rounds/arrivals/").content.decode()
    assert "139****0000" in page and "13900000000" not in page
    assert "13900000000" in logged_in(county.duty_officer).get("/rounds/arrivals/").content.decode()


def test_no_page_hides_the_rail(county: County, logged_in: LogIn, posting: Posting) -> None:
    client = logged_in(county.duty_officer)
    for url in urls(county, posting):
        assert 'href="/bulletin/"' in client.get(url).content.decode(), url
