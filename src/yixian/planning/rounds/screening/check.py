"""The independent checker: a division recomputed from its problem, by code that the search does not share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from yixian.planning.plan import Certificate, Reason, RuleCount
from yixian.planning.rounds.screening.claim import ClaimReader
from yixian.planning.rounds.screening.loads import load_of, pieces_of
from yixian.planning.rounds.screening.proof import Least
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yixian.planning.rounds.screening.claim import Claim
    from yixian.planning.rounds.screening.problem import Problem
    from yixian.words import Lang

PACKAGE = "yixian.planning.rounds.screening"


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
        The parsed plan, format ``yixian-round-plan/1``.
    problem_sha256
        Digest of the problem file; a plan made for another one is refused. None: not compared.
    lang
        Language of the faults.

    Returns
    -------
    Certificate
        ``cost`` is the heaviest load and ``bound`` what the prices prove of it, both in whole seconds; one fault
        per contradiction, each naming rule, line and figure.
    """
    claim = ClaimReader(problem).read(document, problem_sha256)
    loads = {worker: load_of(problem, tour) for worker, tour in claim.tours.items()}
    broken = {
        "once": list(_not_once(problem, claim)),
        "one_piece": list(_in_pieces(problem, claim)),
        "load": list(_loads_refused(problem, claim, loads)),
    }
    tested = {"once": len(problem.building_ids), "one_piece": len(loads), "load": len(loads)}
    longest = max(loads.values(), default=0)
    bound = None if claim.prices is None else Least(problem, claim.prices).bound_s()
    refusals = [*claim.refusals, *(refusal for code in broken for refusal in broken[code])]
    refusals += _figures_refused(claim, longest, bound)
    return Certificate(
        cost=longest,
        bound=bound,
        rules=tuple(RuleCount(code, n, n - len(broken[code])) for code, n in tested.items()),
        shortfalls=(),
        faults=tuple(say(PACKAGE, refusal.code, refusal.params, lang) for refusal in refusals),
    )


def _not_once(problem: Problem, claim: Claim) -> Iterator[Reason]:
    visits = Counter(building for tour in claim.tours.values() for building in tour)
    for building, name in enumerate(problem.building_ids):
        if visits[building] != 1:
            yield Reason("once", {"line": "areas", "building": name, "found": visits[building]})


def _in_pieces(problem: Problem, claim: Claim) -> Iterator[Reason]:
    for worker, tour in claim.tours.items():
        pieces = pieces_of(problem, tour)
        if len(pieces) > 1:
            names = [problem.building_ids[min(piece)] for piece in pieces]
            params = {"line": claim.lines[worker], "worker": problem.worker_ids[worker]}
            yield Reason("one_piece", {**params, "pieces": len(pieces), "firsts": ", ".join(names)})


def _loads_refused(problem: Problem, claim: Claim, loads: Mapping[int, int]) -> Iterator[Reason]:
    for worker, load in loads.items():
        said = claim.loads_s[worker]
        if said != load or isinstance(said, bool):
            params = {"line": claim.lines[worker], "worker": problem.worker_ids[worker]}
            yield Reason("load", {**params, "said": said, "found": load})


def _figures_refused(claim: Claim, longest: int, bound: int | None) -> Iterator[Reason]:
    if claim.longest_s != longest:
        yield Reason("longest_differs", {"line": "longest_s", "said": claim.longest_s, "found": longest})
    if bound is None:
        return
    if claim.bound_s != bound:
        yield Reason("bound_differs", {"line": "bound_s", "said": claim.bound_s, "found": bound})
    if bound > longest:
        yield Reason("bound_above", {"line": "bound_s", "bound": bound, "longest": longest})
    if claim.proven is not None and claim.proven != (longest <= bound):
        yield Reason("proven_differs", {"line": "proven", "said": claim.proven, "longest": longest, "bound": bound})
