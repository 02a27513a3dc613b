"""Changing lines of a roster in force: lines, tasks, holes and leaders in one go, and who is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from yixian.web.action import Refused
from yixian.web.duty.amend_law import ask
from yixian.web.duty.amend_slot import Change, Deed, RosterSlot
from yixian.web.duty.amend_state import close_hole, lead_anew, put_line, take_line
from yixian.web.duty.amend_told import tell_people
from yixian.web.duty.models import Amendment, Pin
from yixian.web.journal.record import note, tell
from yixian.web.plans.models import PlanState
from yixian.web.tasks.models import WAITING, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.web.duty.models import RosterLine
    from yixian.web.plans.models import Plan

MOST_WORDS = 200


@dataclass(frozen=True)
class Amended:
    """What a decision has done: its number within the roster, its rows, and how many people are told."""

    plan: Plan
    number: int
    rows: tuple[Amendment, ...]
    told: int


def amend(plan: Plan, changes: Sequence[Change], deed: Deed) -> Amended:
    """Change slots of a roster in force, within the transaction of an action.

    Lines that are not named keep their keys, their tasks and their receipts. Who is told is whose lines changed.

    Raises
    ------
    Refused
        If the roster is not in force, a shift has begun, a line is no longer as it was seen, or the law forbids it.
    """
    plan = plan.as_stored()
    if plan.state != PlanState.PUBLISHED:
        raise Refused("not_in_force")
    for change in changes:
        _still_so(change, deed)
    given_up = {change.slot.key(change.gone) for change in changes if change.gone}
    for change in changes:
        if change.comes is not None:
            ask(change.slot, change.comes, given_up, deed.words)
    rows = _carry_out(plan, changes, deed)
    Amendment.objects.bulk_create(rows)
    told = tell_people(plan, rows, deed)
    note(number=rows[0].number, words=deed.words[:MOST_WORDS], lines=[_said(row) for row in rows])
    tell("duty", "roster_amended", at=deed.at, place_path=rows[0].place_path, subject=f"plan:{plan.pk}", people=told)
    return Amended(plan, rows[0].number, tuple(rows), told)


def _still_so(change: Change, deed: Deed) -> None:
    """Refuse a change of what has begun, and of what somebody else has changed since it was seen."""
    starts_at, _ends_at = change.slot.hours
    if starts_at <= deed.at:
        raise Refused("shift_begun")
    there = {line.person_id for line in change.slot.lines()}
    if change.gone is not None and change.gone.pk not in there:
        raise Refused("line_gone", name=change.gone.name)
    if change.comes is not None and change.comes.pk in there:
        raise Refused("already_there", name=change.comes.name)
    if change.gone is not None and _has_come(change.slot.key(change.gone)):
        raise Refused("shift_begun")


def _has_come(key: str) -> bool:
    tasks = Task.objects.unscoped("the task of a line").filter(key=key, started_at__isnull=False)
    return tasks.exclude(state__in=WAITING).exists()


def _carry_out(plan: Plan, changes: Sequence[Change], deed: Deed) -> list[Amendment]:
    last = Amendment.objects.unscoped("the roster's own").filter(plan=plan).aggregate(last=Max("number"))["last"]
    head: dict[str, Any] = {
        "plan": plan,
        "number": (last or 0) + 1,
        "at": deed.at,
        "by": deed.by,
        "words": deed.words[:MOST_WORDS],
    }
    rows = []
    # Whoever leaves leaves first: the same person may come to another slot of that day.
    led = {change.slot for change in changes if change.gone is not None and take_line(change.slot, change.gone)}
    for change in changes:
        slot, gone, comes = change.slot, change.gone, change.comes
        if comes is not None:
            put_line(slot, comes, leads=slot in led)
        rows.append(
            Amendment(
                post=slot.post, place_path=slot.place_path, day=slot.day, shift=slot.shift, gone=gone, comes=comes,
                old_key=slot.key(gone) if gone else "", new_key=slot.key(comes) if comes else "", **head,
            )
        )  # fmt: skip
    for slot in {change.slot: None for change in changes}:
        new = {row.new_key for row in rows}
        rows += [_of_leader(slot, line, head) for line in lead_anew(slot) if line.key not in new]
        close_hole(slot)
        _unpin(slot)
    return rows


def _of_leader(slot: RosterSlot, line: RosterLine, head: dict[str, Any]) -> Amendment:
    """Return the row of somebody who stays and leads now: he is in both columns."""
    return Amendment(
        post=slot.post, place_path=slot.place_path, day=slot.day, shift=slot.shift, gone=line.person,
        comes=line.person, old_key=line.key, new_key=line.key, **head,
    )  # fmt: skip


def _unpin(slot: RosterSlot) -> None:
    """Let go of pins of people who stand here no more: a pin keeps a line, and there is none."""
    pins = Pin.objects.unscoped("pins of a slot that was changed").filter(
        post=slot.post, day=slot.day, shift=slot.shift
    )
    pins.exclude(person__in=[line.person_id for line in slot.lines()]).delete()


def _said(row: Amendment) -> list[object]:
    return [row.post_id, row.day.isoformat(), row.shift.code, row.gone_id, row.comes_id]
