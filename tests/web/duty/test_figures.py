"""What the figures of the posts count, on one night of the little county."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.county import DAY, EVENING, NIGHT, County
from tests.web.duty.rosters import ONE_DAY, new_plan, task
from yixian.web.duty.figures import FIGURES
from yixian.web.duty.models import Post, ReadinessItem, ReadinessMark
from yixian.web.figures import Asked, Figure
from yixian.web.plans.models import PlanState
from yixian.web.tasks.late import mark_late
from yixian.web.tasks.models import Task, TaskState

GATE, SIDE, VILLAGE, SOUTH, FAR = "安平苑北门", "安平苑东门", "下湾村口", "金穗小区南门", "粮站家属院门"
NOW = NIGHT + timedelta(minutes=30)
STARTED = {"state": TaskState.STARTED, "started_at": NIGHT}
BY_KEY = {figure.key: figure for figure in FIGURES}


def ask(county: County, path: str = "", at: datetime = NOW) -> Asked:
    return Asked(county.duty_officer, path, at)


def count(county: County, key: str, path: str = "", at: datetime = NOW) -> int:
    return BY_KEY[key].count(ask(county, path, at))


def whole(county: County, key: str) -> int:
    figure = BY_KEY[key]
    assert figure.whole
    return figure.whole(ask(county))


def names(county: County, key: str, at: datetime = NOW) -> list[str]:
    return [row[1] for row in BY_KEY[key].rows(ask(county, at=at)).rows]


def state(county: County, key: str) -> str:
    figure = BY_KEY[key]
    assert figure.state
    return figure.state(ask(county))


@pytest.fixture
def told(county: County) -> County:
    """A roster for the whole county is in force; nobody stands in it yet."""
    new_plan(county, "临溪县", state=PlanState.PUBLISHED, published_at=EVENING - ONE_DAY)
    return county


@pytest.fixture
def night(county: County) -> County:
    """At half past ten: the gate is manned by two, one of two is at the south gate, the village is empty."""
    plan = new_plan(county, "临溪县", state=PlanState.PUBLISHED, published_at=EVENING)
    for who in ("李建新", "王建军"):
        task(county, who, GATE, DAY, "night", plan=plan, **STARTED)
    task(county, "于倩", SOUTH, DAY, "night", plan=plan, **STARTED)
    task(county, "周凯", SOUTH, DAY, "night", plan=plan, state=TaskState.SENT)
    task(county, "赵秀英", VILLAGE, DAY, "night", plan=plan, state=TaskState.SENT)
    task(county, "陈国平", FAR, DAY, "night", plan=plan, **STARTED)
    mark_late(NOW)
    return county


def test_it_works(night: County) -> None:
    assert (count(night, "manned_now"), whole(night, "manned_now")) == (3, 4)
    assert names(night, "manned_now") == [GATE, SOUTH, FAR]
    assert state(night, "manned_now") == "alarm"


def test_who_is_on_duty_of_who_was_planned(night: County) -> None:
    assert (count(night, "on_duty_now"), whole(night, "on_duty_now")) == (4, 6)


def test_who_was_sent_takes_the_place_and_adds_none(night: County) -> None:
    late = Task.objects.unscoped("test").get(person=night.people["赵秀英"])
    task(night, "李婉宁", VILLAGE, DAY, "night", stands_in_for=late, **STARTED)
    assert (count(night, "on_duty_now"), whole(night, "on_duty_now")) == (5, 6)
    assert count(night, "no_shows") == 1


def test_who_has_not_come(night: County) -> None:
    assert names(night, "no_shows") == [VILLAGE, SOUTH]
    assert state(night, "no_shows") == "alarm"


def test_before_the_limit_nobody_is_missing(county: County) -> None:
    task(county, "赵秀英", VILLAGE, DAY, "night", state=TaskState.SENT)
    mark_late(NIGHT + timedelta(minutes=9))
    assert count(county, "no_shows", at=NIGHT + timedelta(minutes=9)) == 0


def test_a_town_counts_its_own_posts(night: County) -> None:
    keys = ("posts", "posts_urban", "manned_now", "on_duty_now", "no_shows")
    assert [count(night, key, "0000") for key in keys] == [4, 2, 2, 3, 2]
    assert [count(night, key, "0001") for key in keys] == [1, 1, 1, 1, 0]


def test_who_sees_a_town_only_counts_it_only(night: County) -> None:
    asked = Asked(night.township_officer, "", NOW)
    assert BY_KEY["posts"].count(asked) == 4
    assert FAR not in [row[1] for row in BY_KEY["manned_now"].rows(asked).rows]


def test_posts_by_kind(county: County) -> None:
    assert (count(county, "posts"), count(county, "posts_urban")) == (5, 3)
    assert names(county, "posts_urban") == [GATE, SOUTH, FAR]


def test_a_closed_post_is_counted_nowhere(night: County) -> None:
    Post.objects.unscoped("test").filter(number=3).update(is_open=False)
    assert (count(night, "posts"), count(night, "no_shows"), whole(night, "manned_now")) == (4, 1, 3)


def test_holes_are_shifts_of_the_next_day_and_night(told: County) -> None:
    """Five posts need somebody by day and four at night, whatever moment the day and night begin at."""
    early, late, night = 5, 5, 4
    assert count(told, "holes_ahead", at=NIGHT - timedelta(minutes=1)) == night + early + late
    assert count(told, "holes_ahead", at=NIGHT) == early + late + night


def test_a_hole_is_filled_by_as_many_as_are_needed(told: County) -> None:
    before = count(told, "holes_ahead")
    task(told, "李建新", GATE, DAY + ONE_DAY, "early")
    assert count(told, "holes_ahead") == before
    task(told, "王建军", GATE, DAY + ONE_DAY, "early")
    assert count(told, "holes_ahead") == before - 1


def test_without_a_roster_there_are_no_holes_and_nobody_is_known_to_be_missing(county: County) -> None:
    assert (count(county, "holes_ahead"), state(county, "holes_ahead")) == (0, "ok")
    assert (count(county, "manned_now"), whole(county, "manned_now")) == (0, 4)
    assert state(county, "manned_now") == "off"
    assert count(county, "uncovered") == 0


def test_the_words_beside_manned_posts_say_what_is_known(night: County, county: County) -> None:
    note = BY_KEY["manned_now"].note
    assert note
    assert note(ask(night)) == "缺 1"
    assert note(ask(county, at=NIGHT + 10 * ONE_DAY)) == "未报"


@pytest.mark.parametrize("undone", [TaskState.CANCELLED, TaskState.REFUSED])
def test_who_is_not_coming_fills_no_hole(told: County, undone: str) -> None:
    before = count(told, "holes_ahead")
    task(told, "赵秀英", VILLAGE, DAY + ONE_DAY, "early", state=undone)
    assert before and count(told, "holes_ahead") == before


def test_seven_items_of_five_posts_are_overdue_until_marked(county: County) -> None:
    assert count(county, "readiness_overdue") == 35
    item = ReadinessItem.objects.unscoped("test").get(code="flag")
    ReadinessMark.objects.create(post=county.posts[GATE], item=item, done_at=EVENING, by=county.duty_officer)
    assert count(county, "readiness_overdue") == 34


def minutes(county: County, key: str, post: str, at: datetime) -> tuple[int, int] | None:
    """Return the minutes with nobody and without a member of a post, None where it is not listed."""
    rows = BY_KEY[key].rows(ask(county, at=at)).rows
    return next(((row[2], row[3]) for row in rows if row[1] == post), None)


def test_minutes_that_a_post_stood_empty(county: County) -> None:
    """Two at the gate in the early shift from seven on: one hour empty, and all day since 14:00."""
    seven = EVENING.replace(hour=7)
    fields: dict[str, Any] = {"started_at": seven, "finished_at": EVENING.replace(hour=14), "state": TaskState.DONE}
    task(county, "于倩", GATE, DAY, "early", **fields)
    task(county, "李建新", GATE, DAY, "early", **fields)
    assert minutes(county, "uncovered", GATE, EVENING.replace(hour=14)) == (60, 60)
    assert minutes(county, "uncovered", GATE, EVENING) == (300, 300)


def test_where_a_member_must_lead_his_absence_counts(county: County) -> None:
    six = EVENING.replace(hour=6)
    task(county, "于倩", GATE, DAY, "early", started_at=six, state=TaskState.STARTED)
    assert minutes(county, "uncovered", GATE, EVENING.replace(hour=10)) is None
    assert minutes(county, "memberless", GATE, EVENING.replace(hour=10)) == (0, 240)


def test_who_never_signed_out_covers_his_own_shift_only(county: County) -> None:
    task(county, "李建新", GATE, DAY, "early", started_at=EVENING.replace(hour=6), state=TaskState.STARTED)
    assert minutes(county, "uncovered", GATE, EVENING) == (240, 240)


def test_minutes_planned_empty_are_those_of_the_roster(told: County) -> None:
    task(told, "李建新", GATE, DAY, "early", state=TaskState.SENT)
    assert minutes(told, "uncovered_planned", GATE, EVENING) == (240, 240)
    assert minutes(told, "uncovered_planned", SOUTH, EVENING) == (720, 720)


def test_a_side_gate_that_needs_nobody_at_night_is_not_empty_then(county: County) -> None:
    for shift, start, end in (("early", 6, 14), ("late", 14, 22)):
        fields = {"started_at": EVENING.replace(hour=start), "finished_at": EVENING.replace(hour=end)}
        task(county, "于倩", SIDE, DAY, shift, state=TaskState.DONE, **fields)
    assert minutes(county, "uncovered", SIDE, NIGHT + timedelta(hours=1)) is None


def test_the_night_after_midnight_counts_for_the_day_before(county: County) -> None:
    task(county, "周凯", VILLAGE, DAY, "night", started_at=NIGHT, state=TaskState.STARTED)
    two_o_clock = NIGHT + timedelta(hours=4)
    assert minutes(county, "uncovered", VILLAGE, two_o_clock) == (960, 0)


def test_who_stands_against_the_law_is_stored_and_flagged(county: County) -> None:
    """R22: nobody planned it, but she stands there at night."""
    task(county, "赵秀英", VILLAGE, DAY, "night", **STARTED)
    assert names(county, "protected_on_duty") == [VILLAGE]
    assert count(county, "manned_now") == 1


def test_by_day_she_stands_there_by_right(county: County) -> None:
    task(county, "赵秀英", VILLAGE, DAY, "early", state=TaskState.STARTED, started_at=EVENING.replace(hour=6))
    assert count(county, "protected_on_duty", at=EVENING.replace(hour=9)) == 0


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
def test_every_count_is_its_rows(night: County, figure: Figure) -> None:
    for at in (NOW, NOW.replace(hour=3), EVENING.replace(hour=12)):
        for path in ("", "0000", "0001", "00000002"):
            rows = figure.rows(ask(night, path, at))
            assert figure.count(ask(night, path, at)) == len(rows.rows)
            assert len(rows.urls) == len(rows.rows)
            assert all(len(row) == len(rows.heads) for row in rows.rows)


def test_all_figures_of_one_page_cost_few_questions(
    night: County, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    asked = ask(night)
    with django_assert_max_num_queries(27):
        for figure in FIGURES:
            figure.count(asked)
