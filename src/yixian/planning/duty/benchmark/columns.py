"""The benchmark as a choice of one row per person: HiGHS on the rows known so far, new rows where prices ask for them.

The prices of slots that the choice gives are those that prove the bound, as for a county; here they are exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import highspy
import numpy as np

from yixian.planning.duty.benchmark.moves import build_floor
from yixian.planning.duty.exact import Quiet
from yixian.planning.duty.problem import OFF

if TYPE_CHECKING:
    from collections.abc import Callable

    from yixian.planning.duty.benchmark.problem import Ward
    from yixian.planning.duty.problem import FloatArray, IntArray

INF = highspy.kHighsInf
MOST_NODES = 300


class Choice:
    """Rows to choose from; the first columns are people too few and too many on each slot."""

    def __init__(self, ward: Ward) -> None:
        self._price = build_floor(ward).price
        self._need = ward.need
        self._known: set[tuple[int, bytes]] = set()
        self._fixed: list[int] = []
        self.rows: list[tuple[int, IntArray]] = []
        make: Callable[[], highspy.Highs] = Quiet
        self._highs = make()
        self._highs.setOptionValue("output_flag", False)
        self._highs.setOptionValue("threads", 1)
        self._n_slots = ward.need.size
        self._build(ward)

    def _build(self, ward: Ward) -> None:
        highs, n, n_people = self._highs, self._n_slots, len(ward.person_ids)
        highs.addVars(2 * n, np.zeros(2 * n), np.full(2 * n, INF))
        costs = np.concatenate([ward.under.ravel(), ward.over.ravel()]).astype(np.float64)
        highs.changeColsCost(2 * n, np.arange(2 * n, dtype=np.int32), costs)
        need = ward.need.ravel().astype(np.float64)
        pairs = np.stack([np.arange(n), np.arange(n) + n], axis=1).ravel().astype(np.int32)
        begins = np.arange(0, 2 * n, 2, dtype=np.int32)
        highs.addRows(n, need, need, 2 * n, begins, pairs, np.tile([1.0, -1.0], n))
        nothing = np.zeros(0, dtype=np.int32)
        one = np.ones(n_people)
        highs.addRows(n_people, one, one, 0, np.zeros(n_people, dtype=np.int32), nothing, np.zeros(0))

    def add(self, person: int, row: IntArray) -> bool:
        """Add a row unless it is known; say whether it was new."""
        key = (person, row.tobytes())
        if key in self._known:
            return False
        self._known.add(key)
        days = np.nonzero(row != OFF)[0]
        cost = self._price[person, np.arange(len(row)), row + 1].sum()
        slots = [*(days * self._need.shape[1] + row[days]).tolist(), self._n_slots + person]
        self._highs.addCol(float(cost), 0.0, INF, len(slots), np.array(slots, dtype=np.int32), np.ones(len(slots)))
        self.rows.append((person, row.copy()))
        return True

    def relaxed(self) -> tuple[float, FloatArray, FloatArray]:
        """Return cost, prices ``[day, shift]`` and worth of a row ``[person]`` where shares of rows may be chosen."""
        self._highs.run()
        prices = np.array(self._highs.getSolution().row_dual)
        pi = prices[: self._n_slots].reshape(self._need.shape)
        return float(self._highs.getInfo().objective_function_value), pi, prices[self._n_slots :]

    def shares(self) -> FloatArray:
        """Return the share of each row in the last choice."""
        return np.array(self._highs.getSolution().col_value)[2 * self._n_slots :]

    def fix(self, i: int) -> None:
        """Give a person his row ``i`` until ``free`` is called."""
        self._fixed.append(i)
        self._highs.changeColBounds(2 * self._n_slots + i, 1.0, INF)

    def free(self) -> None:
        """Take back everything that was fixed."""
        for i in self._fixed:
            self._highs.changeColBounds(2 * self._n_slots + i, 0.0, INF)
        self._fixed.clear()

    def whole(self, below: float, time_limit_s: float | None) -> IntArray | None:
        """Return the best roster of whole rows that costs less than ``below``; None if none is found in time."""
        highs, n = self._highs, len(self.rows)
        columns = np.arange(2 * self._n_slots, 2 * self._n_slots + n, dtype=np.int32)
        highs.changeColsIntegrality(n, columns, np.full(n, highspy.HighsVarType.kInteger))
        highs.setOptionValue("objective_bound", below)
        highs.setOptionValue("mip_max_nodes", MOST_NODES)
        highs.setOptionValue("time_limit", INF if time_limit_s is None else highs.getRunTime() + time_limit_s)
        highs.run()
        is_better = highs.getInfo().objective_function_value < below
        shares = self.shares() if is_better else np.zeros(0)
        highs.setOptionValue("objective_bound", INF)
        highs.setOptionValue("time_limit", INF)
        highs.changeColsIntegrality(n, columns, np.full(n, highspy.HighsVarType.kContinuous))
        chosen = np.nonzero(shares > 0.5)[0].tolist()
        if len(chosen) != self._price.shape[0]:
            return None
        roster = np.full(self._price.shape[:2], OFF, dtype=np.int64)
        for i in chosen:
            roster[self.rows[i][0]] = self.rows[i][1]
        return roster
