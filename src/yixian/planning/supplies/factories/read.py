"""Read a production instance; everything wrong with it is said at once."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, lcm
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.supplies.factories.problem import (
    OPTIONS,
    RAW,
    Actions,
    Factories,
    Production,
    Products,
)
from yixian.planning.supplies.judge import Judge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.supplies.factories.problem import FloatArray, IntArray

KEYS = ("days", "materials", "products", "factories", "budget", "note", "expected")
PRODUCT = ("name", "value", "worker_hours", "line_hours", "cost", "use")
FACTORY = ("name", "can", "line_hours_per_day", "worker_hours_per_day", "raw_kg", "cash", "unblock")
MOST_DAYS = 3660
MOST_PARTS = 10**6
MOST_MATERIALS = 12
"""With three more options a factory then has 32,768 sets of actions, which are all bounded one by one."""


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
    if len(materials) > MOST_MATERIALS:
        judge.refuse("problem", "materials", f"{MOST_MATERIALS} at most", len(materials))
    products = _products(judge, _list(judge, top, "products"), len(materials))
    shape = len(products.name), len(materials)
    rows = _list(judge, top, "factories")
    factories = _factories(judge, rows, shape)
    actions = _actions(judge, rows, len(materials))
    n_days = judge.whole("problem", "days", top.get("days"), least=1, most=MOST_DAYS)
    effort = judge.number("problem", "budget", top.get("budget") if budget is None else budget)
    judge.settle()
    return _scaled(Production(n_days, tuple(materials), products, factories, actions[0], 0, 1), (effort, actions[1]))


def _list(judge: Judge, top: Mapping[str, Any], key: str) -> list[Any]:
    return judge.items("problem", key, top.get(key))


def _refuse_twice(judge: Judge, key: str, names: list[str]) -> None:
    for i, name in enumerate(names):
        if name in names[:i]:
            judge.refuse(f"{key}[{i}]", "name", f"a name of its own, {key}[{names.index(name)}] has this one", name)


def _numbers(judge: Judge, place: str, entry: tuple[str, Any], count: int) -> list[float]:
    """Return a list of numbers as long as it must be, zeros after a fault."""
    key, value = entry
    given = judge.items(place, key, value)
    if len(given) != count:
        judge.refuse(place, key, f"{count} numbers", len(given))
        return [0.0] * count
    return [judge.number(f"{place}.{key}[{i}]", "number", x) for i, x in enumerate(given)]


def _products(judge: Judge, rows: list[Any], n_materials: int) -> Products:
    names, table, use = [], [], []
    for p, value in enumerate(rows):
        place = f"products[{p}]"
        row = judge.table(place, value, PRODUCT)
        names.append(str(judge.name(place, "name", row.get("name", p))))
        table.append([judge.number(place, key, row.get(key)) for key in PRODUCT[1:5]])
        use.append(_numbers(judge, place, ("use", row.get("use")), n_materials))
        if row and not any(table[-1][1:]) and not any(use[-1]):
            judge.refuse(place, "use", "a product that takes something: hours, cash or material", 0)
    _refuse_twice(judge, "products", names)
    worth, worker_h, line_h, cost = np.array(table, dtype=np.float64).reshape(-1, 4).T
    takes = np.array(use, dtype=np.float64).reshape(len(rows), n_materials)
    return Products(tuple(names), worth, worker_h, line_h, cost, takes)


def _factories(judge: Judge, rows: list[Any], shape: tuple[int, int]) -> Factories:
    can = np.zeros((len(rows), shape[0]), dtype=np.bool_)
    raw = np.zeros((len(rows), shape[1]))
    daily: FloatArray = np.zeros((len(rows), 3))
    for f, value in enumerate(rows):
        place = f"factories[{f}]"
        row = judge.table(place, value, FACTORY)
        able = judge.items(place, "can", row.get("can"))
        if len(able) != shape[0] or not all(x in (0, 1) for x in able):
            judge.refuse(place, "can", f"{shape[0]} times true or false", able)
        else:
            can[f] = able
        raw[f] = _numbers(judge, place, ("raw_kg", row.get("raw_kg")), shape[1])
        daily[f] = [judge.number(place, key, row.get(key)) for key in (*FACTORY[2:4], "cash")]
    return Factories(can, daily[:, 0], daily[:, 1], raw, daily[:, 2])


def _actions(judge: Judge, rows: list[Any], n_materials: int) -> tuple[Actions, list[float]]:
    """Return all options of all factories and their efforts."""
    found: list[tuple[int, str, int]] = []
    adds, efforts = [], []
    for f, value in enumerate(rows):
        place = f"factories[{f}].unblock"
        options = judge.table(place, value.get("unblock") if isinstance(value, dict) else {}, (*OPTIONS, RAW))
        raw = judge.items(place, RAW, options.get(RAW, []))
        if len(raw) not in (0, n_materials):
            judge.refuse(place, RAW, f"one option for each of {n_materials} materials", len(raw))
        named = [(option, -1, options[option]) for option in OPTIONS if options.get(option) is not None]
        for option, material, entry in [*named, *((RAW, m, entry) for m, entry in enumerate(raw) if entry is not None)]:
            where = f"{place}.{option}" if material < 0 else f"{place}.{option}[{material}]"
            row = judge.table(where, entry, ("adds", "effort"))
            found.append((f, option, material))
            adds.append(judge.number(where, "adds", row.get("adds")))
            efforts.append(judge.number(where, "effort", row.get("effort")))
    factory = np.array([f for f, _, _ in found], dtype=np.int64)
    which = np.array([m for _, _, m in found], dtype=np.int64)
    zero: IntArray = np.zeros(len(found), dtype=np.int64)
    return Actions(factory, tuple(option for _, option, _ in found), which, np.array(adds), zero), efforts


def _scaled(problem: Production, efforts: tuple[float, list[float]]) -> Production:
    """Return the problem with efforts as whole numbers of equal parts, so that a budget is never missed by rounding."""
    exact = [Fraction(str(effort)) for effort in (efforts[0], *efforts[1])]
    parts = min(lcm(*(effort.denominator for effort in exact)), MOST_PARTS)
    # Where parts do not suffice a budget is rounded down and an effort up: never too much is spent.
    whole = [int(exact[0] * parts), *(ceil(effort * parts) for effort in exact[1:])]
    acts = problem.actions
    scaled = Actions(acts.factory, acts.option, acts.material, acts.adds, np.array(whole[1:], dtype=np.int64))
    return Production(problem.n_days, problem.materials, problem.products, problem.factories, scaled, whole[0], parts)
