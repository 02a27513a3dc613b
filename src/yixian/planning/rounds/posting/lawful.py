"""Every hard rule of a posting, each tested on each line it speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.plan import Reason, RuleCount
from yixian.planning.rounds.posting.problem import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.planning.rounds.posting.claim import Claim
    from yixian.planning.rounds.posting.problem import IntArray, Problem

HARD_RULES = ("away", "barred", "pinned", "need", "fewest_holes", "unplaced")


class Bench:
    """Counts how often each rule was tested and held, and keeps a refusal for each time it did not."""

    def __init__(self) -> None:
        self.refusals: list[Reason] = []
        self._tested = dict.fromkeys(HARD_RULES, 0)
        self._broken = dict.fromkeys(HARD_RULES, 0)

    def test(self, code: str, refusals: Iterable[Reason | None]) -> None:
        """Note tests of one rule; None where it held."""
        for refusal in refusals:
            self._tested[code] += 1
            if refusal is not None:
                self._broken[code] += 1
                self.refusals.append(refusal)

    def rules(self) -> tuple[RuleCount, ...]:
        """Return the counts."""
        return tuple(RuleCount(code, n, n - self._broken[code]) for code, n in self._tested.items())


def test_rules(problem: Problem, claim: Claim) -> Bench:
    """Return the verdict on every hard rule."""
    bench = Bench()
    placed = [(p, c) for p, c in enumerate(claim.compound.tolist()) if c != NOWHERE]
    bench.test("away", (_away(problem, claim, p, c) for p, c in placed))
    bench.test("barred", (_barred(problem, claim, p, c) for p, c in placed))
    pins = np.flatnonzero(problem.pinned != NOWHERE).tolist()
    bench.test("pinned", (_pinned(problem, claim, p) for p in pins))
    missing = problem.need - np.bincount(claim.compound[claim.compound != NOWHERE], minlength=len(problem.need))
    bench.test("need", (_need(problem, claim, c, int(missing[c])) for c in range(len(missing))))
    if (missing > 0).any():
        bench.test("fewest_holes", [_fewest(problem, claim.compound, missing)])
    bench.test("unplaced", (_unplaced(problem, claim, p, missing) for p in range(len(claim.compound))))
    return bench


def _away(problem: Problem, claim: Claim, person: int, compound: int) -> Reason | None:
    return None if problem.free[person] else _line("away", problem, claim, (person, compound))


def _barred(problem: Problem, claim: Claim, person: int, compound: int) -> Reason | None:
    return _line("barred", problem, claim, (person, compound)) if problem.barred[person, compound] else None


def _pinned(problem: Problem, claim: Claim, person: int) -> Reason | None:
    compound = int(problem.pinned[person])
    return None if claim.compound[person] == compound else _line("pinned", problem, claim, (person, compound))


def _line(code: str, problem: Problem, claim: Claim, where: tuple[int, int]) -> Reason:
    person, compound = where
    names = {"person": problem.person_ids[person], "compound": problem.compound_ids[compound]}
    return Reason(code, {"line": claim.lines.get(person, "assignments"), **names})


def _need(problem: Problem, claim: Claim, compound: int, missing: int) -> Reason | None:
    said = claim.holes.get(compound, 0)
    if missing >= 0 and said == missing and (compound not in claim.holes or missing > 0):
        return None
    params = {"line": "holes", "compound": problem.compound_ids[compound], "need": int(problem.need[compound])}
    return Reason("need", {**params, "found": int(problem.need[compound]) - missing, "said": said})


def _fewest(problem: Problem, compound: IntArray, missing: IntArray) -> Reason | None:
    """Look for somebody unplaced who could close a hole, himself or through others who move on (König)."""
    reached = {int(c) for c in np.flatnonzero(missing > 0)}
    waiting = list(reached)
    idle = problem.free & (compound == NOWHERE)
    movable = problem.free & (problem.pinned == NOWHERE) & (compound != NOWHERE)
    while waiting:
        at = waiting.pop()
        may = ~problem.barred[:, at]
        if (idle & may).any():
            person = problem.person_ids[int(np.flatnonzero(idle & may)[0])]
            names = [problem.compound_ids[c] for c in np.flatnonzero(missing > 0).tolist()]
            return Reason("fewest_holes", {"line": "holes", "person": person, "compounds": ", ".join(names)})
        fresh = set(compound[movable & may].tolist()) - reached
        reached |= fresh
        waiting += sorted(fresh)
    return None


def _unplaced(problem: Problem, claim: Claim, person: int, missing: IntArray) -> Reason | None:
    if claim.compound[person] != NOWHERE:
        true = ""
    elif not problem.free[person]:
        true = "away"
    else:
        true = "barred" if (missing > 0).any() else "reserve"
    said = claim.unplaced.get(person, "")
    if said == true:
        return None
    params = {"line": "unplaced", "person": problem.person_ids[person]}
    return Reason("unplaced", {**params, "said": said or "-", "found": true or "-"})
