"""What a volunteer decides on a phone of his own: ask for an open slot, withdraw in time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from yixian.web.access.models import Device
from yixian.web.action import Refused
from yixian.web.duty.fill import empty_slot
from yixian.web.duty.models import NightRules, Post, ShiftKind, SignUp
from yixian.web.duty.open_slots import open_slot
from yixian.web.duty.sign_ups.deciding import let_in, settle
from yixian.web.duty.sign_ups.models import HELD, SignUpState
from yixian.web.duty.sign_ups.near import Fit, posts_near
from yixian.web.duty.sign_ups.reasons import why
from yixian.web.journal import record
from yixian.web.journal.record import note, tell
from yixian.web.tasks.models import WAITING

Slot = tuple[Post, date, ShiftKind]


def sign_up(*, device: Device, slot: Slot, at: datetime) -> SignUp:
    """Ask for an open slot as the holder of a phone; asked twice it is one sign-up.

    No account is asked for its right: the phone was given to this person by somebody who has it.

    Raises
    ------
    Refused
        ``phone_of_nobody``, ``slot_far``, ``slot_taken`` or ``slot_barred``.
    """
    post, day, shift = slot
    person = device.person
    if person is None:
        raise Refused("phone_of_nobody")
    with (
        transaction.atomic(),
        record.entry("sign_up", by=None, subject={"device": device, "post": post}, at=at, path=post.place_path),
    ):
        held = SignUp.objects.unscoped("his own").filter(person=person, post=post, day=day, shift=shift, state__in=HELD)
        again: SignUp | None = held.first()
        if again is not None:
            return again
        found = open_slot(post, day, shift, at)
        if post.pk not in {near.pk for near, _walk in posts_near(person)}:
            raise Refused("slot_far")
        if found is None:
            raise Refused("slot_taken")
        reason = Fit.of(person, at).against(found)
        if reason:
            raise Refused("slot_barred", why=why(reason))
        new: SignUp = SignUp.objects.create(
            post=post, place_path=post.place_path, person=person, day=day, shift=shift,
            starts_at=found.starts_at, ends_at=found.ends_at, asked_at=at,
        )  # fmt: skip
        note(sign_up=new.pk, person=person.pk)
        tell("duty", "sign_up_asked", at=at, place_path=new.place_path, subject=f"signup:{new.pk}")
        if NightRules.now().agrees_alone:
            let_in(new, None, at)
        return new


def withdraw(*, device: Device, sign_up: SignUp, at: datetime) -> None:
    """Take a sign-up back: one that waits at any time, one that was agreed to until so long before it begins.

    Raises
    ------
    Refused
        ``sign_up_settled`` or ``too_late_to_withdraw``.
    """
    path = sign_up.place_path
    with (
        transaction.atomic(),
        record.entry("withdraw_sign_up", by=None, subject={"device": device, "signup": sign_up}, at=at, path=path),
    ):
        sign_up = sign_up.as_stored()
        if sign_up.state not in HELD:
            raise Refused("sign_up_settled", state=sign_up.get_state_display())
        if sign_up.state == SignUpState.AGREED and sign_up.task is not None:
            before = NightRules.now().withdraw_min
            if at > sign_up.starts_at - timedelta(minutes=before) or sign_up.task.state not in WAITING:
                raise Refused("too_late_to_withdraw", minutes=before)
            empty_slot(sign_up.task, at)
        settle(sign_up, SignUpState.WITHDRAWN, None, at)
