"""Pages of the postings."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.register.models import Place, PlaceKind, Unit
from yixian.web.rounds import coming_in, details, lists
from yixian.web.rounds.loading import posting_of


@needs(Right.SEE)
def compounds(request: OfficerRequest) -> HttpResponse:
    """List the compounds of the area, trouble first."""
    context = lists.compounds_page(request.officer, request.scope_path, request.GET, clock.now())
    template = "rounds/_compounds.html" if request.headers.get("HX-Request") else "rounds/compounds.html"
    return render(request, template, context)


@needs(Right.SEE_NAMES)
def compound(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show one compound."""
    place = load(Place, request, pk=pk, kind=PlaceKind.COMPOUND)
    context = details.compound_page(request.officer, place, request.GET, clock.now())
    template = "rounds/_compound_parts.html" if request.headers.get("HX-Request") else "rounds/compound.html"
    return render(request, template, context)


@needs(Right.SEE_NAMES)
def posting(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show one posting with all that can be done about it."""
    row = posting_of(request, pk)
    return render(request, "rounds/posting.html", details.posting_page(request.officer, row, request.GET, clock.now()))


@needs(Right.SEE)
def units(request: OfficerRequest) -> HttpResponse:
    """List the units that send people."""
    context = lists.units_page(request.officer, request.scope_path, clock.now())
    template = "rounds/_units.html" if request.headers.get("HX-Request") else "rounds/units.html"
    return render(request, template, context)


@needs(Right.SEE_NAMES)
def unit(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show the people of one unit."""
    row = load(Unit, request, pk=pk)
    context = details.unit_page(request.officer, row, request.scope_path, clock.now())
    return render(request, "rounds/unit.html", context)


@needs(Right.SEE_NAMES)
def arrivals(request: OfficerRequest) -> HttpResponse:
    """List who has not arrived, or who has."""
    context = coming_in.arrivals_page(request.officer, request.scope_path, request.GET, clock.now())
    template = "rounds/_arrivals.html" if request.headers.get("HX-Request") else "rounds/arrivals.html"
    return render(request, template, context)


@needs(Right.SEE)
def needs_list(request: OfficerRequest) -> HttpResponse:
    """Show which compounds are to have people."""
    return render(request, "rounds/needs.html", details.needs_page(request.officer, request.scope_path))
