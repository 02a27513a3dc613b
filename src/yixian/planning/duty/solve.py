"""A duty roster: search for it, and beside the search prove how good it can be."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from yixian.planning.duty.bound import MOST_PASSES, Climb, climb
from yixian.planning.duty.clash import require_lawful
from yixian.planning.duty.exact import close_gap
from yixian.planning.duty.problem import RosterPlan
from yixian.planning.duty.search import Run, heat_for, search
from yixian.planning.duty.standing import Standing
from yixian.planning.duty.state import start_state
from yixian.planning.duty.world import BAR, build_world
from yixian.planning.stop import Stop, silent

if TYPE_CHECKING:
    from yixian.planning.duty.problem import Problem, Roster
    from yixian.planning.stop import Report
    from yixian.words import Lang

MOVES_PER_PASS = 40_000
FEWEST_PASSES = 300
PROOF_SHARE = 0.5
SEARCH_SHARE = 0.3
MOST_DUTIES_CLOSED = 1500
AWAIT_S = 0.25


def solve(
    problem: Problem,
    stop: Stop,
    *,
    seed: int = 0,
    near: Roster | None = None,
    report: Report = silent,
    lang: Lang = "en",
) -> RosterPlan:
    """Return the best roster found until ``stop`` says so, with prices that prove its bound.

    Parameters
    ----------
    problem
        The question; holes are allowed at their price, so a roster always comes out unless pins clash.
    stop
        Its work unit is one try of a move; with a work limit and no time limit the plan is always the same.
    seed
        Begins the random numbers of the search.
    near
        A roster to begin with, the published one if missing; its lines that are still lawful are kept as the first.
    report
        Told where the search stands, at least every half second.
    lang
        Language in which clashing pins are named.

    Raises
    ------
    NothingLawful
        If pinned lines break a hard rule.
    """
    require_lawful(problem, lang)
    world = build_world(problem)
    standing = Standing(report)
    start = start_state(world, problem, problem.published if near is None else near, seed)
    ascent = Climb(world)
    run = Run(world, start)
    standing.raise_bound(ascent.best.bound)
    heat = heat_for(world, is_short=ascent.is_short)
    stop.begin()
    with ThreadPoolExecutor(max_workers=1) as beside:
        is_small = int((world.price < BAR).sum()) <= MOST_DUTIES_CLOSED
        proof_stop = _proof_stop(stop, standing, fewest=MOST_PASSES if is_small else FEWEST_PASSES)
        proof = beside.submit(climb, ascent, proof_stop, standing.raise_bound)
        found = search(run, heat, _search_stop(stop) if is_small else stop, standing)
        if is_small and not standing.is_proven:
            found = close_gap(world, found, stop, standing)
        while not wait([proof], timeout=AWAIT_S).done:
            standing.say("prove", 1.0)
    proven = proof.result()
    return RosterPlan(found.roster, found.cost, proven.bound, proven.prices)


def _search_stop(stop: Stop) -> Stop:
    """Return the part of the time that the search has where a general solver goes on after it."""
    time_limit_s = None if stop.time_limit_s is None else stop.time_limit_s * SEARCH_SHARE
    return Stop(time_limit_s, stop.work_limit, is_wanted=stop.now)


def _proof_stop(stop: Stop, standing: Standing, *, fewest: int) -> Stop:
    """Return when the climb of prices ends: a part of the time, or passes that follow from the work limit.

    A work limit makes all of the plan repeatable, its prices too; so it then asks for nothing that time decides.
    """
    if stop.work_limit is not None:
        n_passes = max(fewest, stop.work_limit // MOVES_PER_PASS)
        return Stop(stop.time_limit_s, n_passes, is_wanted=stop.now)
    time_limit_s = None if stop.time_limit_s is None else stop.time_limit_s * PROOF_SHARE
    return Stop(time_limit_s, is_wanted=lambda: stop.now() or standing.is_proven)
