"""Duty sheets as a PDF."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.county import EVENING, County
from tests.web.duty.rosters import line, new_plan
from yixian.web.access.models import Account
from yixian.web.duty import roster_views
from yixian.web.duty.review import Wish
from yixian.web.duty.sheet import sheets_of
from yixian.web.plans.models import Plan

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")
URL = "https://county.example/duty/posts/"


@pytest.fixture
def plan(county: County) -> Plan:
    """A published roster of one line."""
    made = new_plan(county, state="published", published_at=EVENING, published_by=county.township_officer)
    line(county, made, "李建新", "安平苑北门", (1, "night"), leads=True)
    return made


def pages(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_it_works(county: County, plan: Plan, logged_in: LogIn) -> None:
    answer = logged_in(county.township_officer).get(f"/duty/rosters/{plan.pk}/print/")
    assert answer["Content-Type"] == "application/pdf"
    assert pages(answer).startswith(b"%PDF")


def test_a_sheet_says_who_when_and_where_to_look(county: County, plan: Plan) -> None:
    sheets = sheets_of(plan, county.township_officer, Wish(path="0000"), URL)
    assert [sheet.number for sheet in sheets] == ["0001", "0002", "0003", "0004"]
    first = sheets[0]
    night = first.days[1].shifts[-1]
    assert [(guard.name, guard.is_leader) for guard in night.guards] == [("李建新", True)]
    assert (first.url, first.version, first.publisher) == (f"{URL}0001/", "v1", "李婉宁")
    assert first.published_at == EVENING


def test_a_shift_that_a_post_does_not_need_is_left_out(county: County, plan: Plan) -> None:
    side_gate = sheets_of(plan, county.township_officer, Wish(path="0000"), URL)[1]
    assert [len(day.shifts) for day in side_gate.days] == [2, 2, 2]


def test_a_draft_is_printed_as_a_draft(county: County, plan: Plan) -> None:
    Plan.objects.unscoped("test").update(state="draft", published_at=None)
    assert sheets_of(plan.as_stored(), county.township_officer, Wish(path="0000"), URL)[0].published_at is None


def test_one_post(county: County, plan: Plan) -> None:
    wish = Wish(path="0000", number=3)
    assert [sheet.post for sheet in sheets_of(plan, county.township_officer, wish, URL)] == ["下湾村口"]


def test_no_post_is_nothing_to_print(county: County, plan: Plan, logged_in: LogIn) -> None:
    assert logged_in(county.township_officer).get(f"/duty/rosters/{plan.pk}/print/?post=77").status_code == 404


def test_many_posts_are_printed_area_by_area(
    county: County, plan: Plan, logged_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roster_views, "MOST_SHEETS", 2)
    html = logged_in(county.township_officer).get(f"/duty/rosters/{plan.pk}/print/").content.decode()
    assert f"/duty/rosters/{plan.pk}/print/?in=00000002" in html and "安平苑" in html


def test_who_may_not_see_names_prints_nothing(county: County, plan: Plan, logged_in: LogIn) -> None:
    assert logged_in(county.auditor).get(f"/duty/rosters/{plan.pk}/print/").status_code == 403


def test_a_stranger_finds_nothing(county: County, plan: Plan, logged_in: LogIn) -> None:
    assert logged_in(county.stranger).get(f"/duty/rosters/{plan.pk}/print/").status_code == 404
