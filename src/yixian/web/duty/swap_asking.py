"""What people decide on their own phones: propose to pass a shift on, take it, decline, withdraw."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from yixian.web.access.models import Device
from yixian.web.action import Refused
from yixian.web.duty.models import Swap
from yixian.web.duty.swap_carry import carry, say_to, settle
from yixian.web.duty.swap_check import check_law, check_shift, colleagues, deadline, line_of
from yixian.web.duty.swap_models import OPEN, SwapState
from yixian.web.duty.swap_rules import rule_of
from yixian.web.journal import record
from yixian.web.register.models import Person
from yixian.web.tasks.models import Task

MOST_OPEN = 5


@contextmanager
def _decision(name: str, device: Device, at: datetime) -> Iterator[None]:
    """Record a decision. No right is asked: the phone was given to this person by somebody who has the right."""
    with (
        transaction.atomic(),
        record.entry(name, by=None, subject={"device": device}, at=at, path=device.place_path),
    ):
        yield


def propose_swap(*, device: Device, offered: Task, other: Person, wanted: Task | None, at: datetime) -> Swap:
    """Ask somebody to take a shift, perhaps for one of his.

    Raises
    ------
    Refused
        ``swap_on_own_phone``, ``not_a_colleague``, ``swap_open``, ``swap_too_late``, or what stands against it.
    """
    person = device.person
    if person is None:
        raise Refused("swap_on_own_phone")
    with _decision("propose_swap", device, at):
        check_shift(offered, person, at)
        line_of(offered)
        if not colleagues(person, at).filter(pk=other.pk).exists():
            raise Refused("not_a_colleague")
        if wanted is not None:
            check_shift(wanted, other, at)
            line_of(wanted)
        until = deadline(offered, wanted)
        if until <= at:
            raise Refused("swap_too_late")
        open_now = Swap.objects.unscoped("his own").filter(proposer=person, state__in=OPEN)
        if open_now.filter(offered=offered).exists():
            raise Refused("swap_open")
        if open_now.count() >= MOST_OPEN:
            raise Refused("too_many_swaps", most=MOST_OPEN)
        swap = Swap(
            place_path=offered.place_path, offered=offered, wanted=wanted, proposer=person, other=other,
            asked_at=at, deadline_at=until,
        )  # fmt: skip
        check_law(swap, person)
        swap.save(force_insert=True)
        record.note(swap=swap.pk, offered=offered.key, wanted=wanted.key if wanted else "", other=other.pk)
        say_to(swap, (other,), "swap_asked", at)
    return swap


def accept_swap(*, device: Device, swap: Swap, at: datetime) -> Swap:
    """Say yes to a proposal; where consent is enough the roster changes at once."""
    with _decision("accept_swap", device, at):
        swap = _open(swap, at, SwapState.ASKED)
        _only(device, swap.other)
        check_shift(swap.offered, swap.proposer, at)
        check_law(swap, device.person)
        record.note(swap=swap.pk)
        swap.state, swap.answered_at = SwapState.ACCEPTED, at
        swap.save(update_fields=["state", "answered_at"])
        if _is_automatic(swap):
            carry(swap, None, at)
        else:
            say_to(swap, (swap.proposer,), "swap_accepted", at)
    return swap


def decline_swap(*, device: Device, swap: Swap, at: datetime) -> None:
    """Say no to a proposal."""
    with _decision("decline_swap", device, at):
        swap = _open(swap, at, SwapState.ASKED)
        _only(device, swap.other)
        record.note(swap=swap.pk)
        settle(swap, SwapState.DECLINED, at)


def withdraw_swap(*, device: Device, swap: Swap, at: datetime) -> None:
    """Take a proposal back before it is agreed."""
    with _decision("withdraw_swap", device, at):
        swap = _open(swap, at, *OPEN)
        _only(device, swap.proposer)
        record.note(swap=swap.pk)
        settle(swap, SwapState.WITHDRAWN, at)


def _open(swap: Swap, at: datetime, *states: SwapState) -> Swap:
    rows = Swap.objects.unscoped("the same row again").select_related("offered", "wanted", "proposer", "other")
    found: Swap = rows.get(pk=swap.pk)
    if found.state not in states:
        raise Refused("swap_settled")
    if found.deadline_at <= at:
        raise Refused("swap_too_late")
    return found


def _only(device: Device, person: Person) -> None:
    if device.person_id != person.pk:
        raise Refused("swap_not_yours")


def _is_automatic(swap: Swap) -> bool:
    # Of two posts both must let consent be enough.
    tasks = [task for task in (swap.offered, swap.wanted) if task is not None]
    return all(rule_of(task.place_path)[0] for task in tasks)
