"""The desk's list of swaps: agree, refuse, say how the area deals with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.duty import swap_actions
from yixian.web.duty.models import Swap
from yixian.web.duty.swap_queries import desk
from yixian.web.duty.swap_rules import set_swap_rule
from yixian.web.numerals import numeral
from yixian.web.register.models import Place

if TYPE_CHECKING:
    from collections.abc import Callable


@needs(Right.SEE)
@require_safe
def swaps(request: OfficerRequest) -> HttpResponse:
    """List the swaps of the area, those that wait for the leader first."""
    return _page(request)


@needs(Right.LEAD)
@require_POST
def agree(request: OfficerRequest, pk: int) -> HttpResponse:
    """Agree to a swap."""
    return _decide(request, pk, swap_actions.agree_swap, _("Swapped; both are told"))


@needs(Right.LEAD)
@require_POST
def refuse(request: OfficerRequest, pk: int) -> HttpResponse:
    """Leave the roster as it is."""
    return _decide(request, pk, swap_actions.refuse_swap, _("Not swapped; both are told"))


@needs(Right.PUBLISH)
@require_POST
def rule(request: OfficerRequest) -> HttpResponse:
    """Say how the area deals with swaps."""
    place = load(Place, request, path=request.POST.get("in", request.scope_path))
    asked = {
        "is_automatic": request.POST.get("automatic") == "1",
        "hours_before": numeral(request.POST.get("hours_before", "")),
    }
    try:
        set_swap_rule(by=request.officer, place=place, at=clock.now(), **asked)
    except Refused as refused:
        return _page(request, refused)
    messages.success(request, _("Kept"))
    return _back(place.path)


def _decide(request: OfficerRequest, pk: int, act: Callable[..., None], done: str) -> HttpResponse:
    swap = load(Swap, request, pk=pk)
    try:
        act(by=request.officer, swap=swap, at=clock.now())
    except Refused as refused:
        return _page(request, refused)
    messages.success(request, done)
    return _back(request.scope_path)


def _page(request: OfficerRequest, refused: Refused | None = None) -> HttpResponse:
    context: dict[str, Any] = desk(request.officer, request.scope_path, numeral(request.GET.get("before", "")))
    is_part = request.headers.get("HX-Request")
    status = 200
    if refused is not None:
        status = 403 if refused.code == "not_allowed" else 422 if refused.field else 409
    template = "duty/_swaps.html" if is_part else "duty/swaps.html"
    return render(request, template, context | {"refused": refused}, status=status)


def _back(path: str) -> HttpResponse:
    answer = redirect("duty:swaps")
    answer["Location"] += f"?in={path}"
    return answer
