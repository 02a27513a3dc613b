"""Plans: asked for, watched, put in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.numerals import numeral
from yixian.web.plans import actions, queries
from yixian.web.plans.forms import AskForm
from yixian.web.plans.models import Plan
from yixian.web.plans.refusals import sentence
from yixian.web.register.models import Place

if TYPE_CHECKING:
    from collections.abc import Callable


@needs(Right.SEE)
def plans(request: OfficerRequest) -> HttpResponse:
    """List the plans of the area, those that wait for publication first."""
    before = request.GET.get("before", "")
    groups = queries.plan_groups(request.officer, request.scope_path, numeral(before))
    # The list renews itself: then only the list is answered.
    is_part = request.headers.get("HX-Request")
    return render(request, "plans/_groups.html" if is_part else "plans/plans.html", groups)


@needs(Right.PLAN)
def new(request: OfficerRequest) -> HttpResponse:
    """Ask for a plan of the area of the address."""
    place = load(Place, request, path=request.scope_path)
    form = AskForm(request.POST if request.method == "POST" else None, _asked(request))
    context = {"form": form, "place": place}
    if request.method != "POST":
        return render(request, "plans/new.html", context)
    if not form.is_valid():
        return render(request, "plans/new.html", context, status=422)
    try:
        plan = actions.ask_plan(by=request.officer, place=place, at=clock.now(), **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field, sentence(refused))
        return render(request, "plans/new.html", context, status=422)
    return redirect("plans:plan", plan.pk)


@needs(Right.SEE)
def plan(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show how far a plan is; one that has been drafted is reviewed in its room."""
    row = load(Plan, request, pk=pk)
    if row.state in queries.REVIEWED:
        return redirect(f"{row.room}:review", row.pk)
    return render(request, "plans/plan.html", _about(request, row))


@needs(Right.SEE)
def progress(request: OfficerRequest, pk: int) -> HttpResponse:
    """Answer the moving part of a plan's page, or send the page to where it goes on."""
    row = load(Plan, request, pk=pk)
    if row.state in queries.UNDER_WAY:
        return render(request, "plans/_progress.html", _about(request, row))
    return HttpResponse(headers={"HX-Redirect": reverse("plans:plan", args=[row.pk])})


@require_POST
@needs(Right.PLAN)
def best(request: OfficerRequest, pk: int) -> HttpResponse:
    """End the search and keep the best plan so far."""
    return _decide(request, pk, actions.use_best_now)


@require_POST
@needs(Right.PLAN)
def cancel(request: OfficerRequest, pk: int) -> HttpResponse:
    """End the search and keep nothing."""
    return _decide(request, pk, actions.cancel_plan)


@require_POST
@needs(Right.PUBLISH)
def publish(request: OfficerRequest, pk: int) -> HttpResponse:
    """Put a draft in force."""
    row = load(Plan, request, pk=pk)
    try:
        people = actions.publish_plan(by=request.officer, plan=row, at=clock.now())
    except Refused as refused:
        return _refused(request, row, refused)
    text = ngettext("Published; %(n)d person is told", "Published; %(n)d people are told", people) % {"n": people}
    messages.success(request, text)
    return redirect(f"{row.room}:review", row.pk)


@needs(Right.PLAN)
def download(request: OfficerRequest, pk: int, name: str) -> HttpResponse:
    """Hand out the question or the answer: what a stranger needs to check us."""
    row = load(Plan, request, pk=pk)
    if not request.officer.may(Right.PLAN, row.place_path):
        raise PermissionDenied(Right.PLAN)
    disposition = f'attachment; filename="{row.room}-{row.pk}-{name}.json"'
    data = queries.document(row, name)
    return HttpResponse(data, content_type="application/json", headers={"Content-Disposition": disposition})


def _decide(request: OfficerRequest, pk: int, action: Callable[..., None]) -> HttpResponse:
    row = load(Plan, request, pk=pk)
    try:
        action(by=request.officer, plan=row, at=clock.now())
    except Refused as refused:
        return _refused(request, row, refused)
    return redirect("plans:plan", row.pk)


def _refused(request: OfficerRequest, row: Plan, refused: Refused) -> HttpResponse:
    status = 403 if refused.code == "not_allowed" else 409
    return render(request, "plans/refused.html", {"plan": row, "text": sentence(refused)}, status=status)


def _about(request: OfficerRequest, row: Plan) -> dict[str, object]:
    about = queries.progress(row, clock.now())
    return {
        "plan": row,
        "name": queries.ROOM_NAMES.get(row.room, row.room),
        "progress": about,
        "may_plan": request.officer.may(Right.PLAN, row.place_path),
    }


def _asked(request: OfficerRequest) -> dict[str, object]:
    # A room's own button says what it plans; "Compute again" hands on the first day and the length too.
    wish = request.GET
    return {
        "room": wish.get("room", ""),
        "starts_on": wish.get("starts_on") or clock.today(),
        "days": wish.get("days") or 7,
    }
