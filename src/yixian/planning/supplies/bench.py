"""The checker's bench: counts how often each rule was tested and held, and keeps what does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.plan import Reason, RuleCount

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import BoolArray

MOST_NAMED = 20
"""Faults of one rule that are named; the count tells of all."""


class Bench:
    """Rules tested, refusals found."""

    def __init__(self, refusals: list[Reason]) -> None:
        self.refusals = refusals
        self._tested: dict[str, list[int]] = {}

    def test(self, rule: str, holds: BoolArray) -> list[int]:
        """Count a rule over many cases; return where it does not hold, the first ones."""
        counts = self._tested.setdefault(rule, [0, 0])
        counts[0] += len(holds)
        counts[1] += int(holds.sum())
        broken: list[int] = np.flatnonzero(~holds)[:MOST_NAMED].tolist()
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
