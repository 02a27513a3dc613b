"""Decisions about phones: offer one a post, take it up, hand it over, revoke it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from yixian.web.access.models import Account, Device, Enrolment
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.journal import record
from yixian.web.journal.record import note, tell
from yixian.web.register.models import SERVED, Person, Place

OFFER_LASTS = timedelta(minutes=15)
TOKEN_BYTES = 24
# Whoever serves here within these days may be given a phone of the post.
AHEAD = timedelta(days=7)


@dataclass(frozen=True)
class Offer:
    """An invitation and its token, which is shown once and kept nowhere."""

    enrolment: Enrolment
    token: str


@action(Right.ENROL)
def offer_phone(*, by: Account, place: Place, person: Person | None = None, at: datetime) -> Offer:
    """Invite one phone to a post: without a person it is the post's own, passed on from shift to shift."""
    if place.kind not in SERVED:
        raise Refused("not_a_post", field="place")
    _serves(person, place, at)
    token, token_hash = _new_token()
    enrolment = Enrolment.objects.create(
        place=place, place_path=place.path, person=person, token_hash=token_hash, made_by=by,
        expires_at=at + OFFER_LASTS,
    )  # fmt: skip
    note(enrolment=enrolment.pk)
    return Offer(enrolment, token)


def take_phone(*, token: str, at: datetime) -> str:
    """Make the phone that scanned an invitation a device, and return its own token; the first phone wins.

    No right is asked: who holds the invitation was given it by somebody who has the right.

    Raises
    ------
    Refused
        ``offer_unknown``, ``offer_over`` or ``offer_taken``.
    """
    with transaction.atomic():
        enrolment = still_open(offered(token), at)
        with record.entry("take_phone", by=None, subject={"enrolment": enrolment}, at=at, path=enrolment.place_path):
            return _enrol(enrolment, at)


@action(Right.ENROL)
def revoke_phone(*, by: Account, device: Device, at: datetime) -> None:
    """Shut a phone out: lost, replaced, or its holder no longer serves. What it has sent stays."""
    if not Device.objects.unscoped("the phone itself").filter(pk=device.pk, revoked_at=None).update(revoked_at=at):
        raise Refused("already_revoked")
    tell("field", "phone_revoked", at=at, place_path=device.place_path, subject=f"device:{device.pk}")


@action(Right.ENROL)
def hand_over(*, by: Account, device: Device, person: Person | None, at: datetime) -> None:
    """Pass a phone on to somebody else of the post, or make it the post's own."""
    device = device.as_stored()
    if device.revoked_at is not None:
        raise Refused("already_revoked")
    _serves(person, device.place, at)
    note(before=device.person_id)
    device.person = person
    device.save(update_fields=["person"])
    tell("field", "phone_handed_over", at=at, place_path=device.place_path, subject=f"device:{device.pk}")


def offered(token: str) -> Enrolment | None:
    """Return the invitation of a token, whatever has become of it."""
    rows = Enrolment.objects.unscoped("who holds the token").select_related("place", "person")
    return rows.filter(token_hash=hashed(token)).first()


def still_open(enrolment: Enrolment | None, at: datetime) -> Enrolment:
    """Return an invitation that a phone may take.

    Raises
    ------
    Refused
        ``offer_unknown``, ``offer_over`` or ``offer_taken``.
    """
    if enrolment is None:
        raise Refused("offer_unknown")
    if enrolment.used_at is not None:
        raise Refused("offer_taken")
    if at >= enrolment.expires_at:
        raise Refused("offer_over")
    return enrolment


def phone(token: str) -> Device | None:
    """Return the phone of a device token; a revoked one is as unknown as a wrong token."""
    if not token:
        return None
    rows = Device.objects.unscoped("the phone that asks").select_related("place", "person")
    return rows.filter(token_hash=hashed(token), revoked_at=None).first()


def sender(token: str) -> Device | None:
    """Return the phone of a device token without its post and holder: gates send hundreds of times a second."""
    rows = Device.objects.unscoped("the phone that sends").filter(token_hash=hashed(token), revoked_at=None)
    return next(iter(rows[:1]), None) if token else None


def people_of(place: Place, at: datetime) -> QuerySet[Person]:
    """Return who may be given a phone of a post: its own guards, and those whose tasks bring them here."""
    coming = Q(tasks__place=place, tasks__ends_at__gt=at, tasks__starts_at__lt=at + AHEAD)
    rows = Person.objects.unscoped("guards of a post that the officer was let see")
    return rows.filter(Q(post_place=place) | coming, is_active=True).distinct().order_by("name_key", "pk")


def hashed(token: str) -> bytes:
    """Return what we keep of a token: it is random and long, so a plain hash cannot be guessed back."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def _new_token() -> tuple[str, bytes]:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return token, hashed(token)


def _serves(person: Person | None, place: Place, at: datetime) -> None:
    if person is not None and not people_of(place, at).filter(pk=person.pk).exists():
        raise Refused("not_of_this_post", field="person")


def _enrol(enrolment: Enrolment, at: datetime) -> str:
    # Asked again in the same statement that takes it: of two phones that scan at once one is first.
    free = Enrolment.objects.unscoped("the invitation itself").filter(pk=enrolment.pk, used_at=None)
    if not free.update(used_at=at):
        raise Refused("offer_taken")
    token, token_hash = _new_token()
    device = Device.objects.create(
        place=enrolment.place, place_path=enrolment.place_path, person=enrolment.person, token_hash=token_hash,
        enrolled_at=at, enrolled_by=enrolment.made_by,
    )  # fmt: skip
    note(device=device.pk)
    tell("field", "phone_taken", at=at, place_path=device.place_path, subject=f"device:{device.pk}")
    return token
