"""Reading which blocks can be removed: lines, workers, cash, material, and a line's conversion."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from tests.planning.supplies.factories.plain import EXAMPLE
from yixian.faults import BadInput
from yixian.planning.supplies.factories.problem import CONVERT, LINE, RAW, Production
from yixian.planning.supplies.factories.read import read_production


def with_unblock(unblock: Any, factory: int = 1) -> Production:
    """Return the example with what can be unblocked in one factory changed; the second one makes no N95 yet."""
    value = copy.deepcopy(EXAMPLE)
    value["factories"][factory]["unblock"] = unblock
    return read_production(value)


def faults_of(unblock: Any, factory: int = 1) -> list[str]:
    """Return the faults of such an example."""
    with pytest.raises(BadInput) as caught:
        with_unblock(unblock, factory)
    return [str(fault) for fault in caught.value.faults]


CONVERT_FAULT = "factories[1].unblock.convert[0]: product: expected a product"


def test_it_works() -> None:
    acts = read_production(EXAMPLE).actions

    assert acts.option == ("line", "workers", "cash", "raw", "raw") * 2
    assert acts.factory.tolist() == [0] * 5 + [1] * 5
    assert acts.which.tolist() == [-1, -1, -1, 0, 1] * 2
    assert acts.adds.tolist() == [8, 16, 20000, 60, 20, 12, 10, 5000, 10, 10]
    assert acts.effort.tolist() == [2, 3, 2, 4, 1, 3, 1, 1, 2, 1]


def test_nothing_can_be_unblocked() -> None:
    assert len(with_unblock({}).actions.factory) == 5


@pytest.mark.parametrize("raw", [[], [None, None]])
def test_no_material_comes(raw: list[Any]) -> None:
    assert RAW not in with_unblock({"raw": raw}).actions.option[5:]


def test_one_material_of_two_comes() -> None:
    acts = with_unblock({"raw": [None, {"adds": 10, "effort": 1}]}).actions

    assert (acts.option[5:], acts.which.tolist()[5:]) == ((RAW,), [1])


@pytest.mark.parametrize("product", ["N95", 0])
def test_a_line_is_converted_to_a_product_by_name_or_number(product: Any) -> None:
    problem = with_unblock({"convert": [{"product": product, "effort": 4}]})

    assert problem.actions.option[5:] == (CONVERT,)
    assert problem.actions.which.tolist()[5:] == [0]
    assert problem.convertible.tolist() == [0]


def test_before_the_conversion_the_factory_makes_none_of_it() -> None:
    problem = with_unblock({"convert": [{"product": "N95", "effort": 4}]})
    nothing = np.zeros(len(problem.actions.factory), dtype=np.bool_)

    assert problem.factories.can.tolist() == [[True, True], [True, True]]
    assert problem.factories.ceiling[1].tolist()[0] == 0
    assert problem.limits(nothing)[1, -1] == 0
    assert problem.limits(~nothing)[1, -1] > 0


def test_a_ceiling_is_ample_where_the_line_is_set_up() -> None:
    problem = with_unblock({"convert": [{"product": "N95", "effort": 4}]})
    everything = np.ones(len(problem.actions.factory), dtype=np.bool_)
    limits = problem.limits(everything)[0]

    # The least of the hours, the cash and the materials over what a piece takes.
    most = min(limit / use for limit, use in zip(limits, problem.use[0], strict=True) if use)
    assert problem.factories.ceiling[0, 0] > most


@pytest.mark.parametrize(
    ("unblock", "fault"),
    [
        (None, "factories[1].unblock: entry: expected an object, got null"),
        ([], "factories[1].unblock: entry: expected an object"),
        ({"lines": {"adds": 1, "effort": 1}}, "factories[1].unblock: key: expected line"),
        ({"line": 3}, "factories[1].unblock.line: entry: expected an object"),
        ({"line": {"effort": 1}}, "factories[1].unblock.line: adds: expected a number, 0 or more, got null"),
        ({"line": {"adds": 1}}, "factories[1].unblock.line: effort: expected a number"),
        ({"line": {"adds": -1, "effort": 1}}, "factories[1].unblock.line: adds: expected a number"),
        ({"cash": {"adds": 1, "effort": "2"}}, "factories[1].unblock.cash: effort: expected a number"),
        ({"workers": {"adds": True, "effort": 1}}, "factories[1].unblock.workers: adds: expected a number"),
        ({"raw": {}}, "factories[1].unblock: raw: expected a list"),
        ({"raw": [None]}, "factories[1].unblock: raw: expected one option for each of 2 materials, got 1"),
        ({"raw": [None, 5]}, "factories[1].unblock.raw[1]: entry: expected an object"),
        ({"convert": {}}, "factories[1].unblock: convert: expected a list"),
        ({"convert": [7]}, "factories[1].unblock.convert[0]: entry: expected an object"),
        ({"convert": [{"product": "N95"}]}, "factories[1].unblock.convert[0]: effort: expected a number"),
        (
            {"convert": [{"product": "帽子", "effort": 1}]},
            CONVERT_FAULT,
        ),
        ({"convert": [{"product": 2, "effort": 1}]}, CONVERT_FAULT),
        ({"convert": [{"product": -1, "effort": 1}]}, CONVERT_FAULT),
        ({"convert": [{"product": True, "effort": 1}]}, CONVERT_FAULT),
        ({"convert": [{"effort": 1}]}, CONVERT_FAULT),
        ({"convert": [{"product": [], "effort": 1}]}, CONVERT_FAULT),
    ],
)
def test_a_fault_is_named_with_its_place(unblock: Any, fault: str) -> None:
    assert any(line.startswith(fault) for line in faults_of(unblock)), faults_of(unblock)


def test_what_a_factory_makes_already_needs_no_conversion() -> None:
    fault = "factories[1].unblock.convert[0]: product: expected a product that the factory cannot make yet, each once"

    assert faults_of({"convert": [{"product": "surgical", "effort": 1}]}) == [f'{fault}, got "surgical"']


def test_a_conversion_twice_is_refused() -> None:
    twice = [{"product": "N95", "effort": 1}, {"product": 0, "effort": 2}]

    assert faults_of({"convert": twice})[0].startswith("factories[1].unblock.convert[1]: product")


def test_too_many_options_of_one_factory_are_refused() -> None:
    value = copy.deepcopy(EXAMPLE)
    value["materials"] = [f"料{m}" for m in range(14)]
    for product in value["products"]:
        product["use"] = [0.001] * 14
    for factory in value["factories"]:
        factory["raw_kg"] = [10] * 14
        factory["unblock"] = {LINE: {"adds": 1, "effort": 1}, "raw": [{"adds": 1, "effort": 1}] * 14}
    assert len(read_production(value).actions.factory) == 30

    value["factories"][1]["unblock"]["cash"] = {"adds": 1, "effort": 1}
    with pytest.raises(BadInput, match=r"factories\[1\].unblock: options: expected 15 at most, got 16"):
        read_production(value)


def test_all_faults_come_at_once() -> None:
    unblock = {"line": {"adds": -1}, "raw": [None], "convert": [{"product": 9}]}

    assert len(faults_of(unblock)) == 5
