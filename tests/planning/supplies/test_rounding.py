"""Whole boxes by the largest remainder, first between classes, then within one."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.supplies.kernels import ints
from yixian.planning.supplies.rounding import FRACTION, LEAST, LOOSE, MOST, in_boxes, rank_classes, rounded_up, sum_up
from yixian.planning.supplies.stages import default_stages


def parts_of(needs: list[int], height: tuple[int, int, int], box: int = 1) -> Any:
    """Return needs of one tier without minimum in boxes, all in one class at a level."""
    room = np.array([[0] * len(needs), needs], dtype=np.int64)
    pattern = np.zeros(len(needs), dtype=np.int64)
    curves = room, room, default_stages(1), np.zeros(len(needs), dtype=np.int64), pattern
    return in_boxes(curves, np.array([height], dtype=np.int64), np.full(len(needs), box))


def test_it_works() -> None:
    # 10 pieces for three times 7: 3 and a third each, so one of them gets 4.
    parts = parts_of([7, 7, 7], (1, 10, 21))

    assert parts.tolist() == [[3, 3, 3], [0, 0, 0], [7, 7, 7]]
    assert rounded_up(parts, ints(0, 0, 0), ints(10)).tolist() == [True, False, False]


def test_the_largest_remainder_is_rounded_up_first() -> None:
    parts = parts_of([3, 5, 4], (1, 1, 2))

    # 1.5, 2.5 and 2: five pieces of six, so of the two halves the earlier one is up.
    assert rounded_up(parts, ints(0, 0, 0), ints(6)).tolist() == [True, False, False]
    parts = parts_of([1, 2, 4], (1, 2, 5))
    assert rounded_up(parts, ints(0, 0, 0), ints(3)).tolist() == [False, True, True]


def test_boxes_count_loose_pieces_before_fractions() -> None:
    parts = parts_of([25, 31], (1, 1, 2), box=10)

    assert parts.tolist() == [[1, 1], [2, 5], [1, 1]]
    assert rounded_up(parts, ints(0, 0), ints(3)).tolist() == [False, True]


def test_each_class_has_its_own_boxes() -> None:
    parts = np.array([[1, 1, 1, 1], [0, 0, 0, 0], [2, 3, 3, 2]])

    up = rounded_up(parts, ints(0, 0, 1, 1), ints(3, 3))

    assert up.tolist() == [False, True, True, False]


@pytest.mark.parametrize(("boxes", "n_up"), [(9, 0), (10, 1), (11, 2), (12, 3)])
def test_as_many_are_up_as_there_are_boxes(boxes: int, n_up: int) -> None:
    assert rounded_up(parts_of([7, 7, 7], (1, 10, 21)), ints(0, 0, 0), ints(boxes)).sum() == n_up


def sums(needs: list[int], height: tuple[int, int, int], box: int = 1) -> list[int]:
    """Return fewest and most boxes, loose pieces and fraction of a class."""
    n = len(needs)
    found = sum_up(
        parts_of(needs, height, box),
        np.zeros(n, dtype=np.int64),
        np.full(n, box),
        np.array([height], dtype=np.int64),
        2,
    )
    numbers: list[int] = found[0].tolist()
    return numbers


@pytest.mark.parametrize(
    ("needs", "height", "box", "expected"),
    [
        ([7, 7, 7], (1, 10, 21), 1, [10, 10, 0, 0]),
        ([7, 7], (1, 10, 21), 1, [6, 7, 0, 14]),
        ([1, 1], (1, 1, 2), 1, [1, 1, 0, 0]),
        ([1], (1, 1, 2), 1, [0, 1, 0, 1]),
        ([60, 60], (1, 1, 2), 10, [6, 6, 0, 0]),
        ([15, 15], (1, 1, 2), 10, [1, 2, 5, 0]),
        ([5, 5, 5], (1, 1, 2), 10, [0, 1, 7, 1]),
        ([], (1, 1, 2), 10, [0, 0, 0, 0]),
    ],
)
def test_a_class_below_its_need_is_rounded_as_a_whole(
    needs: list[int], height: tuple[int, int, int], box: int, expected: list[int]
) -> None:
    assert sums(needs, height, box) == expected


@pytest.mark.parametrize(
    ("needs", "box", "expected"),
    [
        ([25, 31], 10, [5, 7, 0, 0]),
        ([20, 31], 10, [5, 6, 0, 0]),
        ([20, 30], 10, [5, 5, 0, 0]),
        ([3, 3, 3], 10, [0, 3, 0, 0]),
        ([3, 3, 3], 1, [9, 9, 0, 0]),
    ],
)
def test_in_a_full_class_everybody_may_be_rounded_up(needs: list[int], box: int, expected: list[int]) -> None:
    assert sums(needs, (2, 0, 1), box) == expected


def test_classes_are_ranked_by_remainder_then_by_their_first_demand() -> None:
    table = np.zeros((4, 4), dtype=np.int64)
    table[:, LOOSE] = [0, 3, 3, 0]
    table[:, FRACTION] = [9, 1, 2, 9]

    # First demands: class 3 has the earliest, then 0.
    assert rank_classes(table, ints(3, 0, 1, 2)).tolist() == [3, 1, 0, 2]


def test_a_class_without_demands_comes_last_of_its_equals() -> None:
    assert rank_classes(np.zeros((3, 4), dtype=np.int64), ints(2, 0)).tolist() == [1, 2, 0]


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.integers(1, 9), st.data())
def test_every_amount_is_rounded_down_or_up_and_the_class_keeps_its_sum(
    needs: list[int], box: int, data: st.DataObject
) -> None:
    den = data.draw(st.integers(1, 50))
    height = (1, data.draw(st.integers(0, den)), den)
    parts, n = parts_of(needs, height, box), len(needs)
    found = sum_up(parts, np.zeros(n, np.int64), np.full(n, box), np.array([height], np.int64), 2)[0]

    for boxes in (found[LEAST], found[MOST]):
        up = rounded_up(parts, np.zeros(n, np.int64), ints(int(boxes)))
        assert (parts[0] + up).sum() == boxes
        # Nobody is up who is whole already, and nobody is down with more left than one who is up.
        left = [(int(loose), int(part)) for loose, part in zip(parts[1], parts[2], strict=True)]
        assert all(left[e] > (0, 0) for e in np.flatnonzero(up))
        downs = [left[e] for e in np.flatnonzero(~up)]
        assert not downs or not up.any() or max(downs) <= min(left[e] for e in np.flatnonzero(up))
