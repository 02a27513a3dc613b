"""The linear program of a split whose lorries are shared: flow by class, one column for the level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

from yixian.planning.supplies.chains import Chains
from yixian.planning.supplies.problem import NOWHERE, Cut

if TYPE_CHECKING:
    from collections.abc import Callable

    from yixian.planning.stop import Stop
    from yixian.planning.supplies.problem import FloatArray, IntArray, Lorries, Problem

FAINT = 1e-9
WAIT_S = 0.2
"""How often a long program asks whether it must end."""
PRIMAL, DUAL = 4, 1


class Quiet(highspy.Highs):
    """HiGHS that keeps standard output for the plan: its banner comes while callbacks are switched on."""

    def enableCallbacks(self) -> None:
        """Silence it first, then switch its callbacks on."""
        self.setOptionValue("output_flag", False)
        switch_on: Callable[[], None] = super().enableCallbacks
        switch_on()


class Program:
    """Rows: what each class gets, what leaves each node, what fills each lorry. Amounts are in units near 1."""

    def __init__(self, problem: Problem, lorries: Lorries, most: float) -> None:
        self.problem, self.lorries = problem, lorries
        self.unit = max(most, 1.0) / 100
        self.n_classes = len(problem.patterns.begin) - 1
        self.n_arcs, self.n_nodes = len(problem.patterns.node), len(problem.nodes.supply)
        self.chains = Chains(problem)
        self.level = self.n_arcs + len(self.chains.pairs)
        self.litre = max(float(lorries.volume_l.max(initial=0.0)), FAINT)
        make: Callable[[], Any] = Quiet
        self.highs = make()
        self.highs.HandleUserInterrupt = True
        self.highs.setOptionValue("threads", 1)
        # What is shipped at one level can still be shipped at the next: the primal simplex goes on from there.
        self.highs.setOptionValue("simplex_strategy", PRIMAL)
        self.highs.setOptionValue("primal_feasibility_tolerance", 1e-9)
        self.highs.setOptionValue("dual_feasibility_tolerance", 1e-9)
        self._is_new = True
        self._load()

    def _load(self) -> None:
        columns = self.level + 1
        self.highs.addVars(columns, np.zeros(columns), np.append(np.full(columns - 1, np.inf), 1.0))
        self.highs.changeColCost(self.level, -1.0)
        rows, cols, values = self._entries()
        order = np.argsort(rows, kind="stable")
        n_rows = self.n_classes + self.n_nodes + len(self.lorries.room_l)
        starts = np.searchsorted(rows[order], np.arange(n_rows))
        low = np.append(np.zeros(self.n_classes), np.full(n_rows - self.n_classes, -np.inf))
        room = self.lorries.room_l / (self.unit * self.litre)
        high = np.concatenate([np.full(self.n_classes, np.inf), self.problem.nodes.supply / self.unit, room])
        self.highs.addRows(
            n_rows, low, high, len(rows), starts.astype(np.int32), cols[order].astype(np.int32), values[order]
        )

    def _entries(self) -> tuple[IntArray, IntArray, FloatArray]:
        """Return row, column and value of everything but the level."""
        patterns, of = self.problem.patterns, self.chains.of
        early, late = of[self.problem.carry[self.chains.pairs]].T
        classes = np.repeat(np.arange(self.n_classes), np.diff(patterns.begin))
        arcs, kept = np.arange(self.n_arcs), self.n_arcs + np.arange(len(early))
        lorry = self.lorries.of_node[patterns.node]
        loaded = np.flatnonzero(lorry != NOWHERE)
        volume = self.lorries.volume_l[self.problem.nodes.item[patterns.node[loaded]]] / self.litre
        first = self.n_classes
        out = (first + of[patterns.node], first + early, first + late)
        rows = np.concatenate([classes, *out, first + self.n_nodes + lorry[loaded]])
        ones = np.ones(2 * self.n_arcs + len(early))
        values = np.concatenate([ones, -np.ones(len(early)), volume])
        return rows, np.concatenate([arcs, arcs, kept, kept, loaded]), values

    def rise(self, base: FloatArray, slope: FloatArray, changed: IntArray) -> None:
        """Ask for ``base + level * slope`` in some classes."""
        for c in changed.tolist():
            self.highs.changeCoeff(c, self.level, -float(slope[c]) / self.unit)
            self.highs.changeRowBounds(c, float(base[c]) / self.unit, np.inf)

    def restart(self, base: FloatArray, slope: FloatArray, changed: IntArray) -> None:
        """Ask for the same as before and raise it along a new slope from level 0."""
        self.highs.changeColBounds(self.level, 0.0, 0.0)
        self.rise(base, slope, changed)
        self.highs.changeColBounds(self.level, 0.0, 1.0)
        self._is_new = True

    def highest(self, stop: Stop) -> float | None:
        """Return the highest level, 0 to 1; None if the search was ended before it was found."""
        if not self._run(stop) and not stop.now():
            # Now and then the solver loses its way from the last basis: then it begins anew.
            self.highs.clearSolver()
            self.highs.setOptionValue("simplex_strategy", DUAL)
            self._run(stop)
            self.highs.setOptionValue("simplex_strategy", PRIMAL)
        return float(-self.highs.getInfo().objective_function_value) if self._is_solved() else None

    def _run(self, stop: Stop) -> bool:
        """Solve until it is done or somebody wants an end; return whether it is solved."""
        # A program that is far from the last one's answer is solved from the inside, the next ones from its corner.
        self.highs.setOptionValue("solver", "ipm" if self._is_new else "simplex")
        self._is_new = False
        self.highs.startSolve()
        while not self.highs.wait(WAIT_S)[0]:
            if stop.now():
                self.highs.cancelSolve()
        return self._is_solved()

    def _is_solved(self) -> bool:
        return bool(self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    def duals(self) -> FloatArray:
        """Return what one more piece asked by each class costs in levels, ``[class]``."""
        duals: FloatArray = np.array(self.highs.getSolution().row_dual)[: self.n_classes]
        return duals

    def cut(self) -> Cut:
        """Return the prices of nodes and lorries of the last run."""
        duals = -np.array(self.highs.getSolution().row_dual)[self.n_classes :]
        priced = np.where(duals > FAINT, duals, 0.0)
        nodes, rooms = priced[: self.n_nodes][self.chains.of], priced[self.n_nodes :] / self.litre
        return Cut(
            {int(v): float(nodes[v]) for v in np.flatnonzero(nodes)},
            {int(r): float(rooms[r]) for r in np.flatnonzero(rooms)},
        )

    def flow_of(self, amounts: FloatArray, stop: Stop, *, slack: float = 0.0) -> tuple[FloatArray, FloatArray] | None:
        """Return flow on arcs and carry that brings each class its amount; None if the lorries cannot.

        ``slack`` is the part of an amount that may lack, for amounts which earlier programs have rounded.
        """
        self.highs.changeColBounds(self.level, 0.0, 0.0)
        self._is_new = True
        for c, amount in enumerate((amounts / self.unit).tolist()):
            self.highs.changeRowBounds(c, amount - slack * max(amount, 1.0), amount)
        if not self._run(stop):
            return None
        values = np.maximum(np.array(self.highs.getSolution().col_value), 0.0) * self.unit
        arcs = values[: self.n_arcs]
        return arcs, self.chains.carried(arcs, values[self.n_arcs : self.level])
