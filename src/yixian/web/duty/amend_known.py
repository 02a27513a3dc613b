"""A roster as the planner would know it now: its own problem, with the lines as changes have left them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from yixian.web.duty.amend_history import last_number
from yixian.web.duty.known import Known, known, planner
from yixian.web.duty.models import RosterLine

if TYPE_CHECKING:
    from yixian.web.plans.models import Plan


def known_now(plan: Plan) -> Known | None:
    """Return a roster with its changes, None for one without its files."""
    if not plan.problem_sha256 or plan.made_at is None:
        return None
    number = last_number(plan)
    return _amended(plan.pk, plan.problem_sha256, number) if number else known(plan.pk, plan.problem_sha256)


@lru_cache(maxsize=2)
def _amended(pk: int, sha256: str, number: int) -> Known:
    # The number is part of the key: each change makes another roster of it.
    first = known(pk, sha256)
    problem = first.problem
    people = {name: index for index, name in enumerate(problem.person_ids)}
    roster = planner("problem").empty_roster(len(people), problem.n_days)
    lines = RosterLine.objects.unscoped("the roster was scoped by its page").filter(plan=pk)
    rows = lines.values_list("person_id", "day", "shift__code", "post__number")
    for person, day, code, post_number in rows:
        slot = first.slot(f"{post_number:04d}", (day - problem.start_on).days, code)
        # What had begun, and people and posts that came later, are no part of the problem.
        if str(person) in people and slot is not None and problem.need[slot] > 0:
            at = people[str(person)], slot[1]
            roster.post[at], roster.shift[at] = slot[0], slot[2]
    return replace(
        first,
        roster=roster,
        crew=planner("crew").Crew(problem, roster),
        stand_ins=planner("fill").StandIns(problem, roster),
        cost=planner("figures").count(problem, roster).cost,
    )
