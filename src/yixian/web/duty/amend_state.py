"""What follows from a changed line: its task, who leads the slot, and what the slot lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.models import Need, RosterHole, RosterLine
from yixian.web.duty.staffing import STAFFING
from yixian.web.register.models import PersonNumber
from yixian.web.register.protected import full_years
from yixian.web.tasks.models import WAITING, Task, TaskState

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from yixian.web.duty.amend_slot import RosterSlot
    from yixian.web.register.models import Person


def take_line(slot: RosterSlot, person: Person) -> bool:
    """Take somebody off a slot and call his shift off; return whether he led there."""
    lines = RosterLine.objects.unscoped("a line that was found").filter(plan=slot.plan, key=slot.key(person))
    led = lines.filter(leads=True).exists()
    lines.delete()
    _task(slot, person).filter(state__in=WAITING).update(state=TaskState.CANCELLED, finished_at=None)
    return led


def put_line(slot: RosterSlot, person: Person, *, leads: bool) -> RosterLine:
    """Put somebody on a slot; he leads if a leader went, is wanted here, and he may."""
    starts_at, ends_at = slot.hours
    line: RosterLine = RosterLine.objects.create(
        plan=slot.plan, key=slot.key(person), post=slot.post, place_path=slot.place_path, person=person, day=slot.day,
        shift=slot.shift, leads=leads and slot.post.needs_leader and may_lead(person, slot.day), starts_at=starts_at,
        ends_at=ends_at,
    )  # fmt: skip
    again = {"plan": slot.plan, "leads": line.leads, "state": TaskState.OPEN, "late_at": None, "finished_at": None}
    # Who was called off and comes back has his old task again; its entries and receipts are his.
    if not _task(slot, person).filter(state__in=UNDONE).update(**again):
        Task.objects.create(
            key=line.key, kind=SHIFT, place_id=slot.post.pk, place_path=slot.place_path, person=person,
            leads=line.leads, starts_at=starts_at, ends_at=ends_at, plan=slot.plan,
        )  # fmt: skip
    return line


def lead_anew(slot: RosterSlot) -> list[RosterLine]:
    """Let somebody lead a slot that has lost its leader; return the line of who was there before and leads now."""
    lines = slot.lines()
    if not slot.post.needs_leader or any(line.leads for line in lines):
        return []
    fit = [line for line in lines if may_lead(line.person, slot.day)]
    if not fit:
        return []
    # People of the post come before those sent there, as in a computed roster.
    first = min(fit, key=lambda line: (line.person.post_place_id != slot.post.pk, line.pk))
    first.leads = True
    first.save(update_fields=["leads"])
    _task(slot, first.person).update(leads=True)
    return [first]


def close_hole(slot: RosterSlot) -> None:
    """Say anew what a slot lacks: what is needed now, less who stands there."""
    lines = slot.lines()
    needs = Need.objects.unscoped("the need of a post that was found").filter(post=slot.post, shift=slot.shift)
    wanted = needs.values_list("people", flat=True).first() or 0
    missing = max(0, wanted - len(lines))
    leaders = int(bool(wanted) and slot.post.needs_leader and not any(line.leads for line in lines))
    holes = RosterHole.objects.unscoped("the hole of a slot that was found").filter(
        plan=slot.plan, post=slot.post, day=slot.day, shift=slot.shift
    )
    if not missing and not leaders:
        holes.delete()
    elif not holes.update(missing=missing, missing_leaders=leaders):
        RosterHole.objects.create(
            plan=slot.plan, post=slot.post, place_path=slot.place_path, day=slot.day, shift=slot.shift,
            missing=missing, missing_leaders=leaders, reasons=[{"code": "amended", "params": {}}],
        )  # fmt: skip


def may_lead(person: Person, on: date) -> bool:
    """Whether somebody may be put in charge: a member, and grown up."""
    born = PersonNumber.objects.unscoped("may he lead").filter(person=person).values_list("born_on", flat=True).first()
    is_grown = born is None or full_years(born, on) >= STAFFING.leader_from_age
    return person.is_member and is_grown


def _task(slot: RosterSlot, person: Person) -> QuerySet[Task]:
    return Task.objects.unscoped("the task of a line").filter(key=slot.key(person))
