"""The benchmark's hard rules, each at its edge; compiled and plain say the same of any row."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.duty.benchmark.ward import instance, ward
from yixian.planning.duty.benchmark import rules
from yixian.planning.duty.benchmark.graph import Graph, build_graph, trade_of
from yixian.planning.duty.benchmark.moves import build_floor, is_lawful
from yixian.planning.duty.benchmark.problem import Ward
from yixian.planning.duty.benchmark.rules import WARD_RULES, first_break

WARD = ward()
HE, WANG, ZHAO = range(3)


def row(text: str) -> list[int]:
    """Return a row from letters, ``.`` = free."""
    return [".DN".index(letter) - 1 for letter in text]


def broken(person: int, text: str, question: Ward = WARD) -> str | None:
    """Return the first rule that a row breaks."""
    found = first_break(question, person, row(text))
    return None if found is None else found.rule


@pytest.mark.parametrize(
    ("person", "text", "rule"),
    [
        (HE, "DD..DD.", None),
        (HE, "DD.DD..", "least_days_off"),
        (HE, "DDD....", "day_off"),
        (HE, "DN..NN.", "most_of"),
        (HE, "...DDDD", "most_in_row"),
        (HE, "DD..D..", "least_in_row"),
        (HE, "D...DD.", None),
        (HE, "DD....D", None),
        (HE, "D......", "least_minutes"),
        (WANG, "DD..DD.", "weekends"),
        (WANG, "DN.....", "most_of"),
        (ZHAO, "ND.....", "may_follow"),
        (ZHAO, "NNN.NN.", "most_minutes"),
        (ZHAO, "N.N.N.N", None),
    ],
)
def test_it_works(person: int, text: str, rule: str | None) -> None:
    assert broken(person, text) == rule


def test_a_weekend_counts_once() -> None:
    found = {test.rule: test.found for test in rules.tests(WARD, ZHAO, row(".....DD"))}

    assert found["weekends"] == 1
    assert set(found) <= set(WARD_RULES)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2), st.lists(st.integers(-1, 1), min_size=7, max_size=7))
def test_kernel_and_rules_agree(person: int, shifts: list[int]) -> None:
    floor = build_floor(WARD)
    roster = np.full((3, 7), -1)
    roster[person] = shifts
    is_free_to = all(floor.price[person, day, shift + 1] < 1e9 for day, shift in enumerate(shifts))

    assert (is_lawful(floor, roster, person) and is_free_to) == (first_break(WARD, person, shifts) is None)


def walks(graph: Graph, kinds: list[int]) -> bool:
    """Whether a graph has a way along these kinds."""
    state = 0
    for kind in kinds:
        state = int(graph.follow[state, kind + 1])
        if state < 0:
            return False
    return True


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2), st.lists(st.integers(-1, 1), min_size=7, max_size=7))
def test_graph_and_rules_agree(person: int, shifts: list[int]) -> None:
    floor = build_floor(WARD)
    trade = trade_of(floor, person)
    graph = build_graph(trade, tuple(floor.limits[person].tolist()), 7)
    is_free_to = all(floor.price[person, day, shift + 1] < 1e9 for day, shift in enumerate(shifts))
    kinds = [shift if shift < 0 else trade.kind[shift] for shift in shifts]

    assert (walks(graph, kinds) and is_free_to) == (first_break(WARD, person, shifts) is None)


def test_shifts_that_rules_cannot_tell_apart_are_one_kind() -> None:
    floor = build_floor(instance(12))

    kinds = {len(set(trade_of(floor, person).kind)) for person in range(10)}

    assert kinds == {4}


def test_nothing_lawful_is_an_empty_graph() -> None:
    floor = build_floor(ward(("2400,960,3,2,2,1", "2400,2400,1,2,6,1")))

    assert len(build_graph(trade_of(floor, 0), tuple(floor.limits[0].tolist()), 7).follow) == 0
