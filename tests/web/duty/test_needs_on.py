"""Needs by date: what was needed, is needed, and will be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db.models import Q
from django.test import Client

from tests.county import DAY, EVENING, County
from tests.web.duty.rosters import ONE_DAY, at, new_plan, problem
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.action import Refused
from yixian.web.duty.actions import set_need
from yixian.web.duty.models import Need, NeedChange
from yixian.web.duty.needs_on import NeedsOn, apply_needs
from yixian.web.duty.sheets import PostWriter
from yixian.web.journal.models import AuditEntry
from yixian.web.tasks.late import mark_late
from yixian.web.uploads.changes import Change

LogIn = Callable[[Account], Client]
GATE, PAGE = "安平苑北门", "/duty/posts/1/"
SATURDAY = DAY + 2 * ONE_DAY


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.stopped_at(EVENING):
        yield


def say(county: County, people: int, from_on: date | None = SATURDAY, shift: str = "night") -> None:
    set_need(
        by=county.township_officer, post=county.posts[GATE], shift=county.shifts[shift], people=people,
        from_on=from_on, at=clock.now(),
    )  # fmt: skip


def needed(county: County, day: date, days_later: int = 0) -> int:
    needs = NeedsOn.of(Q(post=county.posts[GATE]), at(days_later, 12))
    return needs.on(county.posts[GATE].pk, county.shifts["night"].pk, day)


def now(county: County) -> int:
    return Need.objects.unscoped("test").get(post=county.posts[GATE], shift=county.shifts["night"]).people


def refused(run: Callable[[], object]) -> tuple[str, str | None]:
    with pytest.raises(Refused) as told:
        run()
    return told.value.code, told.value.field


def test_it_works(county: County) -> None:
    say(county, 4)
    assert [needed(county, DAY + n * ONE_DAY) for n in range(4)] == [2, 2, 4, 4]
    assert now(county) == 2


def test_on_its_day_the_clock_makes_it_the_need(county: County) -> None:
    say(county, 4)
    assert apply_needs(at(1, 23, 59)) == 0
    mark_late(at(2, 0))
    assert now(county) == 4
    assert apply_needs(at(2, 1)) == 0
    assert [needed(county, DAY + n * ONE_DAY, 3) for n in range(4)] == [2, 2, 4, 4]


def test_a_clock_that_was_away_applies_them_in_their_order(county: County) -> None:
    say(county, 4)
    say(county, 3, SATURDAY + ONE_DAY)
    assert apply_needs(at(9, 0)) == 2
    assert now(county) == 3
    assert [needed(county, DAY + n * ONE_DAY, 9) for n in range(4)] == [2, 2, 4, 3]


def test_said_again_for_the_same_day_it_counts_once(county: County) -> None:
    say(county, 4)
    say(county, 5)
    stored = NeedChange.objects.unscoped("test").get()
    assert (stored.people, stored.before) == (5, 2)


def test_what_changes_nothing_is_not_stored(county: County) -> None:
    say(county, 2)
    assert not NeedChange.objects.unscoped("test").exists()


def test_today_holds_at_once_and_yesterday_stays_known(county: County) -> None:
    say(county, 0, None)
    assert (now(county), needed(county, DAY), needed(county, DAY - ONE_DAY)) == (0, 0, 2)


@pytest.mark.parametrize("day", [DAY - ONE_DAY, DAY + 61 * ONE_DAY, date.min])
def test_a_day_out_of_reason_is_refused(county: County, day: date) -> None:
    assert refused(lambda: say(county, 4, day)) == ("need_day_out_of_range", "from_on")


def test_it_is_audited_with_its_day(county: County) -> None:
    say(county, 4)
    content = AuditEntry.objects.unscoped("test").get(action="set_need").payload.content
    assert (content["before"], content["people"], content["from_on"]) == (2, 4, SATURDAY.isoformat())


def test_the_planner_plans_with_it(county: County) -> None:
    say(county, 4)
    needs = {(post, day, shift): people for post, day, shift, people, _lead in problem(new_plan(county))["needs"]}
    assert [needs["0001", day, "night"] for day in range(3)] == [2, 2, 4]


def test_a_workbook_leaves_what_was_needed_until_then(county: County) -> None:
    values = {"number": 1, "need_night": 6}
    PostWriter().write([Change(3, "changed", values, county.posts[GATE].pk)], EVENING)
    assert (now(county), needed(county, DAY - ONE_DAY)) == (6, 2)


def test_the_page_says_it_from_a_day_on(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    assert client.post(f"{PAGE}need/", {"need_night": "4", "from_on": str(SATURDAY)}).status_code == 302
    html = client.get(PAGE).content.decode()
    assert f'data-ahead="{SATURDAY}"' in html and "02-15 起 4 人" in html


@pytest.mark.parametrize("day", ["2020-01-01", "x", "2020-02-30"])
def test_the_page_says_what_is_wrong_with_the_day(county: County, logged_in: LogIn, day: str) -> None:
    answer = logged_in(county.township_officer).post(f"{PAGE}need/", {"need_night": "4", "from_on": day})
    assert answer.status_code == 422
    assert "生效日期从今天起" in answer.content.decode()
