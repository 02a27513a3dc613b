"""The best output for given limits, with prices that prove it."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from tests.planning.supplies.factories.plain import EXAMPLE, instance
from yixian.planning.supplies.factories.output import Output, best_output
from yixian.planning.supplies.factories.problem import Production
from yixian.planning.supplies.factories.read import read_production


def output_of(value: dict[str, Any], *taken: int) -> tuple[Production, Output]:
    """Return an instance and its best output with some actions taken."""
    problem = read_production(value)
    is_taken = np.isin(np.arange(len(problem.actions.factory)), taken)
    return problem, best_output(problem, is_taken)


def test_it_works() -> None:
    problem, output = output_of(EXAMPLE)

    assert output.value.tolist() == pytest.approx([16_000, 0])
    assert output.pieces.shape == (2, 2)
    assert (output.pieces @ problem.products.value).tolist() == pytest.approx(output.value.tolist())


@pytest.mark.parametrize("taken", [(), (0,), (3, 4), tuple(range(10))])
def test_it_stays_within_the_limits(taken: tuple[int, ...]) -> None:
    problem, output = output_of(EXAMPLE, *taken)
    limits = problem.limits(np.isin(np.arange(10), taken))

    assert (output.pieces @ problem.use <= limits + 1e-6 * np.maximum(limits, 1)).all()
    assert (output.pieces >= 0).all()
    assert (output.pieces[~problem.factories.can] == 0).all()


@pytest.mark.parametrize("seed", range(10))
def test_prices_cover_every_product_and_prove_the_value(seed: int) -> None:
    problem, output = output_of(instance(seed, n_factories=6), *range(0, 42, 3))
    limits = problem.limits(np.isin(np.arange(42), range(0, 42, 3)))

    for f in range(6):
        can = problem.factories.can[f]
        covered = problem.use[can] @ output.prices[f]
        assert (output.prices[f] >= 0).all()
        assert (covered >= problem.products.value[can] * (1 - 1e-9)).all()
        # Nothing can be worth more than all limits at these prices, and this output is.
        assert output.value[f] == pytest.approx(limits[f] @ output.prices[f], rel=1e-7, abs=1e-6)


def test_more_of_anything_never_makes_less() -> None:
    values = [output_of(EXAMPLE, *range(n))[1].value.sum() for n in range(11)]

    assert values == sorted(values)


def test_who_can_make_nothing_makes_nothing() -> None:
    value = copy.deepcopy(EXAMPLE)
    for factory in value["factories"]:
        factory["can"] = [False, False]

    assert output_of(value)[1].value.tolist() == [0, 0]


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e9])
def test_the_unit_of_money_does_not_matter(scale: float) -> None:
    value = copy.deepcopy(EXAMPLE)
    for product in value["products"]:
        product["value"] *= scale

    assert output_of(value)[1].value.tolist() == pytest.approx([16_000 * scale, 0])


def test_a_product_worth_nothing_needs_no_price() -> None:
    value = copy.deepcopy(EXAMPLE)
    for product in value["products"]:
        product["value"] = 0

    problem, output = output_of(value)

    assert output.value.tolist() == [0, 0]
    assert output.prices.shape == (2, problem.use.shape[1])
