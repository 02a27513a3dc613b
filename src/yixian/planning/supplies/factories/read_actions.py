"""Read which blocks can be removed, with what they add and what effort they take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.supplies.factories.problem import CONVERT, OPTIONS, RAW, Actions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.supplies.factories.problem import Factories, Products
    from yixian.planning.supplies.judge import Judge

KEYS = (*OPTIONS, RAW, CONVERT)
MOST_OPTIONS = 15
"""A factory then has 32,768 sets of actions, which are all bounded one by one."""


def read_actions(judge: Judge, rows: list[Any], ground: tuple[Products, Factories]) -> tuple[Actions, list[float]]:
    """Return all options of all factories and their efforts; what a conversion adds is not known yet."""
    found: list[tuple[int, str, int, float, float]] = []
    for f, value in enumerate(rows):
        place = f"factories[{f}].unblock"
        options = judge.table(place, value.get("unblock") if isinstance(value, dict) else {}, KEYS)
        own = [
            *_plain(judge, place, options),
            *_raw(judge, place, options, ground[0].use_kg.shape[1]),
            *_conversions(judge, place, options, (ground[0].name, ground[1].can[f].tolist())),
        ]
        if len(own) > MOST_OPTIONS:
            judge.refuse(place, "options", f"{MOST_OPTIONS} at most", len(own))
        found += [(f, *option) for option in own]
    columns = list(zip(*found, strict=True)) if found else [(), (), (), (), ()]
    factory, which = (np.array(column, dtype=np.int64) for column in (columns[0], columns[2]))
    adds = np.array(columns[3], dtype=np.float64)
    return Actions(factory, tuple(columns[1]), which, adds, np.zeros(len(found), dtype=np.int64)), list(columns[4])


def _plain(judge: Judge, place: str, options: Mapping[str, Any]) -> list[tuple[str, int, float, float]]:
    """Return option, -1, what it adds and its effort for line, workers and cash."""
    return [
        (option, -1, *_figures(judge, f"{place}.{option}", options[option]))
        for option in OPTIONS
        if options.get(option) is not None
    ]


def _raw(judge: Judge, place: str, options: Mapping[str, Any], count: int) -> list[tuple[str, int, float, float]]:
    rows = judge.items(place, RAW, options.get(RAW, []))
    if len(rows) not in (0, count):
        judge.refuse(place, RAW, f"one option for each of {count} materials", len(rows))
    return [
        (RAW, material, *_figures(judge, f"{place}.{RAW}[{material}]", row))
        for material, row in enumerate(rows)
        if row is not None
    ]


def _figures(judge: Judge, place: str, value: Any) -> tuple[float, float]:
    row = judge.table(place, value, ("adds", "effort"))
    return judge.number(place, "adds", row.get("adds")), judge.number(place, "effort", row.get("effort"))


def _conversions(
    judge: Judge, place: str, options: Mapping[str, Any], products: tuple[tuple[str, ...], list[bool]]
) -> list[tuple[str, int, float, float]]:
    """Return a line's conversions to products that the factory cannot make yet, each once."""
    names, is_ready = products
    found: list[tuple[str, int, float, float]] = []
    for i, value in enumerate(judge.items(place, CONVERT, options.get(CONVERT, []))):
        where = f"{place}.{CONVERT}[{i}]"
        row = judge.table(where, value, ("product", "effort"))
        effort = judge.number(where, "effort", row.get("effort"))
        product = row.get("product")
        number = names.index(product) if product in names else product
        new = [p for p, ready in enumerate(is_ready) if not ready and p not in [option[1] for option in found]]
        if not isinstance(number, int) or isinstance(number, bool) or number not in new:
            judge.refuse(where, "product", "a product that the factory cannot make yet, each once", product)
            continue
        found.append((CONVERT, number, 0.0, effort))
    return found
