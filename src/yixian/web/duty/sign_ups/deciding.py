"""What agreeing to a sign-up does, whoever agrees: the slot is filled, and who asked for it in vain is told."""

from __future__ import annotations

from datetime import datetime

from yixian.web.access.models import Account
from yixian.web.action import Refused
from yixian.web.duty.fill import fill_slot
from yixian.web.duty.models import SignUp
from yixian.web.duty.open_slots import OpenSlot, open_slot
from yixian.web.duty.sign_ups.models import SignUpState
from yixian.web.duty.sign_ups.near import Fit
from yixian.web.duty.sign_ups.reasons import why
from yixian.web.journal.record import note, tell


def let_in(sign_up: SignUp, by: Account | None, at: datetime) -> None:
    """Put somebody who asked for a slot into it, inside the running transaction.

    Raises
    ------
    Refused
        ``slot_full`` if it lacks nobody any more, ``sign_up_barred`` if law or rest now forbid it.
    """
    slot = open_slot(sign_up.post, sign_up.day, sign_up.shift, at)
    if slot is None:
        raise Refused("slot_full")
    reason = Fit.of(sign_up.person, at, but=sign_up).against(slot)
    if reason:
        raise Refused("sign_up_barred", name=sign_up.person.name, why=why(reason))
    sign_up.task = fill_slot(slot, sign_up.person, by, at)
    settle(sign_up, SignUpState.AGREED, by, at)
    note(sign_up=sign_up.pk, task=sign_up.task.pk)
    if slot.short == 1:
        _tell_others(slot, at)


def settle(sign_up: SignUp, state: SignUpState, by: Account | None, at: datetime) -> None:
    """Store what became of a sign-up."""
    sign_up.state, sign_up.decided_at, sign_up.decided_by = state, at, by
    sign_up.save(update_fields=["state", "decided_at", "decided_by", "task"])
    tell("duty", f"sign_up_{state.value}", at=at, place_path=sign_up.place_path, subject=f"signup:{sign_up.pk}")


def _tell_others(slot: OpenSlot, at: datetime) -> None:
    others = SignUp.objects.unscoped("who asked for the same slot").filter(
        post=slot.post, starts_at=slot.starts_at, state=SignUpState.ASKED
    )
    others.update(state=SignUpState.TAKEN, decided_at=at)
