"""Villages with entrances, what stays open, and what that costs: the question and its answer."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.roads.siting.problem import FloatArray, IntArray

CUT_S = 86_400
"""A resident who is cut off counts like a trip of a day: no longer way outweighs being cut off."""

Choice = tuple[int, ...]
"""Entrances of one village that stay open, by index, sorted."""


@dataclass(frozen=True, eq=False)
class Passages:
    """Villages with entrances on edges, and who waits for help."""

    villages: tuple[str, ...]
    entrances: tuple[tuple[str, ...], ...]  # [village][entrance]
    edges: tuple[tuple[int, ...], ...]  # [village][entrance] road segment on which it stands
    n_open: tuple[int, ...]  # [village]
    demand: tuple[str, ...]
    residents: IntArray  # [demand]

    def choices(self, village: int) -> list[Choice]:
        """Return all ways of keeping as many entrances of a village open as it is asked."""
        return list(itertools.combinations(range(len(self.edges[village])), self.n_open[village]))

    def shut(self, decided: Sequence[tuple[int, Choice]]) -> frozenset[int]:
        """Return the edges that are shut when some villages are decided; a road that one keeps open is not."""
        kept = {self.edges[v][e] for v, choice in decided for e in choice}
        all_edges = {edge for v, _ in decided for edge in self.edges[v]}
        return frozenset(all_edges - kept)

    def cost(self, seconds: FloatArray) -> float:
        """Return resident-seconds; who is cut off counts ``CUT_S``."""
        return float(self.residents @ np.where(np.isfinite(seconds), np.rint(seconds), CUT_S))


@dataclass(frozen=True, eq=False)
class PassagePlan:
    """What stays open, and the decisions that prove it."""

    choices: tuple[Choice, ...]  # [village]
    value: float
    bound: float
    open_value: float  # with everything open
    open_cut: int  # residents whom nobody reaches even then
    cut_off: tuple[int, ...]  # demand that nobody reaches, by index
    leaves: tuple[tuple[tuple[int, Choice], ...], ...]  # decided villages of each branch that was given up or tried
