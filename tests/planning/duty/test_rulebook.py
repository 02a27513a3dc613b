"""The hard rules on one person's time, each at its edge."""

from __future__ import annotations

import pytest

from tests.planning.duty.little import little, with_person
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.rulebook import TIME_RULES, Rulebook

DAY, EVENING, NIGHT = 0, 1, 2
BOOK = Rulebook(read_problem(little()))


def broken(duties: list[tuple[int, int]], book: Rulebook = BOOK) -> str | None:
    """Return the rule that the first person's duties break."""
    test = book.first_break(0, duties)
    return None if test is None else test.rule


def test_it_works() -> None:
    assert broken([(0, DAY), (1, EVENING), (2, NIGHT), (5, DAY)]) is None
    assert {test.rule for test in BOOK.tests(0, [(0, NIGHT), (1, NIGHT)])} == set(TIME_RULES)


def test_nobody_on_duty_breaks_nothing() -> None:
    assert list(BOOK.tests(0, [])) == []


@pytest.mark.parametrize(
    ("first", "second", "hours"),
    [(EVENING, DAY, 10), (NIGHT, DAY, 0), (NIGHT, EVENING, 7)],
)
def test_an_earlier_shift_than_yesterday_is_too_early(first: int, second: int, hours: int) -> None:
    test = BOOK.first_break(0, [(0, first), (1, second)])

    assert test is not None
    assert test.rule == "rest"
    assert test.spoken == {"found": hours, "limit": 11}


def test_a_day_between_is_rest_enough() -> None:
    assert broken([(0, NIGHT), (2, DAY)]) is None


def test_rest_that_is_just_enough_is_enough() -> None:
    book = Rulebook(read_problem(with_person(0, min_rest_hours=10)))

    assert broken([(0, EVENING), (1, DAY)], book) is None


def test_rest_of_two_days_reaches_over_the_free_day() -> None:
    book = Rulebook(read_problem(with_person(0, min_rest_hours=48)))

    assert broken([(0, DAY), (2, DAY)], book) == "rest"
    assert broken([(0, DAY), (3, DAY)], book) is None


def test_hours_are_counted_from_monday() -> None:
    book = Rulebook(read_problem(little(days=14)))
    five_nights = [(0, NIGHT), (1, NIGHT), (2, NIGHT), (4, NIGHT), (5, NIGHT)]

    assert broken(five_nights, book) == "hours_week"
    assert broken([(3, NIGHT), (4, NIGHT), (6, NIGHT), (7, NIGHT), (9, NIGHT)], book) is None


def test_the_last_lawful_day_in_a_row_is_the_sixth() -> None:
    assert broken([(day, DAY) for day in range(6)]) is None
    assert broken([(day, DAY) for day in range(7)]) == "hours_week"


def test_days_in_a_row_do_not_end_on_sunday() -> None:
    book = Rulebook(read_problem(little(days=14)))

    assert broken([(day, DAY) for day in range(4, 11)], book) == "days_in_row"


def test_nights_in_a_row_and_in_all() -> None:
    assert broken([(0, NIGHT), (1, NIGHT), (2, NIGHT)]) is None
    assert broken([(0, NIGHT), (1, NIGHT), (2, NIGHT), (3, NIGHT)]) == "nights_in_row"
    book = Rulebook(read_problem(with_person(0, max_nights=2)))
    assert broken([(0, NIGHT), (2, NIGHT), (4, NIGHT)], book) == "nights_total"


def test_a_volunteer_gives_a_few_shifts_a_week() -> None:
    book = Rulebook(read_problem({**with_person(0, max_shifts_week=2), "days": 14}))

    assert broken([(0, DAY), (2, DAY), (7, DAY), (9, DAY)], book) is None
    assert broken([(0, DAY), (2, DAY), (4, DAY)], book) == "shifts_week"


@pytest.mark.parametrize(
    ("before", "days", "rule"),
    [
        ({"days_in_row_before": 5}, (0,), None),
        ({"days_in_row_before": 5}, (0, 1), "days_in_row"),
        ({"days_in_row_before": 6}, (0,), "days_in_row"),
        ({"days_in_row_before": 6}, (1, 2, 3, 4, 5, 6), None),
        ({"nights_in_row_before": 2}, (0, 1), "nights_in_row"),
        ({"nights_in_row_before": 3}, (1, 2, 3), None),
    ],
)
def test_what_was_in_a_row_before_counts_on(before: dict[str, int], days: tuple[int, ...], rule: str | None) -> None:
    shift = NIGHT if "nights_in_row_before" in before else DAY
    broken = Rulebook(read_problem(with_person(0, **before))).first_break(0, [(day, shift) for day in days])

    assert (None if broken is None else broken.rule) == rule
