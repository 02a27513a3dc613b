"""Nodes that only hold what is kept are the node it is kept from."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from yixian.planning.supplies.chains import Chains
from yixian.planning.supplies.read import read_problem


def chains(supplies: list[int], carry: list[list[int]], reach: list[list[int]]) -> Chains:
    """Return the chains of stores on a day each."""
    nodes = [{"store": 0, "day": day, "supply": supply} for day, supply in enumerate(supplies)]
    demands: list[dict[str, Any]] = [
        {"site": s, "tier": 0, "day": 9, "min": 0, "need": 9, "arcs": arcs} for s, arcs in enumerate(reach)
    ]
    return Chains(read_problem({"tiers": 1, "nodes": nodes, "carry": carry, "demands": demands}))


def test_it_works() -> None:
    found = chains([9, 0, 0], [[0, 1], [1, 2]], [[2]])

    assert found.of.tolist() == [0, 0, 0]
    assert found.pairs.tolist() == []


def test_a_delivery_begins_a_node_of_its_own() -> None:
    found = chains([9, 0, 5, 0], [[0, 1], [1, 2], [2, 3]], [[3]])

    assert found.of.tolist() == [0, 0, 2, 2]
    assert found.pairs.tolist() == [1]


def test_two_ways_in_are_a_choice() -> None:
    found = chains([9, 5, 0], [[0, 2], [1, 2]], [[2]])

    assert found.of.tolist() == [0, 1, 2]
    assert found.pairs.tolist() == [0, 1]


def test_an_empty_store_without_anything_before_it_stays() -> None:
    assert chains([0, 0], [], [[1]]).of.tolist() == [0, 1]


def test_the_order_of_the_pairs_does_not_matter() -> None:
    assert chains([9, 0, 0], [[1, 2], [0, 1]], [[2]]).of.tolist() == [0, 0, 0]


def test_what_leaves_a_node_was_kept_for_it() -> None:
    found = chains([9, 0, 0], [[0, 1], [1, 2]], [[1], [2]])

    assert found.carried(np.array([2.0, 3.0]), np.zeros(0)).tolist() == [5, 3]


def test_what_is_kept_by_choice_is_kept_on_the_way_there_too() -> None:
    found = chains([9, 0, 5, 0], [[0, 1], [1, 2], [2, 3]], [[1], [3]])

    assert found.carried(np.array([2.0, 6.0]), np.array([4.0])).tolist() == [6, 4, 6]


@pytest.mark.parametrize("supplies", [[], [4]])
def test_without_carry_there_is_nothing_to_merge(supplies: list[int]) -> None:
    found = chains(supplies, [], [[0]] if supplies else [])

    assert found.of.tolist() == list(range(len(supplies)))
    assert found.carried(np.zeros(len(supplies)), np.zeros(0)).tolist() == []
