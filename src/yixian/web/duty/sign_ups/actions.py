"""Decisions about sign-ups: agree, refuse."""

from __future__ import annotations

from datetime import datetime

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.duty.models import SignUp
from yixian.web.duty.sign_ups.deciding import let_in, settle
from yixian.web.duty.sign_ups.models import SignUpState


@action(Right.LEAD)
def agree(*, by: Account, sign_up: SignUp, at: datetime) -> SignUp:
    """Agree to a sign-up: who asked is in the roster."""
    stored = _waiting(sign_up)
    let_in(stored, by, at)
    return stored


@action(Right.LEAD)
def refuse(*, by: Account, sign_up: SignUp, at: datetime) -> None:
    """Say that nobody is needed; the slot stays open."""
    settle(_waiting(sign_up), SignUpState.REFUSED, by, at)


def _waiting(sign_up: SignUp) -> SignUp:
    stored = sign_up.as_stored()
    if stored.state != SignUpState.ASKED:
        raise Refused("sign_up_settled", state=stored.get_state_display())
    return stored
