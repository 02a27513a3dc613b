"""Pages of the register: people, units, places."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.register import queries
from yixian.web.register.actions import REASONS, show_number
from yixian.web.register.models import Person, Place


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
    row = load(Place, request, pk=pk)
    return render(request, "register/place.html", queries.place_details(request.officer, row))
