"""A swap that everybody has agreed to becomes a change of the roster, and everybody hears of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from yixian.web.duty.amend_core import amend
from yixian.web.duty.amend_slot import Change, Deed
from yixian.web.duty.models import Swap
from yixian.web.duty.swap_check import check_shift, line_of, slot_of_line
from yixian.web.duty.swap_models import OPEN, SwapState
from yixian.web.journal.record import tell
from yixian.web.notify.models import Notice
from yixian.web.notify.notices import give

if TYPE_CHECKING:
    from yixian.web.access.models import Account
    from yixian.web.register.models import Person


def carry(swap: Swap, by: Account | None, at: datetime) -> None:
    """Swap the two in the roster, within the transaction of a decision; ``by`` is None where consent is enough.

    Whoever calls has asked the law first, in the words that his reader may see.
    """
    check_shift(swap.offered, swap.proposer, at)
    if swap.wanted is not None:
        check_shift(swap.wanted, swap.other, at)
    first = line_of(swap.offered)
    changes = [Change(slot_of_line(first), swap.proposer, swap.other)]
    if swap.wanted is not None:
        second = line_of(swap.wanted)
        changes.append(Change(slot_of_line(second), swap.other, swap.proposer))
    amend(first.plan, changes, Deed(by, at))
    settle(swap, SwapState.AGREED, at, by=by)


def settle(swap: Swap, state: SwapState, at: datetime, *, by: Account | None = None) -> None:
    """Store how a proposal ended, and tell the one who waits to hear it."""
    swap.state, swap.decided_at, swap.decided_by = state, at, by
    swap.save(update_fields=["state", "decided_at", "decided_by"])
    told = {
        SwapState.AGREED: (swap.proposer, swap.other),
        SwapState.REFUSED: (swap.proposer, swap.other),
        SwapState.DECLINED: (swap.proposer,),
        SwapState.WITHDRAWN: (swap.other,),
        SwapState.EXPIRED: (swap.proposer,),
    }[state]
    say_to(swap, told, f"swap_{state.value}", at)


def say_to(swap: Swap, people: tuple[Person, ...], kind: str, at: datetime) -> None:
    """Tell people of a proposal, and the pages that list it."""
    task = swap.offered
    give(
        [
            Notice(
                person=person, place_id=task.place_id, place_path=task.place_path, kind=kind,
                starts_at=task.starts_at, ends_at=task.ends_at,
            )
            for person in people
        ],
        at,
    )  # fmt: skip
    tell("duty", kind, at=at, place_path=swap.place_path, subject=f"swap:{swap.pk}")


def expire(at: datetime) -> int:
    """End proposals whose time is over; return how many. Asked again and again by the worker."""
    late = Swap.objects.unscoped("the clock serves everybody").filter(state__in=OPEN, deadline_at__lte=at)
    rows = list(late.select_related("offered", "proposer", "other")[:200])
    if rows:
        with transaction.atomic():
            for swap in rows:
                settle(swap, SwapState.EXPIRED, at)
    return len(rows)
