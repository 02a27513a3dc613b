"""The independent checker: all of a posting recomputed from its problem, by code that the search does not share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.planning.plan import Certificate, Reason
from yixian.planning.rounds.posting.causes import shortfalls
from yixian.planning.rounds.posting.claim import ClaimReader
from yixian.planning.rounds.posting.figures import count
from yixian.planning.rounds.posting.lawful import test_rules
from yixian.planning.rounds.posting.problem import HOLE
from yixian.planning.rounds.posting.proof import bound_of
from yixian.planning.rounds.scale import MILLI
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yixian.planning.rounds.posting.claim import Claim
    from yixian.planning.rounds.posting.problem import Problem
    from yixian.words import Lang

PACKAGE = "yixian.planning.rounds.posting"


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
        The parsed plan, format ``yixian-posting-plan/1``.
    problem_sha256
        Digest of the problem file; a plan made for another one is refused. None: not compared.
    lang
        Language of the faults.

    Returns
    -------
    Certificate
        Cost and bound as recomputed, both without holes (the bound holds for all plans with as many holes; None
        without usable prices); one fault per contradiction, each naming rule, line and figure.
    """
    claim = ClaimReader(problem).read(document, problem_sha256)
    figures = count(problem, claim.compound)
    bench = test_rules(problem, claim)
    bound = None
    if claim.prices is not None:
        bound = -(-bound_of(problem, claim.prices) // MILLI) - HOLE * sum(figures.holes.values())
    refusals = [*claim.refusals, *bench.refusals, *_figures_refused(claim, figures.cost, bound)]
    return Certificate(
        cost=figures.cost,
        bound=bound,
        rules=bench.rules(),
        shortfalls=shortfalls(problem, claim.compound, figures),
        faults=tuple(say(PACKAGE, refusal.code, refusal.params, lang) for refusal in refusals),
    )


def _figures_refused(claim: Claim, cost: int, bound: int | None) -> Iterator[Reason]:
    if claim.cost != cost:
        yield Reason("cost_differs", {"line": "cost", "said": claim.cost, "found": cost})
    if bound is None:
        return
    if claim.bound != bound:
        yield Reason("bound_differs", {"line": "bound", "said": claim.bound, "found": bound})
    if bound > cost:
        yield Reason("bound_above_cost", {"line": "bound", "bound": bound, "cost": cost})
    if claim.proven is not None and claim.proven != (cost <= bound):
        yield Reason("proven_differs", {"line": "proven", "said": claim.proven, "cost": cost, "bound": bound})
