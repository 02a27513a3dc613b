"""A benchmark roster: the county's annealing first, then prices that prove the bound, then dives from the prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.faults import NothingLawful
from yixian.planning.duty.benchmark.columns import Choice
from yixian.planning.duty.benchmark.dive import Diver
from yixian.planning.duty.benchmark.moves import build_floor
from yixian.planning.duty.benchmark.patterns import Patterns
from yixian.planning.duty.benchmark.problem import WardPlan
from yixian.planning.duty.benchmark.search import Run, first_rows, heat_for
from yixian.planning.duty.patterns import MILLI
from yixian.planning.duty.search import search
from yixian.planning.duty.standing import Standing
from yixian.planning.stop import Stop, silent
from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.duty.benchmark.problem import Ward
    from yixian.planning.stop import Report
    from yixian.words import Lang

PACKAGE = "yixian.planning.duty"
SEARCH_SHARE = 0.25
PROOF_SHARE = 0.7
LONG_PROOF = 0.45  # share of the time after which dives would not come to an end: the search goes on instead
POLISH_SHARE = 0.05
MOVES_PER_DIVE = 300_000


def solve(ward: Ward, stop: Stop, *, seed: int = 0, report: Report = silent, lang: Lang = "en") -> WardPlan:
    """Return the best roster found until ``stop`` says so, with prices that prove its bound.

    The work unit is one try of a move; with a work limit and no time limit the plan is always the same.

    Raises
    ------
    NothingLawful
        If somebody's rules allow no row at all; everybody concerned is named.
    """
    floor = build_floor(ward)
    patterns = Patterns(floor)
    _require_rows(ward, patterns, lang)
    standing = Standing(report)
    run = Run(ward, floor, first_rows(ward, patterns), seed)
    choice = Choice(ward)
    diver = Diver(ward, patterns, choice)
    stop.begin()
    standing.raise_bound(diver.proven.bound)
    search(run, heat_for(ward), _part(stop, SEARCH_SHARE), standing)
    for person, row in enumerate(run.best.roster.shift):
        choice.add(person, row)
    is_exact = diver.prove(lambda: standing.is_proven or stop.now() or stop.share() > PROOF_SHARE, standing.raise_bound)
    if is_exact and stop.share() < LONG_PROOF:
        _dive(ward, (run, diver), stop, (seed, standing))
    else:
        search(run, heat_for(ward), stop, standing)
    proven = diver.proven
    return WardPlan(run.best.roster.shift, run.best.cost, proven.bound, proven.pi / MILLI)


def _dive(ward: Ward, movers: tuple[Run, Diver], stop: Stop, told: tuple[int, Standing]) -> None:
    """Dive until it is time; what a dive finds is searched on from, cooler."""
    run, diver = movers
    seed, standing = told
    chance = np.random.default_rng(seed)
    n_dives = 0
    while not standing.is_proven and not stop.now(n_dives * MOVES_PER_DIVE):
        standing.say("dive", stop.share(n_dives * MOVES_PER_DIVE))
        found = diver.dive(run.best.cost, chance, stop)
        n_dives += 1
        if found is not None:
            run.restart(found)
            search(run, heat_for(ward), _part(stop, POLISH_SHARE, run.n_moves), standing)


def _part(stop: Stop, share: float, n_begun: int = 0) -> Stop:
    """Return a share of the time or work of a stop, from now on."""
    time_limit_s = None if stop.time_limit_s is None else stop.time_limit_s * share
    work_limit = None if stop.work_limit is None else n_begun + max(1, int(stop.work_limit * share))
    return Stop(time_limit_s, work_limit, is_wanted=stop.now)


def _require_rows(ward: Ward, patterns: Patterns, lang: Lang) -> None:
    names = [name for person, name in enumerate(ward.person_ids) if patterns.has_none(person)]
    if names:
        raise NothingLawful("\n".join(say(PACKAGE, "no_row", {"person": name}, lang) for name in names))
