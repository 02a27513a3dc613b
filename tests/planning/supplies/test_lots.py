"""Lots, expiry and boxes: what is where, how long it may be used, and what leaves whole."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.supplies.little import little
from yixian.faults import BadInput
from yixian.planning.supplies.check import check
from yixian.planning.supplies.judge import Judge
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.read_nodes import read_boxes
from yixian.planning.supplies.solve import allocate, allocate_whole


def one_store(lots: list[dict[str, Any]], days: list[int], **changes: Any) -> dict[str, Any]:
    """Return lots of one store that all reach a site on some days, ten pieces needed each day."""
    nodes = [{"store": "县库", "day": 0, "lot": f"批{k}", **lot} for k, lot in enumerate(lots)]
    demands = [
        {"site": "医院", "tier": 0, "day": day, "min": 0, "need": 10, "arcs": list(range(len(nodes)))} for day in days
    ]
    return {"tiers": 1, "nodes": nodes, "carry": [], "demands": demands, **changes}


def amounts(value: dict[str, Any]) -> list[float]:
    """Return the amounts of a fair split that was found sound."""
    problem = read_problem(value)
    plan = allocate(problem)
    assert check(problem, plan).faults == ()
    found: list[float] = plan.amount.tolist()
    return found


def test_it_works() -> None:
    # The first lot may be used on days 0 and 1 only.
    assert amounts(one_store([{"supply": 12, "expires": 2}, {"supply": 3}], [0, 1, 2])) == [6, 6, 3]


@pytest.mark.parametrize(
    ("expires", "expected"),
    [(0, [0, 0, 0]), (1, [9, 0, 0]), (2, [4.5, 4.5, 0]), (3, [3, 3, 3]), (9, [3, 3, 3])],
)
def test_expiry_is_the_first_day_without_use(expires: int, expected: list[float]) -> None:
    assert amounts(one_store([{"supply": 9, "expires": expires}], [0, 1, 2])) == expected


def test_a_lot_that_lasts_longer_serves_the_later_days() -> None:
    assert amounts(one_store([{"supply": 10, "expires": 1}, {"supply": 10}], [0, 1])) == [10, 10]


def test_stock_may_be_kept_in_a_lot_that_lasts_as_long() -> None:
    nodes = [{"store": 0, "day": day, "supply": 10 * (day == 0), "expires": 2} for day in range(2)]
    demands = [{"site": 0, "tier": 0, "day": 1, "min": 0, "need": 10, "arcs": [1]}]

    assert amounts({"tiers": 1, "nodes": nodes, "carry": [[0, 1]], "demands": demands}) == [10]


@pytest.mark.parametrize(("later", "is_refused"), [(2, False), (1, False), (3, True), (None, True)])
def test_stock_is_never_kept_beyond_its_expiry(later: int | None, is_refused: bool) -> None:
    nodes = [{"store": 0, "day": 0, "supply": 10, "expires": 2}, {"store": 0, "day": 1, "supply": 0}]
    nodes[1] |= {} if later is None else {"expires": later}
    value = {"tiers": 1, "nodes": nodes, "carry": [[0, 1]], "demands": []}

    if is_refused:
        with pytest.raises(BadInput, match=r"carry\[0\]: expires: expected no later expiry than day 2"):
            read_problem(value)
    else:
        read_problem(value)


@pytest.mark.parametrize(("supply", "leaves"), [(9, 0), (10, 10), (19, 10), (20, 20), (25, 20)])
def test_only_whole_boxes_leave_a_store(supply: int, leaves: int) -> None:
    value = one_store([{"supply": supply}], [0, 1, 2], boxes={"0": 10})

    plan = allocate_whole(read_problem(value))

    assert plan.amount.sum() == leaves
    assert (plan.shipments.amount % 10 == 0).all()


def test_each_item_has_its_own_box() -> None:
    nodes = [{"store": 0, "day": 0, "item": item, "supply": 25} for item in ("甲", "乙")]
    demands = [
        {"site": 0, "item": i, "tier": 0, "day": 0, "min": 0, "need": 99, "arcs": [k]} for k, i in enumerate("甲乙")
    ]
    value = {"tiers": 1, "nodes": nodes, "carry": [], "demands": demands, "boxes": {"甲": 10}}

    assert allocate_whole(read_problem(value)).amount.tolist() == [20, 25]


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"0": 0}, "boxes: 0: expected a whole number, 1 to 1000000, got 0"),
        ({"0": 2.5}, "boxes: 0: expected a whole number"),
        ({"0": "10"}, "boxes: 0: expected a whole number"),
        ({"0": 10**7}, "boxes: 0: expected a whole number, 1 to 1000000"),
        ([], "boxes: entry: expected an object"),
    ],
)
def test_a_fault_in_boxes_is_named(value: Any, fault: str) -> None:
    judge = Judge()
    read_boxes(judge, value)

    assert str(judge.faults[0]).startswith(fault)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"expires": -1}, "nodes[0]: expires: expected a whole number"),
        ({"expires": "星期五"}, "nodes[0]: expires: expected a whole number"),
        ({"lot": ""}, "nodes[0]: lot: expected a name or a number"),
        ({"lot": 1.5}, "nodes[0]: lot: expected a name or a number"),
        ({"item": None}, "nodes[0]: item: expected a name or a number"),
        ({"expire": 3}, "nodes[0]: key: expected expires"),
        ({"supply": None}, "nodes[0]: supply: expected a whole number"),
        ({"supply": 10**17}, "nodes[0]: supply: expected a whole number, 0 to"),
        ({"day": 10**6}, "nodes[0]: day: expected a whole number, 0 to 100000"),
    ],
)
def test_a_fault_in_a_node_is_named(change: dict[str, Any], fault: str) -> None:
    nodes = little()["nodes"]
    nodes[0] |= change

    with pytest.raises(BadInput) as caught:
        read_problem(little(nodes=nodes))
    assert any(str(found).startswith(fault) for found in caught.value.faults), caught.value


@pytest.mark.parametrize("node", [None, 5, "县库", []])
def test_what_is_no_node_is_refused(node: Any) -> None:
    with pytest.raises(BadInput, match=r"nodes\[4\]: entry: expected an object"):
        read_problem(little(nodes=[*little()["nodes"], node]))


def test_two_lots_that_have_run_out_look_alike_and_are_no_fault() -> None:
    nodes = [{"store": 0, "day": day, "supply": 7 * (day == 0)} for day in range(2) for _ in range(2)]
    demands = [{"site": 0, "tier": 0, "day": 1, "min": 0, "need": 9, "arcs": [2, 3]}]
    value = {"tiers": 1, "nodes": nodes, "carry": [[0, 2], [1, 3]], "demands": demands}

    assert amounts(value) == [9]


def test_the_same_stock_with_the_same_links_is_a_copy() -> None:
    nodes = [{"store": 0, "day": 0, "supply": 7} for _ in range(2)]
    demands = [{"site": 0, "tier": 0, "day": 0, "min": 0, "need": 9, "arcs": [0, 1]}]

    with pytest.raises(BadInput, match=r"nodes\[1\]: node: expected each node once, nodes\[0\] is the same"):
        read_problem({"tiers": 1, "nodes": nodes, "carry": [], "demands": demands})


@pytest.mark.parametrize("key", ["lot", "id"])
def test_a_name_of_its_own_tells_equal_lots_apart(key: str) -> None:
    nodes = [{"store": 0, "day": 0, "supply": 7, key: f"批{k}"} for k in range(2)]
    demands = [{"site": 0, "tier": 0, "day": 0, "min": 0, "need": 9, "arcs": [0, 1]}]

    assert amounts({"tiers": 1, "nodes": nodes, "carry": [], "demands": demands}) == [9]


@pytest.mark.parametrize("name", [[], {}, 1.5, ""])
def test_an_id_that_is_no_name_is_refused_and_never_crashes(name: Any) -> None:
    nodes = [{"store": 0, "day": 0, "supply": 7, "id": name} for _ in range(2)]

    with pytest.raises(BadInput, match=r"nodes\[0\]: id: expected a name or a number"):
        read_problem({"tiers": 1, "nodes": nodes, "carry": [], "demands": []})
