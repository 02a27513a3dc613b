"""The independent checker: all of a plan recomputed from its problem, by code that the search does not share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from yixian.planning.duty.causes import shortfalls
from yixian.planning.duty.claim import ClaimReader
from yixian.planning.duty.figures import count
from yixian.planning.duty.lawful import test_rules
from yixian.planning.duty.proof import bound_of
from yixian.planning.plan import Certificate, Reason
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yixian.planning.duty.claim import Claim, Head
    from yixian.planning.duty.figures import Figures
    from yixian.planning.duty.problem import Problem
    from yixian.words import Lang

PACKAGE = "yixian.planning.duty"
FAINT = 1e-3
"""Rounding of prices to millionths moves a bound by less than this."""


def check(
    problem: Problem,
    document: Mapping[str, Any],
    problem_sha256: str | None = None,
    *,
    lang: Lang = "en",
) -> Certificate:
    """Return what is true of a plan file.

    Parameters
    ----------
    problem
        The question, read from its own file.
    document
        The parsed plan, format ``yixian-roster-plan/1``.
    problem_sha256
        Digest of the problem file; a plan made for another one is refused. None: not compared.
    lang
        Language of the faults.

    Returns
    -------
    Certificate
        Cost and bound as recomputed (a bound is a whole number, since costs are; None without usable prices);
        one fault per contradiction, each naming rule, line and figure.
    """
    claim = ClaimReader(problem).read(document, problem_sha256)
    figures = count(problem, claim.roster)
    bench = test_rules(problem, claim, figures)
    exact = None if claim.prices is None else bound_of(problem, claim.prices)
    bound = None if exact is None else math.ceil(exact - FAINT)
    refusals = [*claim.refusals, *bench.refusals]
    refusals += _holes_refused(problem, claim, figures)
    refusals += figures_refused(claim.head, figures.cost, (exact, bound))
    return Certificate(
        cost=figures.cost,
        bound=bound,
        rules=bench.rules(),
        shortfalls=shortfalls(problem, claim.roster, figures),
        faults=tuple(say(PACKAGE, refusal.code, refusal.params, lang) for refusal in refusals),
    )


def _holes_refused(problem: Problem, claim: Claim, figures: Figures) -> Iterator[Reason]:
    """Yield a refusal for every hole that is wrong, missing or invented."""
    is_open = (figures.missing > 0) | (figures.leaders_missing > 0)
    slots = {*zip(*(axis.tolist() for axis in is_open.nonzero()), strict=True), *claim.holes}
    for slot in sorted(slots):
        true = (int(figures.missing[slot]), int(figures.leaders_missing[slot]))
        said = claim.holes.get(slot, (0, 0))
        if said == true and (slot not in claim.holes or any(true)):
            continue
        yield Reason(
            "hole_differs", {"line": "holes", "said": list(said), "found": list(true), **problem.names_of(slot)}
        )


def figures_refused(claim: Head, cost: int, bounds: tuple[float | None, int | None]) -> Iterator[Reason]:
    """Yield a refusal for each claimed figure that is not the one found; ``bounds``: exact, and as a whole number."""
    exact, bound = bounds
    if claim.cost != cost:
        yield Reason("cost_differs", {"line": "cost", "said": claim.cost, "found": cost})
    if exact is None or bound is None or claim.bound is None:
        return
    if claim.bound != bound and abs(claim.bound - exact) > FAINT:
        yield Reason("bound_differs", {"line": "bound", "said": claim.bound, "found": bound})
    if bound > cost:
        yield Reason("bound_above_cost", {"line": "bound", "bound": bound, "cost": cost})
    if claim.proven is not None and claim.proven != (cost <= bound):
        yield Reason("proven_differs", {"line": "proven", "said": claim.proven, "cost": cost, "bound": bound})
