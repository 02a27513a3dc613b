"""Whoever answers for the post agrees to a swap, or does not."""

from __future__ import annotations

from datetime import datetime

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.duty.models import Swap
from yixian.web.duty.swap_carry import carry, settle
from yixian.web.duty.swap_check import check_law
from yixian.web.duty.swap_models import OPEN, SwapState
from yixian.web.journal.record import note


@action(Right.LEAD)
def agree_swap(*, by: Account, swap: Swap, at: datetime) -> None:
    """Put a swap into the roster that both have agreed to; the law is asked once more."""
    swap = _stored(swap)
    if swap.state != SwapState.ACCEPTED:
        raise Refused("swap_not_accepted" if swap.state == SwapState.ASKED else "swap_settled")
    if swap.deadline_at <= at:
        raise Refused("swap_too_late")
    if swap.wanted is not None and not by.may(Right.LEAD, swap.wanted.place_path):
        raise Refused("not_allowed", right=Right.LEAD.value, path=swap.wanted.place_path)
    check_law(swap)
    note(swap=swap.pk)
    carry(swap, by, at)


@action(Right.LEAD)
def refuse_swap(*, by: Account, swap: Swap, at: datetime) -> None:
    """Leave the roster as it is."""
    swap = _stored(swap)
    if swap.state not in OPEN:
        raise Refused("swap_settled")
    note(swap=swap.pk)
    settle(swap, SwapState.REFUSED, at, by=by)


def _stored(swap: Swap) -> Swap:
    rows = Swap.objects.unscoped("the same row again").select_related("offered", "wanted", "proposer", "other")
    found: Swap = rows.get(pk=swap.pk)
    return found
