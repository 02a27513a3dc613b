"""What to unblock first: prices bound what each set of actions is worth, a knapsack picks sets, real output corrects.

Benders' decomposition: at any prices that cover every product, a factory's output is worth at most its limits at
these prices. Sets are chosen by the lowest such bound; where real output falls short of it, its own prices join.
When the chosen sets are really worth their bound, no others are worth more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.stop import Progress, Stop, silent
from yixian.planning.supplies.factories.knapsack import choose
from yixian.planning.supplies.factories.output import best_output
from yixian.planning.supplies.factories.problem import ProductionPlan

if TYPE_CHECKING:
    from yixian.planning.stop import Report
    from yixian.planning.supplies.factories.output import Output
    from yixian.planning.supplies.factories.problem import BoolArray, FloatArray, IntArray, Production

CLOSE = 1e-9
"""A gap of this part is rounding."""


class Search:
    """Prices found so far, and what they bound."""

    def __init__(self, problem: Production) -> None:
        self.problem = problem
        self.own = [np.flatnonzero(problem.actions.factory == f) for f in range(len(problem.factories.cash))]
        self.sets = [subsets(len(own)) for own in self.own]
        nothing = np.zeros(len(problem.actions.factory), dtype=np.bool_)
        self.limits = [self._limits(f) for f in range(len(self.own))]
        self.bounds = [np.full(len(sets), np.inf) for sets in self.sets]
        self.prices: list[list[FloatArray]] = [[] for _ in self.own]
        self.idle = best_output(problem, nothing)
        self.learn(self.idle)
        self.learn(best_output(problem, ~nothing))

    def _limits(self, f: int) -> FloatArray:
        """Return the limits of a factory with each of its sets taken, ``[set, resource]``."""
        problem, own = self.problem, self.own[f]
        adds = np.zeros((len(own), problem.use.shape[1]))
        adds[np.arange(len(own)), problem.resource[own]] = problem.gain[own]
        nothing = np.zeros(len(problem.actions.factory), dtype=np.bool_)
        limits: FloatArray = problem.limits(nothing)[f] + self.sets[f] @ adds
        return limits

    def learn(self, output: Output) -> bool:
        """Let the prices of an output lower the bounds; return whether any of them are new."""
        is_news = False
        for f, prices in enumerate(output.prices):
            if not any(np.array_equal(prices, known) for known in self.prices[f]):
                self.prices[f].append(prices)
                self.bounds[f] = np.minimum(self.bounds[f], self.limits[f] @ prices)
                is_news = True
        return is_news

    def best(self) -> tuple[float, BoolArray]:
        """Return the bound over all sets within the budget and the actions that would reach it."""
        efforts = [sets @ self.problem.actions.effort[own] for sets, own in zip(self.sets, self.own, strict=True)]
        bound, chosen = choose(list(zip(efforts, self.bounds, strict=True)), self.problem.budget)
        is_taken = np.zeros(len(self.problem.actions.factory), dtype=np.bool_)
        for own, sets, choice in zip(self.own, self.sets, chosen, strict=True):
            is_taken[own[sets[choice] > 0]] = True
        return bound, is_taken


def unblock(problem: Production, stop: Stop | None = None, *, report: Report = silent) -> ProductionPlan:
    """Return what to unblock within the budget and what to make then.

    Parameters
    ----------
    problem
        The question.
    stop
        Ends the search early with the best plan so far; its bound then stays above its value.
    report
        Told best value and bound after every round.
    """
    stop = stop or Stop()
    search = Search(problem)
    nothing = np.zeros(len(problem.actions.factory), dtype=np.bool_)
    best, is_best = search.idle, nothing
    n_rounds = 0
    while True:
        bound, is_taken = search.best()
        output = best_output(problem, is_taken)
        is_news = search.learn(output)
        if output.value.sum() > best.value.sum():
            best, is_best = output, is_taken
        value = float(best.value.sum())
        n_rounds += 1
        report(Progress("unblock", stop.share(n_rounds), best=-value, bound=-bound))
        if bound - value <= CLOSE * max(1.0, bound) or not is_news or stop.now(n_rounds):
            break
    return ProductionPlan(
        value=value,
        # The last prices have lowered it once more.
        bound=max(search.best()[0], value),
        is_taken=is_best,
        output=best.pieces / problem.n_days,
        without=float(search.idle.value.sum()),
        prices=tuple(np.array(prices) for prices in search.prices),
    )


def subsets(count: int) -> IntArray:
    """Return all sets of some actions, fewest first, ``[set, action]`` as 0 and 1; the first is empty."""
    numbers = np.arange(1 << count)
    bits: IntArray = (numbers[:, None] >> np.arange(count)) & 1
    return bits[np.argsort(bits.sum(axis=1), kind="stable")]
