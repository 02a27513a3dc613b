"""What a stand-in costs the roster, as the planner counts it, and the cheapest ways with two changed people."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from yixian.web.access.models import Account
from yixian.web.duty import repairs
from yixian.web.duty.amend_known import known_now
from yixian.web.duty.grid import short_name
from yixian.web.duty.known import Known, planner
from yixian.web.duty.models import Post
from yixian.web.duty.window import Window
from yixian.web.register.models import Person
from yixian.web.tasks.models import Task

WHO = ("person", "stand_in")


@dataclass(frozen=True)
class Price:
    """Change of the penalty by person, and chains; empty where the roster's files do not know the shift."""

    steps: dict[int, int] = field(default_factory=dict)
    chains: list[dict[str, Any]] = field(default_factory=list)


def price_of(task: Task, account: Account) -> Price:
    """Return what it costs to send each possible person instead of who has not come."""
    plan = task.plan
    roster = known_now(plan) if plan is not None else None
    if plan is None or roster is None:
        return Price()
    cell = Window.of(plan.starts_on, plan.days).cell(task.starts_at)
    post = Post.objects.unscoped("the post of a task that was found").filter(place=task.place_id).first()
    slot = roster.slot(post.spoken, *cell) if post is not None and cell is not None else None
    people = {name: index for index, name in enumerate(roster.problem.person_ids)}
    late = people.get(str(task.person_id))
    if slot is None or late is None:
        return Price()
    steps = repairs.steps(roster, slot, late)
    found = repairs.chains(_without(roster, late, slot[1]), slot)
    names = Person.objects.visible_to(account).in_bulk([row[who] for row in found for who in WHO])
    # Somebody of another area may be within reach: a way that needs him is not this officer's to go.
    ways = [row for row in found if all(row[who] in names for who in WHO)]
    return Price(steps, [_said(row, names, plan.starts_on + timedelta(days=row["day"])) for row in ways])


def _without(roster: Known, person: int, day: int) -> Known:
    left = planner("fill").without(roster.roster, person, day)
    return replace(roster, roster=left, stand_ins=planner("fill").StandIns(roster.problem, left))


def _said(row: dict[str, Any], names: dict[int, Person], day: object) -> dict[str, Any]:
    gives_up = Post.objects.unscoped("a post within reach of one that was found").filter(number=int(row["post"]))
    place = gives_up.select_related("place").first()
    return {
        "person": names[row["person"]],
        "stand_in": names[row["stand_in"]],
        "post": place.place.name if place else row["post"],
        "shift": short_name(row["shift"]),
        "day": day,
        "step": row["step"],
    }
