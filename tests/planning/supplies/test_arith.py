"""Fractions of 64 bits: the quotient and remainder of products that have up to 120 bits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yixian.planning.supplies.arith import share

DEN = st.integers(1, 2**59 - 1)
PIECES = st.integers(0, 2**53 - 1)


def test_it_works() -> None:
    assert share(1, 3, 10) == (3, 1)


@pytest.mark.parametrize(
    ("num", "den", "of", "expected"),
    [
        (0, 1, 0, (0, 0)),
        (0, 7, 100, (0, 0)),
        (7, 7, 100, (100, 0)),
        (1, 1, 2**53 - 1, (2**53 - 1, 0)),
        (1, 2, 1, (0, 1)),
        (2, 3, 1, (0, 2)),
        (2, 3, 3, (2, 0)),
        (21, 28, 15, (11, 7)),
        (2**59 - 2, 2**59 - 1, 1, (0, 2**59 - 2)),
        (2**59 - 2, 2**59 - 1, 2, (1, 2**59 - 3)),
        (1, 2**59 - 1, 2**53 - 1, (0, 2**53 - 1)),
    ],
)
def test_quotient_and_remainder(num: int, den: int, of: int, expected: tuple[int, int]) -> None:
    assert share(num, den, of) == expected


@settings(deadline=None, derandomize=True, max_examples=500)
@given(DEN, st.data(), PIECES)
def test_it_agrees_with_whole_numbers_of_any_size(den: int, data: st.DataObject, of: int) -> None:
    num = data.draw(st.integers(0, den))

    assert share(num, den, of) == divmod(num * of, den)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.integers(2**58, 2**59 - 1), st.integers(2**52, 2**53 - 1), st.integers(0, 9))
def test_the_largest_numbers_are_exact_too(den: int, of: int, below: int) -> None:
    assert share(den - below, den, of) == divmod((den - below) * of, den)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(DEN, st.data(), PIECES)
def test_the_remainder_is_always_below_the_denominator(den: int, data: st.DataObject, of: int) -> None:
    whole, left = share(data.draw(st.integers(0, den)), den, of)

    assert 0 <= left < den
    assert 0 <= whole <= of
