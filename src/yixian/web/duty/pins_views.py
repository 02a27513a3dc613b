"""The lock of a cell: pins whoever stands there, or lets them go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.duty import pins_actions, rosters
from yixian.web.duty.amend_wish import slot_of
from yixian.web.duty.grid import Grid
from yixian.web.duty.models import Pin
from yixian.web.duty.pins_queries import mark, pins_of
from yixian.web.numerals import numeral

if TYPE_CHECKING:
    from yixian.web.access.models import Account
    from yixian.web.duty.amend_slot import RosterSlot
    from yixian.web.plans.models import Plan


@needs(Right.PLAN)
@require_POST
def lock(request: OfficerRequest, pk: int, *, number: int, day: int, shift: str) -> HttpResponse:
    """Pin those who stand in a cell, or one of them; who is pinned already is let go."""
    plan = rosters.roster(request.officer, pk)
    slot = slot_of(plan, request.officer, number, (day, shift))
    try:
        _turn(request.officer, slot, numeral(request.POST.get("person", "")))
    except Refused as refused:
        status = 403 if refused.code == "not_allowed" else 409
        return render(request, "duty/amend_refused.html", {"plan": plan, "refused": refused}, status=status)
    if request.headers.get("HX-Request"):
        return HttpResponse(_cell(request, plan, slot, day))
    return _back(request, plan)


@needs(Right.PLAN)
@require_POST
def let_go(request: OfficerRequest, pk: int, pin: int) -> HttpResponse:
    """Let a pin of the list go."""
    plan = rosters.roster(request.officer, pk)
    pins_actions.let_go(by=request.officer, pin=load(Pin, request, pk=pin), at=clock.now())
    messages.success(request, _("Let go: the next plan may change it"))
    return _back(request, plan)


def _turn(by: Account, slot: RosterSlot, only: int | None) -> None:
    """Pin the lines of a slot, or let go of their pins if all of them are pinned; all or none."""
    lines = [line for line in slot.lines() if only in (None, line.person_id)]
    if not lines:
        raise Refused("nobody_to_pin")
    people = [line.person_id for line in lines]
    pins = Pin.objects.unscoped("pins of a slot that was found").filter(
        post=slot.post, day=slot.day, shift=slot.shift, person__in=people
    )
    held = {pin.person_id: pin for pin in pins}
    with transaction.atomic():
        if len(held) == len(people):
            for pin in held.values():
                pins_actions.let_go(by=by, pin=pin, at=clock.now())
            return
        for line in lines:
            if line.person_id not in held:
                pins_actions.pin_person(by=by, slot=slot, person=line.person, at=clock.now())


def _cell(request: OfficerRequest, plan: Plan, slot: RosterSlot, day: int) -> str:
    """Return the cell as the grid draws it."""
    page = rosters.page_of(plan, rosters.replaced_by(plan), request.officer, {"path": "", "number": slot.post.number})
    mark(page, pins_of(plan, request.officer, slot.place_path, clock.now()))
    shift = next(shift for shift in page.shifts() if shift.pk == slot.shift.pk)
    return Grid(plan, page, clock.now()).cell(page.posts[0], (day, slot.day), shift, is_stop=True)


def _back(request: OfficerRequest, plan: Plan) -> HttpResponse:
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if is_ours else reverse("duty:review", args=[plan.pk]))
