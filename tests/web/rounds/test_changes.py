"""The doors of decisions: what a form does, and what it says when it is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.county import County
from tests.web.rounds.postings import ask, crew, ill, post, posted
from yixian.web.access.models import Account
from yixian.web.rounds.models import CompoundNeed, Posting, PostingPin

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")


@pytest.fixture
def client(county: County, logged_in: LogIn) -> Client:
    crew(county)
    ask(county, 安平苑=3, 金穗小区=3)
    return logged_in(county.township_officer)


def at(county: County, name: str, act: str) -> str:
    return f"/rounds/compounds/{county.places[name].pk}/{act}/"


def need(county: County, name: str) -> int:
    return CompoundNeed.objects.unscoped("test").get(place=county.places[name]).people


def test_it_works(county: County, client: Client) -> None:
    said = {"person": county.people["孙一"].pk, "role": "publicist"}
    answer = client.post(at(county, "安平苑", "post"), said)
    assert answer.status_code == 302
    assert posted(county) == {"孙一": ("安平苑", "publicist")}


def test_a_refusal_is_shown_in_words(county: County, client: Client) -> None:
    ill(county, "孙一")
    answer = client.post(at(county, "安平苑", "post"), {"person": county.people["孙一"].pk, "role": "publicist"})
    assert answer.status_code == 409
    assert "按劳动保护和防疫规定" in answer.content.decode()


def test_somebody_out_of_sight_is_not_there(county: County, client: Client) -> None:
    said = {"person": county.people["陈国平"].pk, "role": "helper"}
    assert client.post(at(county, "安平苑", "post"), said).status_code == 404
    assert client.post(at(county, "安平苑", "post"), {"person": "x", "role": "helper"}).status_code == 404


def test_a_need_is_set(county: County, client: Client) -> None:
    assert client.post(at(county, "安平苑", "need"), {"people": "5"}).status_code == 302
    assert need(county, "安平苑") == 5


@pytest.mark.parametrize("people", ["2", "21", "-1", "x", ""])
def test_three_roles_need_three_people(county: County, client: Client, people: str) -> None:
    answer = client.post(at(county, "安平苑", "need"), {"people": people})
    assert answer.status_code == 422
    assert "三种角色各要一人" in answer.content.decode()
    assert need(county, "安平苑") == 3


def test_none_leaves_the_compound_out(county: County, client: Client) -> None:
    client.post(at(county, "安平苑", "need"), {"people": "0"})
    assert need(county, "安平苑") == 0


def test_a_township_is_covered_and_left_out_at_once(county: County, client: Client) -> None:
    town = county.places["柳河镇"].pk
    client.post(f"/rounds/needs/{town}/leave/")
    assert (need(county, "安平苑"), need(county, "金穗小区")) == (0, 0)
    client.post(f"/rounds/needs/{town}/cover/")
    assert (need(county, "安平苑"), need(county, "金穗小区")) == (3, 3)


def test_another_township_is_not_there(county: County, client: Client) -> None:
    assert client.post(f"/rounds/needs/{county.places['城关镇'].pk}/cover/").status_code == 404
    assert client.post(at(county, "粮站家属院", "need"), {"people": "3"}).status_code == 404


def test_moved_pinned_given_a_role_and_taken_back(county: County, client: Client) -> None:
    posting = post(county, "孙一", role="helper")
    client.post(f"/rounds/postings/{posting.pk}/role/", {"role": "screener"})
    client.post(f"/rounds/postings/{posting.pk}/pin/", {"pinned": "yes"})
    assert PostingPin.objects.unscoped("test").get().person == county.people["孙一"]
    client.post(f"/rounds/postings/{posting.pk}/pin/", {"pinned": "no"})
    assert not PostingPin.objects.unscoped("test").exists()
    client.post(f"/rounds/postings/{posting.pk}/move/", {"place": county.places["金穗小区"].pk})
    assert posted(county) == {"孙一": ("金穗小区", "screener")}
    moved = Posting.objects.unscoped("test").exclude(pk=posting.pk).get()
    client.post(f"/rounds/postings/{moved.pk}/back/")
    assert posted(county) == {}


def test_what_is_over_is_not_there(county: County, client: Client) -> None:
    posting = post(county, "孙一")
    client.post(f"/rounds/postings/{posting.pk}/back/")
    for act in ("back", "move", "role", "pin", "withdraw"):
        assert client.post(f"/rounds/postings/{posting.pk}/{act}/").status_code == 404


def test_to_where_he_is_is_said_in_words(county: County, client: Client) -> None:
    posting = post(county, "孙一")
    answer = client.post(f"/rounds/postings/{posting.pk}/move/", {"place": county.places["安平苑"].pk})
    assert answer.status_code == 422 and "本来就在 安平苑" in answer.content.decode()


def test_an_unknown_role_is_said_in_words(county: County, client: Client) -> None:
    posting = post(county, "孙一")
    answer = client.post(f"/rounds/postings/{posting.pk}/role/", {"role": "cook"})
    assert answer.status_code == 422 and "没有这种角色" in answer.content.decode()


def test_several_arrivals_are_entered_in_one_press(county: County, client: Client) -> None:
    keys = [post(county, name).pk for name in ("孙一", "钱二", "吴三")]
    answer = client.post("/rounds/arrivals/record/", {"posting": keys[:2], "time": "17:30"}, follow=True)
    assert "记下报到 2 人" in answer.content.decode()
    started = Posting.objects.unscoped("test").exclude(task__started_at=None)
    assert {one.pk for one in started} == set(keys[:2])
    assert f"{started[0].task.started_at:%H:%M}" == "09:30"  # 17:30 of the county


def test_entered_twice_the_second_is_named(county: County, client: Client) -> None:
    key = post(county, "孙一").pk
    client.post("/rounds/arrivals/record/", {"posting": key})
    answer = client.post("/rounds/arrivals/record/", {"posting": key}, follow=True)
    assert "孙一 已经报到" in answer.content.decode()


@pytest.mark.parametrize("time", ["25:99", "later"])
def test_a_time_that_is_none_is_now(county: County, client: Client, time: str) -> None:
    key = post(county, "孙一").pk
    client.post("/rounds/arrivals/record/", {"posting": key, "time": time})
    assert Posting.objects.unscoped("test").get(pk=key).has_arrived


def test_nobody_ticked_is_said(county: County, client: Client) -> None:
    answer = client.post("/rounds/arrivals/record/", {"posting": "x"}, follow=True)
    assert "没有勾选任何人" in answer.content.decode()


def test_an_arrival_is_taken_back_from_the_page(county: County, client: Client) -> None:
    key = post(county, "孙一").pk
    back = f"/rounds/postings/{key}/"
    client.post("/rounds/arrivals/record/", {"posting": key, "back": back})
    assert client.post(f"/rounds/postings/{key}/withdraw/", {"back": back}).headers["Location"] == back
    assert not Posting.objects.unscoped("test").get(pk=key).has_arrived


def test_nobody_is_led_away_by_the_address_to_go_back_to(county: County, client: Client) -> None:
    key = post(county, "孙一").pk
    answer = client.post("/rounds/arrivals/record/", {"posting": key, "back": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/rounds/arrivals/"


def test_a_role_is_filled_as_proposed(county: County, client: Client) -> None:
    place, person = county.places["安平苑"].pk, county.people["孙一"].pk
    other = post(county, "钱二", role="screener")
    fills = f"post:{place}:{person}:publicist role:{place}:{other.pk}:helper"
    client.post("/rounds/fill/", {"fills": fills})
    assert posted(county) == {"孙一": ("安平苑", "publicist"), "钱二": ("安平苑", "helper")}


def test_one_refusal_stops_no_other_fill(county: County, client: Client) -> None:
    place = county.places["安平苑"].pk
    post(county, "孙一")
    fills = " ".join(f"post:{place}:{county.people[name].pk}:publicist" for name in ("孙一", "钱二"))
    answer = client.post("/rounds/fill/", {"fills": f"{fills} nonsense post:x:y:z"}, follow=True)
    assert set(posted(county)) == {"孙一", "钱二"}
    assert "孙一 已派在 安平苑" in answer.content.decode()


def test_an_empty_form_fills_nothing(county: County, client: Client) -> None:
    client.post("/rounds/fill/", {"fills": ""})
    assert posted(county) == {}


def test_the_auditor_changes_nothing(county: County, client: Client, logged_in: LogIn) -> None:
    auditor = logged_in(county.auditor)
    posting = post(county, "孙一")
    for url in (at(county, "安平苑", "post"), f"/rounds/postings/{posting.pk}/back/", "/rounds/fill/"):
        assert auditor.post(url).status_code == 403
