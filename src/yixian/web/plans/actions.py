"""Decisions about plans: ask for one, end its search, put it in force."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Max

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.journal.record import note, tell
from yixian.web.plans import bridges
from yixian.web.plans.models import Job, Plan, PlanState
from yixian.web.register.models import Place

MAX_DAYS = 28
UNDER_WAY = (PlanState.ASKED, PlanState.COMPUTING)


@action(Right.PLAN)
def ask_plan(*, by: Account, place: Place, room: str, starts_on: date, days: int, at: datetime) -> Plan:
    """Ask the worker for a plan of an area and a period."""
    if not 1 <= days <= MAX_DAYS:
        raise Refused("days_out_of_range", field="days", most=MAX_DAYS)
    same = Plan.objects.unscoped("versions of the same plan").filter(room=room, place=place, starts_on=starts_on)
    if same.filter(state__in=UNDER_WAY).exists():
        raise Refused("already_computing", field="starts_on")
    plan: Plan = Plan.objects.create(
        room=room,
        place=place,
        place_path=place.path,
        starts_on=starts_on,
        days=days,
        version=(same.aggregate(last=Max("version"))["last"] or 0) + 1,
        replaces=same.filter(state=PlanState.PUBLISHED).first(),
        asked_by=by,
        asked_at=at,
    )
    Job.objects.create(plan=plan)
    tell("plans", "plan_asked", at=at, place_path=plan.place_path, subject=f"plan:{plan.pk}")
    return plan


@action(Right.PLAN)
def use_best_now(*, by: Account, plan: Plan, at: datetime) -> None:
    """End the search and keep the best checked plan so far."""
    _wish(plan, "wants_best_now")


@action(Right.PLAN)
def cancel_plan(*, by: Account, plan: Plan, at: datetime) -> None:
    """End the search and keep nothing."""
    _wish(plan, "wants_cancel")
    if plan.state == PlanState.ASKED:
        plan.state = PlanState.CANCELLED
        plan.save(update_fields=["state"])
        tell("plans", "plan_cancelled", at=at, place_path=plan.place_path, subject=f"plan:{plan.pk}")


@action(Right.PUBLISH)
def publish_plan(*, by: Account, plan: Plan, at: datetime) -> int:
    """Put a checked plan in force: its lines become tasks, the plan it replaces goes out of force.

    Returns how many people have a task by it.
    """
    plan = plan.as_stored()
    if plan.state != PlanState.DRAFT:
        raise Refused("not_a_draft", state=plan.state)
    if not plan.is_sound:
        raise Refused("check_not_passed")
    in_force = Plan.objects.unscoped("the plan in force").filter(
        room=plan.room, place_id=plan.place_id, starts_on=plan.starts_on, state=PlanState.PUBLISHED
    )
    plan.replaces = in_force.first()
    in_force.update(state=PlanState.REPLACED)
    plan.state, plan.published_by, plan.published_at = PlanState.PUBLISHED, by, at
    plan.save(update_fields=["state", "replaces", "published_by", "published_at"])
    people = bridges.of(plan).publish(plan, at)
    note(people=people, version=plan.version)
    tell("plans", "plan_published", at=at, place_path=plan.place_path, subject=f"plan:{plan.pk}", people=people)
    return people


def _wish(plan: Plan, wish: str) -> None:
    if plan.state not in UNDER_WAY:
        raise Refused("not_computing", state=plan.state)
    Job.objects.unscoped("the plan's own job").filter(plan=plan).update(**{wish: True})
