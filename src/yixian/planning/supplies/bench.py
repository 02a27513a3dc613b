"""The checker's bench: counts how often each rule was tested and held, and keeps what does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.plan import Reason, RuleCount

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.supplies.problem import BoolArray

MOST_NAMED = 20
"""Faults of one rule that are named; the count tells of all."""
SLICE = 1 << 18
"""Rows that are judged together: a province must not be held in memory several times over."""


class Bench:
    """Rules tested, refusals found."""

    def __init__(self, refusals: list[Reason]) -> None:
        self.refusals = refusals
        self._tested: dict[str, list[int]] = {}

    def test(self, rule: str, holds: BoolArray, first: int = 0) -> list[int]:
        """Count a rule over many cases, numbered from ``first``; return where it does not hold, the first ones."""
        counts = self._tested.setdefault(rule, [0, 0])
        room = MOST_NAMED - (counts[0] - counts[1])
        counts[0] += len(holds)
        counts[1] += int(holds.sum())
        broken: list[int] = (first + np.flatnonzero(~holds)[: max(room, 0)]).tolist()
        return broken

    def one(self, rule: str, is_held: object) -> bool:
        """Count a rule over one case; return whether it is broken."""
        counts = self._tested.setdefault(rule, [0, 0])
        counts[0] += 1
        counts[1] += bool(is_held)
        return not is_held

    def refuse(self, rule: str, **params: Any) -> None:
        """Keep a refusal; its sentence stands in ``words.toml``."""
        self.refusals.append(Reason(rule, params))

    def rules(self) -> tuple[RuleCount, ...]:
        """Return the counts."""
        return tuple(RuleCount(rule, tested, held) for rule, (tested, held) in self._tested.items())


def slices(count: int) -> Iterator[slice]:
    """Yield all rows from 0 to ``count``, some at a time."""
    for begin in range(0, count, SLICE):
        yield slice(begin, min(begin + SLICE, count))
