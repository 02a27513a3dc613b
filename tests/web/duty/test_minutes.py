"""Minutes in which a post stood empty, where one shift meets the next."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import DAY, EVENING, County
from tests.web.duty.rosters import task
from yixian.web.duty.minutes import gaps_of_day
from yixian.web.tasks.models import TaskState

pytestmark = pytest.mark.django_db
GATE = "安平苑北门"
TEN, TWO = EVENING.replace(hour=10), EVENING.replace(hour=14)


@pytest.fixture
def early(county: County) -> County:
    """李建新 stood at the gate from six to ten; 于倩 is to come at two."""
    six = EVENING.replace(hour=6)
    task(county, "李建新", GATE, DAY, "early", started_at=six, finished_at=TEN, state=TaskState.DONE)
    return county


def empty(county: County, at: object) -> int:
    found = gaps_of_day(county.duty_officer, "", at, [county.posts[GATE]])
    return found[0].nobody if found else -1


def test_it_works(early: County) -> None:
    assert empty(early, TEN) == 0
    assert empty(early, TWO - timedelta(minutes=10)) == 230


def test_who_comes_before_his_shift_stands_there_already(early: County) -> None:
    came_at = TWO - timedelta(minutes=30)
    task(early, "于倩", GATE, DAY, "late", started_at=came_at, state=TaskState.STARTED)
    assert empty(early, TWO - timedelta(minutes=10)) == 210
    assert empty(early, TWO + timedelta(minutes=10)) == 210


def test_a_shift_to_come_that_nobody_has_begun_covers_nothing(early: County) -> None:
    task(early, "于倩", GATE, DAY, "late")
    assert empty(early, TWO - timedelta(minutes=10)) == 230


def test_a_post_is_not_known_by_a_shift_that_has_not_begun(county: County) -> None:
    task(county, "于倩", GATE, DAY, "late")
    assert empty(county, TWO - timedelta(minutes=10)) == -1
