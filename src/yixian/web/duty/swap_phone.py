"""A person's own pages of swaps: what is asked of him, what he asks, whom he may ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import public
from yixian.web.action import Refused
from yixian.web.duty import swap_asking
from yixian.web.duty.models import Swap
from yixian.web.duty.swap_check import shifts_ahead
from yixian.web.duty.swap_queries import choices, mine, said
from yixian.web.notify.holder import holder
from yixian.web.numerals import numeral
from yixian.web.register.models import Person
from yixian.web.tasks.models import Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from yixian.web.access.models import Device


@public
@require_safe
def my_swaps(request: HttpRequest) -> HttpResponse:
    """Show proposals, and the shifts that may be passed on."""
    device = holder(request)
    return _page(request, device) if device else redirect("field:home")


@public
@require_safe
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """Show whom the holder may ask to take one of his shifts."""
    device = holder(request)
    if device is None or device.person is None:
        return redirect("field:home")
    return _choice(request, device, _own(device, key))


@public
@require_POST
def propose(request: HttpRequest, key: str) -> HttpResponse:
    """Ask somebody to take a shift, perhaps for one of his."""
    device = holder(request)
    if device is None or device.person is None:
        return redirect("field:home")
    offered = _own(device, key)
    other, _for, wanted = request.POST.get("ask", "").partition("|")
    person = Person.objects.unscoped("the action asks whether he is a colleague").filter(pk=numeral(other) or 0).first()
    if person is None:
        raise Http404
    task = Task.objects.unscoped("the action asks whose it is").filter(key=wanted).first() if wanted else None
    try:
        swap_asking.propose_swap(device=device, offered=offered, other=person, wanted=task, at=clock.now())
    except Refused as refused:
        return _choice(request, device, offered, refused.sentence)
    messages.success(request, _("Asked; you are told what the answer is"))
    return redirect("duty:my_swaps")


@public
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes to a proposal."""
    return _decide(request, pk, swap_asking.accept_swap)


@public
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no to a proposal."""
    return _decide(request, pk, swap_asking.decline_swap)


@public
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own proposal back."""
    return _decide(request, pk, swap_asking.withdraw_swap)


def _decide(request: HttpRequest, pk: int, act: Callable[..., object]) -> HttpResponse:
    device = holder(request)
    if device is None:
        return redirect("field:home")
    swap = Swap.objects.unscoped("the action asks whose it is").filter(pk=pk).first()
    if swap is None or device.person_id not in (swap.proposer_id, swap.other_id):
        raise Http404
    try:
        act(device=device, swap=swap, at=clock.now())
    except Refused as refused:
        return _page(request, device, refused.sentence)
    return redirect("duty:my_swaps")


def _own(device: Device, key: str) -> Task:
    found = shifts_ahead([device.person_id or 0], clock.now()).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, device: Device, refusal: str = "") -> HttpResponse:
    context = mine(device.person, clock.now()) if device.person else {}
    return _answer(request, "duty/swap_phone.html", context | {"is_own": device.person is not None}, refusal)


def _choice(request: HttpRequest, device: Device, offered: Task, refusal: str = "") -> HttpResponse:
    assert device.person is not None
    context = {"offered": offered, "text": said(offered), "choices": choices(device.person, offered, clock.now())}
    return _answer(request, "duty/swap_ask.html", context, refusal)


def _answer(request: HttpRequest, template: str, context: dict[str, object], refusal: str) -> HttpResponse:
    answer = render(request, template, context | {"refusal": refusal}, status=409 if refusal else 200)
    # Names of colleagues stand here: the browser keeps nothing of it.
    answer["Cache-Control"] = "no-store"
    return answer
