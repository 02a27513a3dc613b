"""How high some stock lifts classes of demand, and what each takes there."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.supplies.kernels import ints, no_bends, plain
from yixian.planning.supplies.water import height_of, take_of, tangent

PATIENT = settings(deadline=None, derandomize=True, max_examples=300)


def bent(*parts: list[tuple[int, int, int]]) -> Any:
    """Return bent parts by class: stage, slope, room."""
    begin = np.concatenate([[0], np.cumsum([len(own) for own in parts])]).astype(np.int64)
    flat = [part for own in parts for part in own]
    columns = [np.array([part[i] for part in flat], dtype=np.int64) for i in range(3)]
    return begin, columns[0], columns[1], columns[2]


def both(parts: list[list[tuple[int, int, int]]], n_stages: int) -> tuple[Any, Any]:
    """Return tables and bent parts of classes that have nothing but bent parts."""
    room = np.zeros((len(parts), n_stages), dtype=np.int64)
    for c, own in enumerate(parts):
        for stage, _, most in own:
            room[c, stage] += most
    return (room, np.zeros_like(room)), bent(*parts)


def test_it_works() -> None:
    # Two classes share 9 pieces of their first stage: 12 wanted, so each has three quarters.
    assert height_of(plain([8, 0], [4, 0]), no_bends(2), ints(0, 1), 9) == (0, 9, 12)


@pytest.mark.parametrize(
    ("stock", "height"),
    [
        (0, (0, 0, 1)),
        (1, (0, 1, 12)),
        (12, (0, 12, 12)),
        (13, (1, 1, 30)),
        (41, (1, 29, 30)),
        (42, (2, 0, 1)),
        (43, (2, 0, 1)),
        (10**15, (2, 0, 1)),
    ],
)
def test_the_level_rises_with_the_stock(stock: int, height: tuple[int, int, int]) -> None:
    assert height_of(plain([8, 20], [4, 10]), no_bends(2), ints(0, 1), stock) == height


def test_only_the_classes_asked_for_count() -> None:
    tables = plain([8, 0], [4, 0], [100, 0])

    assert height_of(tables, no_bends(3), ints(0, 1), 6) == (0, 6, 12)
    assert height_of(tables, no_bends(3), ints(2), 6) == (0, 6, 100)


def test_nobody_is_full_at_once() -> None:
    assert height_of(plain([8, 0]), no_bends(1), ints(), 0) == (2, 0, 1)


def test_an_empty_stage_is_passed_over() -> None:
    assert height_of(plain([0, 0, 5]), no_bends(1), ints(0), 2) == (2, 2, 5)


def test_who_asks_for_less_leaves_more_to_the_others() -> None:
    # Both have slope 10, the first takes 2 at most: the other one gets 6 of 8.
    tables, parts = both([[(0, 10, 2)], [(0, 10, 10)]], 1)

    assert height_of(tables, parts, ints(0, 1), 8) == (0, 6, 10)
    assert take_of(tables, parts, 0, (0, 6, 10)) == (2, 0)
    assert take_of(tables, parts, 1, (0, 6, 10)) == (6, 0)


def test_a_tangent_tells_what_is_full_and_what_still_rises() -> None:
    tables, parts = both([[(0, 10, 2)], [(0, 10, 9)]], 1)

    assert tangent(tables, parts, ints(0, 1), (0, 1, 10)) == (0, 20)
    assert tangent(tables, parts, ints(0, 1), (0, 2, 10)) == (2, 10)
    assert tangent(tables, parts, ints(0, 1), (0, 9, 10)) == (11, 0)


@pytest.mark.parametrize(
    ("height", "taken"),
    [((0, 0, 1), (0, 0)), ((0, 1, 3), (2, 2)), ((0, 1, 1), (8, 0)), ((1, 1, 2), (18, 0)), ((2, 0, 1), (28, 0))],
)
def test_what_a_class_takes_at_a_level(height: tuple[int, int, int], taken: tuple[int, int]) -> None:
    assert take_of(plain([8, 20]), no_bends(1), 0, height) == taken


def exact(part: tuple[int, int, int], level: Fraction) -> Fraction:
    """Return what a bent part takes at a level."""
    stage, slope, room = part
    return min(Fraction(room), slope * min(max(level - stage, Fraction(0)), Fraction(1)))


@st.composite
def parts(draw: st.DrawFn) -> list[list[tuple[int, int, int]]]:
    """Return bent parts of some classes in three stages."""
    found = []
    for _ in range(draw(st.integers(1, 4))):
        slopes = [draw(st.integers(0, 40)) for _ in range(3)]
        found.append([(stage, slope, draw(st.integers(0, slope))) for stage, slope in enumerate(slopes) if slope])
    return found


@PATIENT
@given(parts(), st.integers(0, 300))
def test_at_the_level_the_stock_is_used_up_exactly(own: list[list[tuple[int, int, int]]], stock: int) -> None:
    tables, bends = both(own, 3)
    classes = np.arange(len(own))

    stage, num, den = height_of(tables, bends, classes, stock)

    level = stage + Fraction(num, den)
    total = sum((exact(part, level) for class_ in own for part in class_), Fraction(0))
    wanted = sum(room for class_ in own for _, _, room in class_)
    assert total == min(stock, wanted)
    for c, class_ in enumerate(own):
        whole, left = take_of(tables, bends, c, (stage, num, den))
        assert whole + Fraction(left, den) == sum((exact(part, level) for part in class_), Fraction(0))


@PATIENT
@given(parts(), st.integers(0, 300), st.integers(0, 50))
def test_more_stock_never_lowers_the_level(own: list[list[tuple[int, int, int]]], stock: int, more: int) -> None:
    tables, bends = both(own, 3)
    classes = np.arange(len(own))

    before, after = (height_of(tables, bends, classes, amount) for amount in (stock, stock + more))

    assert before[0] + Fraction(before[1], before[2]) <= after[0] + Fraction(after[1], after[2])
