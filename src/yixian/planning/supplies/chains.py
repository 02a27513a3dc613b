"""Nodes that only hold what is kept from one other node: in a linear program they are that node.

Where stock lies in a store for two weeks and nothing comes in, fourteen nodes need one row, and no column for keeping.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import BoolArray, FloatArray, IntArray, Problem


class Chains:
    """Which node stands for each, and which pairs of carry are then no choice any more."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        tip = problem.carry[:, 1]
        n_in = np.bincount(tip, minlength=len(problem.nodes.supply))
        self.is_merged: BoolArray = (problem.nodes.supply[tip] == 0) & (n_in[tip] == 1)
        self.pairs: IntArray = np.flatnonzero(~self.is_merged)
        merged = np.flatnonzero(self.is_merged)
        self._in_order = merged[np.argsort(problem.nodes.day[tip[merged]], kind="stable")].tolist()
        self.of: IntArray = np.arange(len(problem.nodes.supply))
        for pair in self._in_order:
            tail, end = problem.carry[pair]
            self.of[end] = self.of[tail]

    def carried(self, arcs: FloatArray, chosen: FloatArray) -> FloatArray:
        """Return what is kept along every pair, from the flow on arcs and on the pairs that are a choice."""
        carry, n_nodes = self.problem.carry, len(self.problem.nodes.supply)
        kept = np.zeros(len(carry))
        kept[self.pairs] = chosen
        out = np.bincount(self.problem.patterns.node, weights=arcs, minlength=n_nodes)
        out = out + np.bincount(carry[:, 0], weights=kept, minlength=n_nodes)
        # From the last day back: what leaves a node must have been kept for it.
        for pair in reversed(self._in_order):
            tail, end = carry[pair]
            kept[pair] = out[end]
            out[tail] += out[end]
        return kept
