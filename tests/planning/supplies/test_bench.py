"""The checker's bench counts what it tests and keeps what does not hold."""

from __future__ import annotations

import numpy as np
import pytest

from yixian.planning.plan import Reason, RuleCount
from yixian.planning.supplies.bench import MOST_NAMED, SLICE, Bench, slices


def test_it_works() -> None:
    bench = Bench([])

    broken = bench.test("amount", np.array([True, False, True, False]))

    assert broken == [1, 3]
    assert bench.rules() == (RuleCount("amount", 4, 2),)


def test_cases_are_numbered_from_where_they_begin() -> None:
    assert Bench([]).test("amount", np.array([True, False]), 100) == [101]


def test_counts_of_one_rule_add_up() -> None:
    bench = Bench([])
    for _ in range(3):
        bench.test("amount", np.array([True, False]))

    assert bench.rules() == (RuleCount("amount", 6, 3),)


def test_only_the_first_faults_of_a_rule_are_named() -> None:
    bench = Bench([])

    assert len(bench.test("amount", np.zeros(15, dtype=np.bool_))) == 15
    assert bench.test("amount", np.zeros(15, dtype=np.bool_), 15) == list(range(15, MOST_NAMED))
    assert bench.test("amount", np.zeros(15, dtype=np.bool_), 30) == []
    assert bench.rules() == (RuleCount("amount", 45, 0),)


def test_each_rule_has_names_of_its_own() -> None:
    bench = Bench([])
    bench.test("amount", np.zeros(99, dtype=np.bool_))

    assert bench.test("arc", np.array([False])) == [0]


@pytest.mark.parametrize(("is_held", "is_broken"), [(True, False), (1, False), (False, True), (0, True), ((), True)])
def test_one_case(is_held: object, is_broken: bool) -> None:
    bench = Bench([])

    assert bench.one("tight", is_held) is is_broken
    assert bench.rules() == (RuleCount("tight", 1, int(not is_broken)),)


def test_refusals_are_kept_after_those_that_were_there() -> None:
    bench = Bench([Reason("seal")])
    bench.refuse("amount", demand=3)

    assert bench.refusals == [Reason("seal"), Reason("amount", {"demand": 3})]


def test_nothing_tested_is_counted() -> None:
    bench = Bench([])

    assert bench.test("arc", np.zeros(0, dtype=np.bool_)) == []
    assert bench.rules() == (RuleCount("arc", 0, 0),)


@pytest.mark.parametrize("count", [0, 1, SLICE - 1, SLICE, SLICE + 1, 3 * SLICE])
def test_slices_cover_every_row_once(count: int) -> None:
    found = list(slices(count))

    assert sum(rows.stop - rows.start for rows in found) == count
    assert [rows.start for rows in found[1:]] == [rows.stop for rows in found[:-1]]
