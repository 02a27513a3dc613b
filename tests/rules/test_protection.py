"""Who is protected from a shift."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian import words
from yixian.rules.cases.duty import Duty, read_duties
from yixian.rules.protection import Person, Shift, blocks

EXAMPLES = json.loads(Path("tests/data/systems/duty_examples.json").read_text(encoding="utf-8"))
DUTIES = read_duties(EXAMPLES, "duty_examples.json")
DAY = Shift(datetime(2020, 2, 24, 8), datetime(2020, 2, 24, 16))
NIGHT = Shift(datetime(2020, 2, 24, 22), datetime(2020, 2, 25, 6))
LONG = Shift(datetime(2020, 2, 24, 8), datetime(2020, 2, 24, 17))
EVERYTHING = Person(age=15, gest_weeks=30, nursing_months=3, is_ill=True, is_under_observation=True)


def test_it_works() -> None:
    assert blocks(Person(age=29, gest_weeks=28), NIGHT) == ("pregnant7m_night",)


@pytest.mark.parametrize(
    ("duty", "expected"),
    list(zip(DUTIES, [example["expected_blocks"] for example in EXAMPLES], strict=True)),
    ids=[str(duty.id) for duty in DUTIES],
)
def test_every_example_agrees(duty: Duty, expected: list[str]) -> None:
    assert list(blocks(duty.person, duty.shift)) == expected


def test_a_first_secretary_seven_months_pregnant_may_stand_by_day() -> None:
    assert blocks(Person(age=31, gest_weeks=29), DAY) == ()


def test_nobody_else_is_kept_from_nights_and_long_days() -> None:
    assert blocks(Person(age=66), NIGHT) == blocks(Person(age=66), LONG) == ()


@pytest.mark.parametrize(("weeks", "is_blocked"), [(27, False), (27.9, False), (28, True), (41, True)])
def test_pregnancy_is_protected_from_week_28(weeks: float, is_blocked: bool) -> None:
    assert bool(blocks(Person(gest_weeks=weeks), NIGHT)) is is_blocked


@pytest.mark.parametrize(("months", "is_blocked"), [(0, True), (11, True), (11.9, True), (12, False), (18, False)])
def test_nursing_is_protected_for_a_year(months: float, is_blocked: bool) -> None:
    assert bool(blocks(Person(nursing_months=months), NIGHT)) is is_blocked


@pytest.mark.parametrize(("age", "expected"), [(15, ("under16",)), (15.9, ("under16",)), (16, ()), (17, ())])
def test_nobody_under_sixteen_stands_guard(age: float, expected: tuple[str, ...]) -> None:
    assert blocks(Person(age=age), DAY) == expected


def test_an_unknown_age_is_no_block() -> None:
    assert blocks(Person(), NIGHT) == ()


@pytest.mark.parametrize(("already", "is_overtime"), [(0, False), (0.01, True), (4, True)])
def test_overtime_is_more_than_eight_hours_that_day(already: float, is_overtime: bool) -> None:
    shift = Shift(DAY.start, DAY.end, already)
    assert ("nursing_overtime" in blocks(Person(nursing_months=1), shift)) is is_overtime


def test_decimals_do_not_make_overtime() -> None:
    shift = Shift(DAY.start, DAY.start + timedelta(hours=7, minutes=54), 0.1)
    assert blocks(Person(gest_weeks=30), shift) == ()


def test_all_codes_come_sorted() -> None:
    shift = Shift(NIGHT.start, NIGHT.end, 2)
    assert blocks(EVERYTHING, shift) == (
        "ill",
        "nursing_night",
        "nursing_overtime",
        "pregnant7m_night",
        "pregnant7m_overtime",
        "under16",
        "under_observation",
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_has_words(lang: words.Lang) -> None:
    for code in blocks(EVERYTHING, Shift(NIGHT.start, NIGHT.end, 2)):
        assert words.say("yixian.rules", code, {}, lang)


PEOPLE = st.builds(
    Person,
    age=st.none() | st.integers(0, 90),
    gest_weeks=st.none() | st.integers(0, 42),
    nursing_months=st.none() | st.integers(0, 24),
    is_ill=st.booleans(),
    is_under_observation=st.booleans(),
)
SHIFTS = st.builds(
    lambda start, minutes, already: Shift(start, start + timedelta(minutes=minutes), already),
    st.datetimes(datetime(2020, 1, 1), datetime(2020, 12, 31)),
    st.integers(1, 60 * 30),
    st.integers(0, 12),
)


@given(PEOPLE, SHIFTS)
def test_a_shift_that_grows_never_loses_a_block(person: Person, shift: Shift) -> None:
    longer = Shift(shift.start, shift.end + timedelta(hours=2), shift.hours_already)
    assert set(blocks(person, shift)) <= set(blocks(person, longer))


@given(PEOPLE, SHIFTS)
def test_night_and_overtime_concern_the_protected_only(person: Person, shift: Shift) -> None:
    codes = blocks(person, shift)
    assert person.gest_weeks is not None or not any(code.startswith("pregnant") for code in codes)
    assert person.nursing_months is not None or not any(code.startswith("nursing") for code in codes)
    assert ("ill" in codes) == person.is_ill
    assert list(codes) == sorted(set(codes))
