"""Pages of the register: people, units, places."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.journal.record import saw
from yixian.web.register import queries
from yixian.web.register.actions import REASONS, name_answer, name_leader, show_number
from yixian.web.register.answering import gaps_page
from yixian.web.register.models import Person, Place, Unit


@needs(Right.SEE)
def home(request: OfficerRequest) -> HttpResponse:
    """Lead to the part of the register that the reader may see."""
    return redirect("register:people" if request.officer.may_somewhere(Right.SEE_NAMES) else "register:units")


@needs(Right.SEE_NAMES)
def people(request: OfficerRequest) -> HttpResponse:
    """List people of the area, a hundred a page."""
    page = queries.people_page(request.officer, request.scope_path, request.GET)
    template = "register/_people.html" if request.headers.get("HX-Request") else "register/people.html"
    return render(request, template, {"page": page})


@needs(Right.SEE_NAMES)
def person(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show one person: who, where, when on duty; number and phone masked."""
    row = load(Person, request, pk=pk)
    context = queries.person_details(request.officer, row, clock.now())
    if context["may_unmask"]:
        saw("read_person", by=request.officer, at=clock.now(), path=row.place_path, subject={"person": row})
    template = "register/_person.html" if request.headers.get("HX-Request") else "register/person.html"
    return render(request, template, context)


@needs(Right.UNMASK)
def number(request: OfficerRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then show the identity number; the reading is recorded."""
    row = load(Person, request, pk=pk)
    context = {"person": row, "reasons": REASONS, "back": reverse("register:person", args=[pk])}
    if request.method != "POST":
        return render(request, "register/number.html", context)
    try:
        shown = show_number(by=request.officer, person=row, reason=request.POST.get("reason", ""), at=clock.now())
    except Refused as refused:
        return render(request, "register/number.html", context | {"refused": refused}, status=422)
    return render(request, "register/number.html", context | {"shown": shown})


@needs(Right.SEE)
def units(request: OfficerRequest) -> HttpResponse:
    """List units with how many they send and how many they should."""
    return render(request, "register/units.html", {"rows": queries.units_with_counts(request.officer)})


@needs(Right.SEE)
def places(request: OfficerRequest) -> HttpResponse:
    """List the township-level units, the county's own flagged."""
    return render(request, "register/places.html", {"rows": queries.townships(request.officer)})


@needs(Right.SEE)
def place(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show one place: what lies in it, and who answers for it up to the county."""
    return _place_page(request, load(Place, request, pk=pk))


@needs(Right.UPLOAD)
@require_POST
def answer(request: OfficerRequest, pk: int) -> HttpResponse:
    """Say who answers for a place."""
    row = load(Place, request, pk=pk)
    try:
        name_answer(by=request.officer, place=row, at=clock.now(), **_typed(request))
    except Refused as refused:
        return _place_page(request, row, status=422 if refused.field else 409, refused=refused)
    return redirect("register:place", pk)


@needs(Right.SEE)
def unit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show one unit: what lies below it, and who leads up to headquarters."""
    return _unit_page(request, load(Unit, request, pk=pk))


@needs(Right.UPLOAD)
@require_POST
def leader(request: OfficerRequest, pk: int) -> HttpResponse:
    """Say who leads a unit."""
    row = load(Unit, request, pk=pk)
    try:
        name_leader(by=request.officer, unit=row, at=clock.now(), **_typed(request))
    except Refused as refused:
        return _unit_page(request, row, status=422 if refused.field else 409, refused=refused)
    return redirect("register:unit", pk)


@needs(Right.SEE)
def gaps(request: OfficerRequest) -> HttpResponse:
    """List the levels of both trees at which nobody answers."""
    page = gaps_page(request.officer, request.scope_path, request.GET)
    return render(request, "register/gaps.html", {"page": page})


def _typed(request: OfficerRequest) -> dict[str, str]:
    return {"name": request.POST.get("name", "")[:40], "phone": request.POST.get("phone", "")[:20]}


def _place_page(request: OfficerRequest, row: Place, status: int = 200, refused: Refused | None = None) -> HttpResponse:
    context = queries.place_details(request.officer, row) | {"refused": refused, "typed": _typed(request)}
    return render(request, "register/place.html", context, status=status)


def _unit_page(request: OfficerRequest, row: Unit, status: int = 200, refused: Refused | None = None) -> HttpResponse:
    context = queries.unit_details(request.officer, row) | {"refused": refused, "typed": _typed(request)}
    return render(request, "register/unit.html", context, status=status)
