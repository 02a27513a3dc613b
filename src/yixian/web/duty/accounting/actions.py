"""The decision to close a roster."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from yixian.web.access.models import Account as Officer
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.duty.accounting.account import Account, ends_at
from yixian.web.duty.models import Closing, ClosingPerson, ClosingPost, Post
from yixian.web.journal.record import note, tell
from yixian.web.plans.models import Plan, PlanState
from yixian.web.register.models import Person


@action(Right.PUBLISH)
def close_roster(*, by: Officer, plan: Plan, at: datetime) -> Closing:
    """Close a roster whose last shift is over: what it planned and what was stood stays as it is known now."""
    plan = plan.as_stored()
    if plan.room != "duty" or plan.state != PlanState.PUBLISHED:
        raise Refused("not_in_force")
    if ends_at(plan) > at:
        raise Refused("roster_runs")
    if Closing.objects.unscoped("the roster's own").filter(plan=plan).exists():
        raise Refused("roster_closed")
    account = Account.of(plan, at)
    closing: Closing = Closing.objects.create(plan=plan, place_path=plan.place_path, closed_at=at, closed_by=by)
    paths = dict(Person.objects.unscoped("where they serve").values_list("pk", "place_path"))
    places = dict(Post.objects.unscoped("where they stand").values_list("pk", "place__path"))
    ClosingPerson.objects.bulk_create(
        ClosingPerson(closing=closing, place_path=paths.get(row.person_id, ""), **asdict(row)) for row in account.people
    )
    ClosingPost.objects.bulk_create(
        ClosingPost(closing=closing, place_path=places[row.post_id], **asdict(row)) for row in account.posts
    )
    note(people=len(account.people), posts=len(account.posts), stood_min=sum(row.stood_min for row in account.people))
    tell("duty", "plan_closed", at=at, place_path=plan.place_path, subject=f"plan:{plan.pk}")
    return closing
