"""The independent checker of a benchmark roster: all of it again, by code that the search does not share."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from yixian.planning.duty.benchmark.claim import WardClaimReader
from yixian.planning.duty.benchmark.formats import holes_of
from yixian.planning.duty.benchmark.problem import cost_of
from yixian.planning.duty.benchmark.proof import bound_of
from yixian.planning.duty.benchmark.rules import WARD_RULES, tests
from yixian.planning.duty.check import FAINT, PACKAGE, figures_refused
from yixian.planning.duty.lawful import Bench
from yixian.planning.plan import Certificate, Reason, Shortfall
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yixian.planning.duty.benchmark.claim import WardClaim
    from yixian.planning.duty.benchmark.problem import Ward
    from yixian.words import Lang


def check(
    ward: Ward, document: Mapping[str, Any], problem_sha256: str | None = None, *, lang: Lang = "en"
) -> Certificate:
    """Return what is true of a plan file; cost and bound are those of the benchmark's definition."""
    claim = WardClaimReader(ward).read(document, problem_sha256)
    cost, holes = cost_of(ward, claim.shift), holes_of(ward, claim.shift)
    bench = _test_rules(ward, claim)
    bench.count("need_people", int((ward.need > 0).sum()), int((ward.need > 0).sum()) - len(holes))
    exact = None if claim.pi is None else bound_of(ward, claim.pi)
    bound = None if exact is None else math.ceil(exact - FAINT)
    refusals = [*claim.refusals, *bench.refusals]
    refusals += _holes_refused(ward, claim, holes)
    refusals += figures_refused(claim.head, cost, (exact, bound))
    return Certificate(
        cost=cost,
        bound=bound,
        rules=bench.rules(("need_people", "one_shift_a_day", *WARD_RULES)),
        shortfalls=tuple(Shortfall((day, ward.shift_ids[shift]), n) for (day, shift), n in holes.items()),
        faults=tuple(say(PACKAGE, refusal.code, refusal.params, lang) for refusal in refusals),
    )


def _test_rules(ward: Ward, claim: WardClaim) -> Bench:
    bench = Bench()
    n_twice = sum(refusal.code == "one_shift_a_day" for refusal in claim.refusals)
    bench.count("one_shift_a_day", len(claim.lines) + n_twice, len(claim.lines))
    for person, row in enumerate(claim.shift.tolist()):
        for test in tests(ward, person, row):
            line = claim.lines.get((person, test.day), "assignments")
            names = {"person": ward.person_ids[person], "day": test.day, "found": test.found, "limit": test.limit}
            bench.judge(test.rule, holds=test.holds, line=line, **names)
    return bench


def _holes_refused(ward: Ward, claim: WardClaim, holes: Mapping[tuple[int, int], int]) -> Iterator[Reason]:
    """Yield a refusal for every hole that is wrong, missing or invented."""
    for day, shift in sorted({*holes, *claim.holes}):
        said, found = claim.holes.get((day, shift), 0), holes.get((day, shift), 0)
        if said != found or found == 0:
            names = {"day": day, "shift": ward.shift_ids[shift], "said": said, "found": found}
            yield Reason("ward_hole_differs", {"line": "holes", **names})
