"""Pins that clash with the law: every rule is named, with the pin whose removal helps."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.duty.little import little, with_person
from yixian.faults import NothingLawful
from yixian.planning.duty.clash import pin_clashes, require_lawful
from yixian.planning.duty.read import read_problem


def codes(pins: list[list[Any]], value: dict[str, Any] | None = None) -> list[str]:
    """Return the codes of what pins break."""
    problem = read_problem({**(value or little()), "pinned": pins})
    return [reason.code for reason in pin_clashes(problem)]


def test_it_works() -> None:
    assert codes([["高涛", 0, "D", "东门"], ["何娟", 0, "D", "东门"], ["高涛", 1, "N", "路口"]]) == []


@pytest.mark.parametrize(
    ("pins", "code"),
    [
        ([["王秀", 0, "D", "东门"]], "pin_reach"),
        ([["李兰", 2, "D", "东门"]], "pin_unavailable"),
        ([["王秀", 0, "N", "路口"]], "pin_no_nights"),
        ([["高涛", 0, "N", "东门"], ["高涛", 1, "D", "东门"]], "pin_rest"),
        ([["李兰", day, "D", "东门"] for day in (0, 1, 3, 5)], "pin_hours_week"),
        ([["高涛", day, "D", "东门"] for day in range(7)], "pin_days_in_row"),
        ([["高涛", day, "N", "东门"] for day in range(4)], "pin_nights_in_row"),
        ([["高涛", 1, "D", "东门"], ["何娟", 1, "D", "东门"]], "pin_never_more_than_needed"),
    ],
)
def test_each_rule_is_named(pins: list[list[Any]], code: str) -> None:
    assert code in codes(pins)


def test_own_limits_of_shifts_and_nights_are_named() -> None:
    pins = [["高涛", 0, "N", "东门"], ["高涛", 2, "N", "东门"]]

    assert codes(pins, with_person(0, max_shifts_week=1)) == ["pin_shifts_week"]
    assert codes(pins, with_person(0, max_nights=1)) == ["pin_nights_total"]


@pytest.mark.parametrize(("lang", "word"), [("zh", "去掉"), ("en", "drop")])
def test_all_clashes_are_said_at_once_with_what_helps(lang: Any, word: str) -> None:
    pins = [["王秀", 0, "N", "路口"], ["李兰", 2, "D", "东门"]]

    with pytest.raises(NothingLawful) as caught:
        require_lawful(read_problem(little(pinned=pins)), lang)

    lines = str(caught.value).splitlines()
    assert len(lines) == 2
    assert all(word in line for line in lines)
