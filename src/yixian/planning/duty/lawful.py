"""Every hard rule tested on every line of a claim; what breaks is named with its line and figure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.problem import OFF
from yixian.planning.duty.rulebook import TIME_RULES, Rulebook, Tested
from yixian.planning.plan import Reason, RuleCount

if TYPE_CHECKING:
    from yixian.planning.duty.claim import Claim
    from yixian.planning.duty.figures import Figures
    from yixian.planning.duty.problem import Problem

HARD_RULES = (
    "one_shift_a_day", "reach", "unavailable", "no_nights", *TIME_RULES, "never_more_than_needed", "pinned",
)  # fmt: skip
SOFT_RULES = ("need_people", "need_leader")


class Bench:
    """Counts tests per rule and keeps the refusals."""

    def __init__(self) -> None:
        self.tested: Counter[str] = Counter()
        self.held: Counter[str] = Counter()
        self.refusals: list[Reason] = []

    def judge(self, rule: str, *, holds: bool, line: str, **params: object) -> None:
        """Count one test; note a refusal if the rule does not hold."""
        self.tested[rule] += 1
        self.held[rule] += holds
        if not holds:
            self.refusals.append(Reason(rule, {"line": line, **params}))

    def count(self, rule: str, tested: int, held: int) -> None:
        """Count many tests of a rule at once."""
        self.tested[rule] += tested
        self.held[rule] += held

    def rules(self, codes: tuple[str, ...] = (*SOFT_RULES, *HARD_RULES)) -> tuple[RuleCount, ...]:
        """Return how often each rule was tested and held, the wishes for people and leaders first."""
        return tuple(RuleCount(rule, self.tested[rule], self.held[rule]) for rule in codes)


def test_rules(problem: Problem, claim: Claim, figures: Figures) -> Bench:
    """Return the tests of all rules on a claim."""
    bench = Bench()
    n_twice = sum(refusal.code == "one_shift_a_day" for refusal in claim.refusals)
    bench.count("one_shift_a_day", len(claim.lines) + n_twice, len(claim.lines))
    for (person, day), line in claim.lines.items():
        _test_line(problem, claim, bench, (person, day, line))
    _test_times(problem, claim, bench)
    _test_slots(problem, figures, bench)
    _test_pins(problem, claim, bench)
    return bench


def _test_line(problem: Problem, claim: Claim, bench: Bench, at: tuple[int, int, str]) -> None:
    person, day, line = at
    shift, post = int(claim.roster.shift[person, day]), int(claim.roster.post[person, day])
    who = {"person": problem.person_ids[person], "day": day, "shift": problem.shift_ids[shift]}
    is_near = bool((problem.reach[person] == post).any())
    bench.judge("reach", holds=is_near, line=line, post=problem.post_ids[post], **who)
    bench.judge("unavailable", holds=not problem.away[person, day, shift], line=line, **who)
    if problem.is_night[shift]:
        bench.judge("no_nights", holds=not problem.limits.no_nights[person], line=line, **who)


def _test_times(problem: Problem, claim: Claim, bench: Bench) -> None:
    rulebook = Rulebook(problem)
    for person, row in enumerate(claim.roster.shift.tolist()):
        duties = [(day, shift) for day, shift in enumerate(row) if shift != OFF]
        for test in rulebook.tests(person, duties):
            line = claim.lines[person, test.day]
            bench.judge(test.rule, holds=test.holds, line=line, **_params(problem, person, test))


def _params(problem: Problem, person: int, test: Tested) -> dict[str, object]:
    if test.holds:
        return {}
    return {"person": problem.person_ids[person], "day": test.day, **test.spoken}


def _test_slots(problem: Problem, figures: Figures, bench: Bench) -> None:
    wanted, wanted_lead = problem.need > 0, problem.lead > 0
    bench.count("need_people", int(wanted.sum()), int((wanted & (figures.missing == 0)).sum()))
    bench.count("need_leader", int(wanted_lead.sum()), int((wanted_lead & (figures.leaders_missing == 0)).sum()))
    over = figures.people > problem.need
    bench.count("never_more_than_needed", over.size - int(over.sum()), over.size - int(over.sum()))
    for post, day, shift in np.argwhere(over).tolist():
        slot = problem.names_of((post, day, shift))
        found, limit = int(figures.people[post, day, shift]), int(problem.need[post, day, shift])
        bench.judge("never_more_than_needed", holds=False, line="assignments", found=found, limit=limit, **slot)


def _test_pins(problem: Problem, claim: Claim, bench: Bench) -> None:
    pins, roster = problem.pinned, claim.roster
    for person, day in np.argwhere(pins.shift != OFF).tolist():
        shift, post = int(pins.shift[person, day]), int(pins.post[person, day])
        holds = roster.shift[person, day] == shift and roster.post[person, day] == post
        names = {"person": problem.person_ids[person], "shift": problem.shift_ids[shift]}
        line = claim.lines.get((person, day), "assignments")
        bench.judge("pinned", holds=bool(holds), line=line, day=day, post=problem.post_ids[post], **names)
    past = roster.shift[:, : problem.frozen_days]
    for person, day in np.argwhere((past != OFF) & (pins.shift[:, : problem.frozen_days] == OFF)).tolist():
        name = problem.person_ids[person]
        bench.refusals.append(Reason("past", {"line": claim.lines[person, day], "person": name, "day": day}))
