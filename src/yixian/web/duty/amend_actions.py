"""Decisions about lines of a roster in force: replace, add, remove, move somebody, take a change back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.duty.amend_core import Amended, amend
from yixian.web.duty.amend_slot import Change, Deed, RosterSlot
from yixian.web.duty.models import Amendment
from yixian.web.journal.record import note
from yixian.web.register.models import Person


@action(Right.PUBLISH)
def replace_person(
    *, by: Account, slot: RosterSlot, gone: Person, comes: Person, words: str = "", at: datetime
) -> Amended:
    """Let somebody stand for somebody else."""
    return amend(slot.plan, [Change(slot, gone, comes)], Deed(by, at, words))


@action(Right.PUBLISH)
def add_person(*, by: Account, slot: RosterSlot, comes: Person, words: str = "", at: datetime) -> Amended:
    """Put somebody on a slot beside whoever stands there."""
    return amend(slot.plan, [Change(slot, None, comes)], Deed(by, at, words))


@action(Right.PUBLISH)
def remove_person(*, by: Account, slot: RosterSlot, gone: Person, words: str = "", at: datetime) -> Amended:
    """Take somebody off a slot; what is short then is a hole."""
    return amend(slot.plan, [Change(slot, gone, None)], Deed(by, at, words))


@action(Right.PUBLISH)
def move_person(
    *, by: Account, slot: RosterSlot, into: RosterSlot, person: Person, words: str = "", at: datetime
) -> Amended:
    """Move somebody from one slot to another."""
    _may_both(by, into)
    return amend(slot.plan, [Change(slot, person, None), Change(into, None, person)], Deed(by, at, words))


@action(Right.PUBLISH)
def repair_slot(
    *, by: Account, slot: RosterSlot, comes: Person, given: RosterSlot, stand_in: Person, words: str = "", at: datetime
) -> Amended:
    """Fill a slot with somebody who is on duty elsewhere, and his place there with another."""
    _may_both(by, given)
    return amend(slot.plan, [Change(given, comes, stand_in), Change(slot, None, comes)], Deed(by, at, words))


@action(Right.PUBLISH)
def take_back(*, by: Account, change: Amendment, at: datetime) -> Amended:
    """Take a change back, with all that was decided with it, if its slots are still as it left them."""
    rows = _together(change)
    if any(row.undone_by is not None for row in rows):
        raise Refused("already_taken_back")
    for row in rows:
        _may_both(by, row)
    slots = [(RosterSlot(row.plan, row.post, row.day, row.shift), row) for row in rows if row.gone_id != row.comes_id]
    done = amend(change.plan, [Change(slot, row.comes, row.gone) for slot, row in slots], Deed(by, at))
    Amendment.objects.unscoped("rows of one decision").filter(pk__in=[row.pk for row in rows]).update(
        undone_by=done.number
    )
    note(takes_back=change.number)
    return done


def _together(change: Amendment) -> Sequence[Amendment]:
    rows = Amendment.objects.unscoped("rows of one decision").filter(plan=change.plan_id, number=change.number)
    return list(rows.select_related("plan", "post__place", "shift", "gone", "comes").order_by("pk"))


def _may_both(by: Account, other: RosterSlot | Amendment) -> None:
    if not by.may(Right.PUBLISH, other.place_path):
        raise Refused("not_allowed", right=Right.PUBLISH.value, path=other.place_path)
