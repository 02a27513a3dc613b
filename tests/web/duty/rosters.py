"""Given things of roster tests: a plan of the little county, its lines and its tasks."""

from __future__ import annotations

import hashlib
import json
import zlib
from datetime import date, datetime, timedelta
from typing import Any

from tests.county import DAY, EVENING, County
from yixian.planning.plan import Certificate, Shortfall
from yixian.web.duty import bridge
from yixian.web.duty.lines import line_key
from yixian.web.duty.models import RosterLine
from yixian.web.duty.window import Window
from yixian.web.plans.models import Plan
from yixian.web.tasks.models import Task

ONE_DAY = timedelta(days=1)


def new_plan(county: County, place: str = "柳河镇", **fields: Any) -> Plan:
    """Return a plan of three days that has just been asked for."""
    area = county.places[place]
    settled = {"starts_on": DAY, "days": 3, "version": 1, "state": "asked", "facts_at": EVENING} | fields
    return Plan.objects.create(
        room="duty", place=area, place_path=area.path, asked_by=county.duty_officer, asked_at=EVENING, **settled
    )


def problem(plan: Plan) -> dict[str, Any]:
    """Return the problem of a plan as parsed JSON, and store it as the worker does."""
    data = bridge.take(plan)
    plan.problem, plan.problem_sha256 = zlib.compress(data), hashlib.sha256(data).hexdigest()
    plan.save(update_fields=["problem", "problem_sha256"])
    return json.loads(data)


def person(county: County, name: str, rows: dict[str, Any]) -> dict[str, Any] | None:
    """Return the row of somebody in a problem, None if he is not in it."""
    key = str(county.people[name].pk)
    return next((row for row in rows["people"] if row["id"] == key), None)


def cells(row: dict[str, Any] | None) -> set[tuple[int, str]]:
    """Return the closed cells of a person, whole days written out."""
    assert row is not None
    shifts = ("early", "late", "night")
    return {(d, s) for d, code in row["unavailable"] for s in (shifts if code == "*" else (code,))}


def answer(assignments: list[list[Any]], holes: list[list[Any]] = ()) -> bytes:  # type: ignore[assignment]
    """Return an answer of the planner."""
    return json.dumps({"assignments": assignments, "holes": list(holes)}).encode()


def certificate(*shortfalls: Shortfall, faults: tuple[str, ...] = ()) -> Certificate:
    """Return what a checker might have said."""
    return Certificate(cost=37, bound=37, rules=(), shortfalls=shortfalls, faults=faults)


def line(county: County, plan: Plan, who: str, post: str, cell: tuple[int, str], leads: bool = False) -> RosterLine:
    """Store one line of a plan."""
    starts_at, ends_at = Window.of(plan.starts_on, plan.days).hours[cell]
    where, somebody = county.posts[post], county.people[who]
    return RosterLine.objects.create(
        plan=plan, key=line_key(where.pk, starts_at, somebody.pk), post=where, place_path=where.place.path,
        person=somebody, day=plan.starts_on + cell[0] * ONE_DAY, shift=county.shifts[cell[1]], leads=leads,
        starts_at=starts_at, ends_at=ends_at,
    )  # fmt: skip


def task(county: County, who: str, post: str, on: date, shift: str, **fields: Any) -> Task:
    """Store a shift that somebody stands."""
    starts_at, ends_at = Window.of(on, 1).hours[0, shift]
    where = county.posts[post]
    settled = {"key": f"T{Task.objects.unscoped('test').count()}", "kind": "shift"} | fields
    return Task.objects.create(
        place=where.place, place_path=where.place.path, person=county.people[who],
        starts_at=starts_at, ends_at=ends_at, **settled,
    )  # fmt: skip


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of the little county's days, counted from 13 February."""
    return EVENING.replace(hour=hour, minute=minute) + day * ONE_DAY
