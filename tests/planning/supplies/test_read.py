"""Reading an instance: what it may hold, and every fault at once with its place."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.supplies.little import example, little
from yixian.faults import BadInput
from yixian.planning.supplies.read import read_problem

NODES, DEMANDS = little()["nodes"], little()["demands"]


def faults_of(value: Any) -> list[str]:
    """Return the faults of an instance."""
    with pytest.raises(BadInput) as caught:
        read_problem(value)
    return [str(fault) for fault in caught.value.faults]


def demand(**changes: Any) -> dict[str, Any]:
    """Return the little split with its first demand changed."""
    return little(demands=[{**DEMANDS[0], **changes}, *DEMANDS[1:]])


def node(**changes: Any) -> dict[str, Any]:
    """Return the little split with its first node changed."""
    return little(nodes=[{**NODES[0], **changes}, *NODES[1:]])


def test_it_works() -> None:
    problem = read_problem(little())

    assert problem.sites == ("医院", "东门", "西门", "北村", "南村")
    assert problem.demands.need.tolist() == [20, 20, 12, 22, 5, 0]
    assert problem.arcs_of(int(problem.demands.pattern[3])).tolist() == [1, 3]


@pytest.mark.parametrize("name", ["tiny", "town"])
def test_the_examples_are_read(name: str) -> None:
    assert read_problem(example(name)).n_stages == 6


def test_demands_with_the_same_arcs_are_one_pattern() -> None:
    problem = read_problem(example("town"))

    assert len(problem.patterns.begin) - 1 < problem.n_demands


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (demand(arcs=[0, 0]), "demands[0].arcs[1]: node: expected each node once"),
        (demand(arcs=[4]), "demands[0].arcs[0]: node: expected a node 0 to 3, got 4"),
        (demand(arcs=[-1]), "demands[0].arcs[0]: node: expected a node 0 to 3"),
        (demand(arcs=[True]), "demands[0].arcs[0]: node: expected a node 0 to 3"),
        (demand(arcs=None), "demands[0]: arcs: expected a list"),
        (demand(min=21), "demands[0]: need: expected no less than min, 21, got 20"),
        (demand(need=-1), "demands[0]: need: expected a whole number, 0 or more, got -1"),
        (demand(need=2.5), "demands[0]: need: expected a whole number"),
        (demand(need="20"), "demands[0]: need: expected a whole number"),
        (demand(need=10**17), "demands[0]: need: expected a whole number, 0 to 9000000000000000"),
        (demand(tier=2), "demands[0]: tier: expected a whole number, 0 to 1, got 2"),
        (demand(site=None), "demands[0]: site: expected a name or a number"),
        (demand(costs=[1, 2]), "demands[0]: costs: expected one for each of 1 arcs, got 2"),
        (demand(costs=[-1]), "demands[0]: costs[0]: expected a whole number"),
        (demand(arc=[]), "demands[0]: key: expected arcs"),
        (node(supply=-5), "nodes[0]: supply: expected a whole number, 0 or more, got -5"),
        (node(day=-1), "nodes[0]: day: expected a whole number"),
        (node(store=""), "nodes[0]: store: expected a name or a number"),
        (little(carry=[[0, 1], [0, 1]]), "carry[1]: pair: expected each pair once"),
        (little(carry=[[1, 0]]), "carry[0]: day: expected stock kept for a later day, got [1, 0]"),
        (little(carry=[[0, 2]]), "carry[0]: day: expected stock kept for a later day, got [0, 0]"),
        (little(carry=[[0, 0]]), "carry[0]: day"),
        (little(carry=[[0, 9]]), "carry[0]: node: expected nodes 0 to 3, got [0, 9]"),
        (little(carry=[[0]]), "carry[0]: pair: expected [node, node], got [0]"),
        (little(carry=5), "problem: carry: expected a list"),
        (little(nodes=[*NODES, NODES[0]]), "nodes[4]: node: expected each node once, nodes[0] is the same"),
        (little(demands=[*DEMANDS, DEMANDS[1]]), "demands[6]: demand: expected each demand once, demands[1]"),
        (little(demands=[{**row, "id": 7} for row in DEMANDS]), "demands[1]: id: expected an id of its own"),
        (little(nodes=[{**row, "id": "k"} for row in NODES]), "nodes[1]: id: expected an id of its own"),
        (little(tiers=0), "problem: tiers: expected a whole number, 1 to 99"),
        (little(tiers=None), "problem: tiers: expected a whole number"),
        (little(nodes={}), "problem: nodes: expected a list"),
        (little(demands=[3]), "demands[0]: entry: expected an object, got 3"),
        (little(stages=["min0"]), "problem: stages: expected all parts, also min1, rest0, rest1"),
        (little(stages=["rest0", "min0", "min1", "rest1"]), "problem: stages: expected min0 no later than rest0"),
        (little(stages=["min0", "min9"]), "stages[1]: stage: expected min0 to rest1, joined by +"),
        (little(stages=["min0", "min0+rest0", "min1", "rest1"]), "stages[1]: stage: expected each part once"),
        (little(boxes={"0": 0}), "boxes: 0: expected a whole number, 1 to 1000000"),
        (little(stock=[{"site": "医院", "pieces": -1}]), "stock[0]: pieces: expected a whole number"),
        (little(node=[]), "problem: key: expected nodes, got"),
        ([], "problem: entry: expected an object"),
        (None, "problem: entry: expected an object"),
    ],
)
def test_a_fault_is_named_with_its_place(value: Any, fault: str) -> None:
    assert any(line.startswith(fault) for line in faults_of(value)), faults_of(value)


def test_all_faults_come_at_once() -> None:
    value = demand(min=21, arcs=[0, 0, 77])
    value |= {"carry": [[1, 0], [0, 1], [0, 1]], "tiers": 0}

    assert len(faults_of(value)) >= 6


def test_two_lots_of_a_day_are_two_nodes() -> None:
    lots = [{**NODES[0], "lot": "甲"}, *NODES[1:], {**NODES[0], "lot": "乙"}]

    assert len(read_problem(little(nodes=lots)).nodes.supply) == 5


def test_a_lot_twice_is_refused() -> None:
    lots = [{**NODES[0], "lot": "甲"}, *NODES[1:], {**NODES[0], "lot": "甲", "supply": 1}]

    assert "nodes[4]: node" in faults_of(little(nodes=lots))[0]


def test_unnamed_lots_that_reach_different_days_are_two_nodes() -> None:
    demands = [{**DEMANDS[0], "arcs": [0, 4]}, *DEMANDS[1:]]

    assert len(read_problem(little(nodes=[*NODES, NODES[0]], demands=demands)).nodes.supply) == 5


def test_stock_cannot_be_kept_beyond_its_expiry() -> None:
    nodes = [{**NODES[0], "expires": 1}, *NODES[1:]]

    assert "carry[0]: expires: expected no later expiry than day 1" in faults_of(little(nodes=nodes))[0]


def test_substitutes_come_in_boxes_of_one_size() -> None:
    nodes = [{**NODES[0], "item": "N95"}, {**NODES[1], "item": "N95"}, *NODES[2:]]

    assert any(
        "substitutes in boxes of the same size" in fault for fault in faults_of(little(nodes=nodes, boxes={"N95": 5}))
    )


def test_more_pieces_than_can_be_counted_are_refused() -> None:
    assert any(
        "problem: supply" in fault for fault in faults_of(little(nodes=[{**r, "supply": 8 * 10**15} for r in NODES]))
    )


def test_a_whole_number_may_be_written_with_a_point() -> None:
    assert read_problem(demand(need=20.0)).demands.need[0] == 20
