"""The secret address of a person's calendar: made on his phone, shown once, taken back at any time."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from yixian.web.access.devices import hashed
from yixian.web.access.models import Account, Device
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.journal import record
from yixian.web.journal.record import note
from yixian.web.notify.models import Calendar
from yixian.web.register.models import Person

TOKEN_BYTES = 24


def make_calendar(*, device: Device, at: datetime) -> str:
    """Make an address for the holder of a phone and return its token; the one before stops working.

    No right is asked: who holds the phone was given it by somebody who has the right.

    Raises
    ------
    Refused
        ``no_calendar_for_a_post`` if the phone belongs to a post.
    """
    if device.person is None:
        raise Refused("no_calendar_for_a_post")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with (
        transaction.atomic(),
        record.entry("make_calendar", by=None, subject={"device": device}, at=at, path=device.place_path),
    ):
        live(device.person).update(revoked_at=at)
        Calendar.objects.create(person=device.person, token_hash=hashed(token), made_at=at)
    return token


def end_calendar(*, device: Device, at: datetime) -> int:
    """Let the addresses of a phone's holder stop working; return how many did."""
    if device.person is None:
        return 0
    with (
        transaction.atomic(),
        record.entry("end_calendar", by=None, subject={"device": device}, at=at, path=device.place_path),
    ):
        return live(device.person).update(revoked_at=at)


@action(Right.ENROL)
def revoke_calendar(*, by: Account, person: Person, at: datetime) -> int:
    """Let the addresses of somebody stop working, as his phone is revoked; return how many did."""
    n_ended = live(person).update(revoked_at=at)
    if not n_ended:
        raise Refused("no_calendar")
    note(ended=n_ended)
    return n_ended


def live(person: Person) -> QuerySet[Calendar]:
    """Return the addresses of somebody that work."""
    return Calendar.objects.unscoped("a person's own addresses").filter(person=person, revoked_at=None)


def owner(token: str) -> Person | None:
    """Return whose calendar an address is, None if it is unknown, was taken back, or he serves no more."""
    rows = Calendar.objects.unscoped("who holds the address").filter(token_hash=hashed(token), revoked_at=None)
    found = rows.filter(person__is_active=True).select_related("person").first()
    return found.person if found else None
