"""Given things of tests about changes to a roster in force: tomorrow's shifts at the gates of 安平苑, all told."""

from __future__ import annotations

from typing import Any

from tests.county import DAY, EVENING, County
from tests.web.duty.rosters import ONE_DAY, line, new_plan
from yixian.web.duty import bridge
from yixian.web.duty.amend_slot import RosterSlot
from yixian.web.duty.models import RosterLine
from yixian.web.notify.models import Notice
from yixian.web.plans.models import Plan
from yixian.web.tasks.models import Task

GATE = "安平苑北门"


def in_force(county: County, **fields: Any) -> Plan:
    """Return a roster in force: tomorrow 李建新 leads the north gate, 王建军 beside him; 于倩 stands the day after."""
    settled = {"state": "published", "published_at": EVENING, "published_by": county.duty_officer}
    plan = new_plan(county, **(settled | fields))
    line(county, plan, "李建新", GATE, (1, "early"), leads=True)
    line(county, plan, "王建军", GATE, (1, "early"))
    line(county, plan, "于倩", "安平苑东门", (2, "late"))
    bridge.publish(plan, EVENING)
    Notice.objects.unscoped("test").delete()
    return plan


def slot(county: County, plan: Plan, post: str = GATE, cell: tuple[int, str] = (1, "early")) -> RosterSlot:
    """Return a slot of a roster."""
    return RosterSlot(plan, county.posts[post], DAY + cell[0] * ONE_DAY, county.shifts[cell[1]])


def standing(where: RosterSlot) -> set[str]:
    """Return who stands in a slot by the roster."""
    return {one.person.name for one in where.lines()}


def planned(where: RosterSlot) -> set[str]:
    """Return who has a task for a slot."""
    rows = (
        Task.objects.unscoped("test").filter(place=where.post.pk, starts_at=where.hours[0]).exclude(state="cancelled")
    )
    return {task.person.name for task in rows if task.person}


def told() -> dict[str, list[str]]:
    """Return the notices by person."""
    found: dict[str, list[str]] = {}
    for notice in Notice.objects.unscoped("test").select_related("person").order_by("pk"):
        found.setdefault(notice.person.name, []).append(notice.kind)
    return found


def leader(where: RosterSlot) -> str:
    """Return who leads a slot, by line and by task alike."""
    lines = RosterLine.objects.unscoped("test").filter(post=where.post, starts_at=where.hours[0], leads=True)
    names = {one.person.name for one in lines}
    tasks = Task.objects.unscoped("test").filter(place=where.post.pk, starts_at=where.hours[0], leads=True)
    assert {task.person.name for task in tasks.exclude(state="cancelled") if task.person} == names
    return "".join(names)
