"""Doors of changes to a roster in force: who could stand here, change it, take it back, what was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.duty import amend_actions, rosters
from yixian.web.duty import review as about
from yixian.web.duty.amend_history import changes as changes_of
from yixian.web.duty.amend_wish import Wish, carry_out, slot_of
from yixian.web.duty.models import Amendment
from yixian.web.numerals import numeral

if TYPE_CHECKING:
    from django.http import HttpResponse

    from yixian.web.duty.amend_core import Amended


@needs(Right.SEE_NAMES)
@require_safe
def choose(request: OfficerRequest, pk: int, *, number: int, day: int, shift: str) -> HttpResponse:
    """Show who could stand in a cell instead of whoever stands there."""
    return _choice(request, pk, (number, day, shift))


@needs(Right.PUBLISH)
@require_POST
def amend(request: OfficerRequest, pk: int, *, number: int, day: int, shift: str) -> HttpResponse:
    """Change a cell."""
    plan = rosters.roster(request.officer, pk)
    slot = slot_of(plan, request.officer, number, (day, shift))
    try:
        done = carry_out(request.officer, slot, Wish.of(request.POST.dict()), clock.now())
    except Refused as refused:
        return _choice(request, pk, (number, day, shift), refused)
    return _told(request, done)


@needs(Right.PUBLISH)
@require_POST
def take_back(request: OfficerRequest, pk: int, number: int) -> HttpResponse:
    """Take a change back."""
    plan = rosters.roster(request.officer, pk)
    rows = Amendment.objects.visible_to(request.officer).filter(plan=plan, number=number)
    change = rows.select_related("plan").first()
    if change is None:
        raise Http404
    try:
        done = amend_actions.take_back(by=request.officer, change=change, at=clock.now())
    except Refused as refused:
        return render(request, "duty/amend_refused.html", {"plan": plan, "refused": refused}, status=409)
    return _told(request, done)


@needs(Right.SEE_NAMES)
@require_safe
def changes(request: OfficerRequest, pk: int) -> HttpResponse:
    """List what was changed since the roster was published."""
    plan = rosters.roster(request.officer, pk)
    before = numeral(request.GET.get("before", ""))
    context = changes_of(plan, request.officer, request.scope_path, before)
    return render(request, "duty/amend_changes.html", {"plan": plan, **context})


def _choice(
    request: OfficerRequest, pk: int, cell: tuple[int, int, str], refused: Refused | None = None
) -> HttpResponse:
    plan = rosters.roster(request.officer, pk)
    context = about.why(plan, request.officer, cell, clock.now()) | {"refused": refused, "sent": request.POST}
    is_part = request.headers.get("HX-Request")
    template = "duty/_amend.html" if is_part else "duty/amend.html"
    return render(request, template, context, status=_status(refused))


def _status(refused: Refused | None) -> int:
    if refused is None:
        return 200
    if refused.code == "not_allowed":
        return 403
    return 422 if refused.field else 409


def _told(request: OfficerRequest, done: Amended) -> HttpResponse:
    text = ngettext("Changed; %(n)d person is told", "Changed; %(n)d people are told", done.told) % {"n": done.told}
    undo_url = reverse("duty:take_back", args=[done.plan.pk, done.number])
    messages.success(request, text, extra_tags=undo_url)
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if is_ours else reverse("duty:review", args=[done.plan.pk]))
