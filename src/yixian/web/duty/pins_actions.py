"""Decisions about pins: keep a line whatever is computed anew, and let it go."""

from __future__ import annotations

from datetime import datetime

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.duty.amend_slot import RosterSlot
from yixian.web.duty.models import Pin
from yixian.web.duty.protection import Protection
from yixian.web.journal.record import note, tell
from yixian.web.register.models import Person


@action(Right.PLAN)
def pin_person(*, by: Account, slot: RosterSlot, person: Person, at: datetime) -> Pin:
    """Keep somebody on a slot of a draft or of the roster in force; the next plan works around it."""
    starts_at, ends_at = slot.hours
    if starts_at <= at:
        raise Refused("shift_begun")
    if person.pk not in {line.person_id for line in slot.lines()}:
        raise Refused("line_gone", name=person.name)
    # He may have fallen ill since the line was made: what the law forbids is not kept.
    forbidden = Protection.of([person.pk], starts_at).against(person.pk, starts_at, ends_at)
    if forbidden:
        raise Refused(f"against_{forbidden}", name=person.name)
    pins = Pin.objects.unscoped("one pin a day").filter(person=person, day=slot.day)
    if pins.exists():
        raise Refused("pinned_that_day", name=person.name)
    pin: Pin = Pin.objects.create(
        post=slot.post,
        place_path=slot.place_path,
        person=person,
        day=slot.day,
        shift=slot.shift,
        made_by=by,
        made_at=at,
    )
    note(slot=str(slot), person=person.pk)
    tell("duty", "line_pinned", at=at, place_path=slot.place_path, subject=f"post:{slot.post.number}")
    return pin


@action(Right.PLAN)
def let_go(*, by: Account, pin: Pin, at: datetime) -> None:
    """Let a pinned line go: the next plan may change it."""
    note(post=pin.post_id, day=pin.day, shift=pin.shift_id, person=pin.person_id)
    pin.delete()
    tell("duty", "line_let_go", at=at, place_path=pin.place_path, subject=f"post:{pin.post_id}")
