"""How well a post is covered: minutes with nobody, minutes without a member, and its sign."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.county import EVENING, NIGHT
from yixian.web.duty.cover import SIGN, Spell, Standing, Want, minutes_short, standing

SIX = EVENING.replace(hour=6)


def hours(start: float, end: float) -> tuple[datetime, datetime]:
    return SIX + timedelta(hours=start), SIX + timedelta(hours=end)


def want(start: float, end: float, people: int = 1) -> Want:
    return Want(*hours(start, end), people)


def spell(start: float, end: float, *, is_member: bool = False) -> Spell:
    return Spell(*hours(start, end), is_member)


def test_it_works() -> None:
    assert minutes_short([want(0, 8)], [spell(0, 3), spell(4, 8)]) == 60


def test_a_post_without_anybody_is_short_all_the_time() -> None:
    assert minutes_short([want(0, 8)], []) == 8 * 60


def test_where_nobody_is_needed_nothing_is_short() -> None:
    assert minutes_short([want(0, 8, people=0)], []) == 0
    assert minutes_short([], [spell(0, 8)]) == 0


def test_hand_over_to_the_minute_leaves_no_gap() -> None:
    assert minutes_short([want(0, 8), want(8, 16)], [spell(0, 8), spell(8, 16)]) == 0


def test_two_who_overlap_count_once() -> None:
    assert minutes_short([want(0, 8)], [spell(0, 5), spell(1, 2), spell(4, 7)]) == 60


def test_one_of_two_is_not_nobody() -> None:
    assert minutes_short([want(0, 8, people=2)], [spell(0, 8)]) == 0


def test_who_comes_early_and_stays_late_covers_the_shift_only() -> None:
    assert minutes_short([want(0, 8)], [spell(-2, 10)]) == 0
    assert minutes_short([want(0, 8)], [spell(-2, 0), spell(8, 10)]) == 8 * 60


def test_minutes_without_a_member_ask_for_members_alone() -> None:
    there = [spell(0, 8), spell(2, 4, is_member=True)]
    assert minutes_short([want(0, 8)], there, of_members=True) == 6 * 60
    assert minutes_short([want(0, 8)], there) == 0


def test_a_night_counts_through_midnight() -> None:
    night = Want(NIGHT, NIGHT + timedelta(hours=8), 1)
    until_one = Spell(NIGHT, NIGHT + timedelta(hours=3))
    assert minutes_short([night], [until_one]) == 5 * 60


SPELLS = some.lists(some.tuples(some.integers(-60, 600), some.integers(-60, 600)), max_size=6)


@given(SPELLS)
def test_minutes_agree_with_a_look_at_every_minute(pairs: list[tuple[int, int]]) -> None:
    spells = [Spell(SIX + timedelta(minutes=a), SIX + timedelta(minutes=b)) for a, b in pairs]
    empty = [m for m in range(480) if not any(a <= m < b for a, b in pairs)]
    assert minutes_short([want(0, 8)], spells) == len(empty)


@pytest.mark.parametrize(
    ("needed", "here", "is_awaited", "word"),
    [
        (2, 2, False, Standing.MANNED),
        (2, 3, False, Standing.MANNED),
        (2, 1, False, Standing.SHORT),
        (2, 0, False, Standing.UNMANNED),
        (2, 0, True, Standing.UNREPORTED),
        (2, 1, True, Standing.MANNED),
        (0, 0, False, Standing.IDLE),
        (0, 1, False, Standing.MANNED),
    ],
)
def test_how_a_post_stands(needed: int, here: int, is_awaited: bool, word: Standing) -> None:
    assert standing(needed=needed, here=here, is_awaited=is_awaited) is word


def test_without_a_roster_nobody_is_missing() -> None:
    assert standing(needed=2, here=0, is_awaited=False, has_roster=False) is Standing.UNREPORTED
    assert standing(needed=2, here=1, is_awaited=False, has_roster=False) is Standing.SHORT


def test_only_an_empty_post_is_an_alarm() -> None:
    assert [word for word in Standing if SIGN[word] == "alarm"] == [Standing.UNMANNED]
