"""Read a production instance; everything wrong with it is said at once."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil, lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.supplies.factories.problem import Production, Products
from yixian.planning.supplies.factories.read_actions import read_actions
from yixian.planning.supplies.factories.read_factories import read_factories
from yixian.planning.supplies.judge import Judge
from yixian.planning.supplies.read_nodes import MOST_DAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.supplies.factories.problem import FloatArray

KEYS = ("days", "first_day", "materials", "products", "factories", "budget", "note", "expected")
PRODUCT = ("name", "item", "value", "worker_hours", "line_hours", "cost", "use")
FIGURES = ("value", "worker_hours", "line_hours", "cost")
MOST_DAYS = 3660
MOST_PARTS = 10**6
AMPLE = 1.01
"""A ceiling that nothing else lets a factory reach never binds."""


def read_production(value: Any, budget: float | None = None) -> Production:
    """Return the production problem that parsed JSON describes; ``budget`` overrides the one in it.

    Raises
    ------
    BadInput
        With every fault, each at its path such as ``factories[3].unblock.raw[0]``.
    """
    judge = Judge()
    top = judge.table("problem", value, KEYS)
    if not isinstance(value, dict):
        judge.settle()
    materials = [str(judge.name(f"materials[{m}]", "name", x)) for m, x in enumerate(_list(judge, top, "materials"))]
    _refuse_twice(judge, "materials", materials)
    products = _products(judge, _list(judge, top, "products"), len(materials))
    rows = _list(judge, top, "factories")
    factories = read_factories(judge, rows, (len(products.name), len(materials)))
    actions, efforts = read_actions(judge, rows, (products, factories))
    n_days = judge.whole("problem", "days", top.get("days"), least=1, most=MOST_DAYS)
    first_day = judge.whole("problem", "first_day", top.get("first_day", 0), most=MOST_DAY)
    effort = judge.number("problem", "budget", top.get("budget") if budget is None else budget)
    judge.settle()
    problem = Production(n_days, tuple(materials), products, factories, actions, 0, 1, first_day)
    return _with_ceilings(_with_budget(problem, effort, efforts))


def _list(judge: Judge, top: Mapping[str, Any], key: str) -> list[Any]:
    return judge.items("problem", key, top.get(key))


def _refuse_twice(judge: Judge, key: str, names: list[str]) -> None:
    for i, name in enumerate(names):
        if name in names[:i]:
            judge.refuse(f"{key}[{i}]", "name", f"a name of its own, {key}[{names.index(name)}] has this one", name)


def _products(judge: Judge, rows: list[Any], n_materials: int) -> Products:
    names, items, table, use = [], [], [], []
    for p, value in enumerate(rows):
        place = f"products[{p}]"
        row = judge.table(place, value, PRODUCT)
        names.append(str(judge.name(place, "name", row.get("name", p))))
        items.append(judge.name(place, "item", row.get("item", names[-1])))
        table.append([judge.number(place, key, row.get(key)) for key in FIGURES])
        use.append(judge.numbers(place, "use", row.get("use"), n_materials))
        if row and not any(table[-1][1:]) and not any(use[-1]):
            judge.refuse(place, "use", "a product that takes something: hours, cash or material", 0)
    _refuse_twice(judge, "products", names)
    worth, worker_h, line_h, cost = np.array(table, dtype=np.float64).reshape(-1, 4).T
    takes = np.array(use, dtype=np.float64).reshape(len(rows), n_materials)
    return Products(tuple(names), tuple(items), worth, worker_h, line_h, cost, takes)


def _with_budget(problem: Production, budget: float, efforts: list[float]) -> Production:
    """Return the problem with efforts as whole numbers of equal parts, so that a budget is never missed by rounding."""
    exact = [Fraction(str(effort)) for effort in (budget, *efforts)]
    parts = min(lcm(*(effort.denominator for effort in exact)), MOST_PARTS)
    # Where parts do not suffice a budget is rounded down and an effort up: never too much is spent.
    whole = [int(exact[0] * parts), *(ceil(effort * parts) for effort in exact[1:])]
    actions = replace(problem.actions, effort=np.array(whole[1:], dtype=np.int64))
    return replace(problem, actions=actions, budget=whole[0], effort_parts=parts)


def _with_ceilings(problem: Production) -> Production:
    """Return the problem with the pieces that lines are set up for: ample where they are, none before a conversion."""
    n_own = problem.use.shape[1] - len(problem.convertible)
    everything = np.ones(len(problem.actions.factory), dtype=np.bool_)
    limits = problem.limits(everything)[:, None, :n_own]
    with np.errstate(divide="ignore", invalid="ignore"):
        ample: FloatArray = np.where(problem.use[:, :n_own] > 0, limits / problem.use[:, :n_own], np.inf)
    ceiling = ample.min(axis=2, initial=np.inf) * AMPLE + 1
    acts, is_ready = problem.actions, problem.factories.can
    is_convert = acts.is_convert
    adds = acts.adds.copy()
    adds[is_convert] = ceiling[acts.factory[is_convert], acts.which[is_convert]]
    able = is_ready.copy()
    able[acts.factory[is_convert], acts.which[is_convert]] = True
    factories = replace(problem.factories, can=able, ceiling=np.where(is_ready, ceiling, 0.0))
    return replace(problem, factories=factories, actions=replace(acts, adds=adds))
