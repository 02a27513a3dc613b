"""Small cases closed by a general solver: HiGHS on the linear model, from the best roster known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import highspy
import numpy as np

from yixian.planning.duty.model import Model
from yixian.planning.duty.problem import OFF, Roster
from yixian.planning.duty.search import Found

if TYPE_CHECKING:
    from collections.abc import Callable

    from yixian.planning.duty.problem import FloatArray
    from yixian.planning.duty.standing import Standing
    from yixian.planning.duty.world import World
    from yixian.planning.stop import Stop

WAIT_S = 0.2
MOST_NODES = 2000


class Quiet(highspy.Highs):
    """HiGHS that keeps standard output for the plan: its banner comes while callbacks are switched on."""

    def enableCallbacks(self) -> None:
        """Silence it first, then switch its callbacks on."""
        self.setOptionValue("output_flag", False)
        switch_on: Callable[[], None] = super().enableCallbacks
        switch_on()


def close_gap(world: World, best: Found, stop: Stop, standing: Standing) -> Found:
    """Return a roster that costs less than ``best`` if HiGHS finds one before ``stop`` ends it, else ``best``."""
    model = Model(world)
    if model.n_duties == 0:
        return best
    highs = load(model, best.cost)
    if stop.work_limit is not None:
        highs.setOptionValue("mip_max_nodes", MOST_NODES)
    highs.HandleUserInterrupt = True
    highs.startSolve()
    while not highs.wait(WAIT_S)[0]:
        standing.say("close", stop.share())
        if stop.now() or standing.is_proven:
            _cancel(highs)
    found = read_roster(world, model, np.array(highs.getSolution().col_value))
    cost = round(highs.getInfo().objective_function_value) if found is not None else best.cost
    if found is None or cost >= best.cost:
        return best
    standing.lower_cost(cost)
    return Found(found, cost)


def load(model: Model, known_cost: float = float("inf")) -> highspy.Highs:
    """Return a solver that holds the model and looks for nothing dearer than a known cost."""
    make: Callable[[], highspy.Highs] = Quiet
    highs = make()
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("objective_bound", known_cost)
    n_columns = len(model.costs)
    highs.addVars(n_columns, np.zeros(n_columns), np.array(model.most))
    highs.changeColsCost(n_columns, np.arange(n_columns, dtype=np.int32), np.array(model.costs))
    whole = np.full(model.n_duties, highspy.HighsVarType.kInteger)
    highs.changeColsIntegrality(model.n_duties, np.arange(model.n_duties, dtype=np.int32), whole)
    highs.changeObjectiveOffset(model.constant)
    begins = np.cumsum([0, *(len(columns) for columns, _, _, _ in model.rows)])
    highs.addRows(
        len(model.rows),
        np.array([least for _, _, least, _ in model.rows]),
        np.array([most for _, _, _, most in model.rows]),
        int(begins[-1]),
        begins[:-1].astype(np.int32),
        np.concatenate([columns for columns, _, _, _ in model.rows]).astype(np.int32),
        np.concatenate([values for _, values, _, _ in model.rows]),
    )
    return highs


def _cancel(highs: highspy.Highs) -> None:
    cancel: Callable[[], None] = highs.cancelSolve
    cancel()


def read_roster(world: World, model: Model, values: FloatArray) -> Roster | None:
    """Return the roster that values of the columns stand for; None if there are none."""
    if len(values) < model.n_duties or not np.isfinite(values).all():
        return None
    shift = np.full(world.free_price.shape, OFF, dtype=np.int64)
    post = shift.copy()
    for column in np.nonzero(values[: model.n_duties] > 0.5)[0].tolist():
        person, day, which, place = model.cells[column]
        shift[person, day], post[person, day] = which, world.reach[person, place]
    return Roster(shift=shift, post=post)
