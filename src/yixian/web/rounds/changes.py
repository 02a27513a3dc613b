"""Doors of decisions about postings: each finds its rows, acts once, and says what became of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.numerals import numeral
from yixian.web.register.models import Person, Place, PlaceKind
from yixian.web.rounds import actions, details
from yixian.web.rounds.fills import Filling
from yixian.web.rounds.loading import posting_of
from yixian.web.rounds.models import Posting

# Out of every range, so that the action refuses it at its field.
NO_NUMBER = -1


@needs(Right.PLAN)
@require_POST
def post(request: OfficerRequest, pk: int) -> HttpResponse:
    """Post somebody to a compound."""
    place = load(Place, request, pk=pk, kind=PlaceKind.COMPOUND)
    person = load(Person, request, pk=numeral(request.POST.get("person", "")))
    role = request.POST.get("role", "")
    return _at_compound(
        request,
        place,
        lambda: actions.post_person(by=request.officer, place=place, person=person, role=role, at=clock.now()),
    )


@needs(Right.PLAN)
@require_POST
def need(request: OfficerRequest, pk: int) -> HttpResponse:
    """Set how many people a compound is to have."""
    place = load(Place, request, pk=pk, kind=PlaceKind.COMPOUND)
    typed = numeral(request.POST.get("people", ""))
    people = NO_NUMBER if typed is None else typed
    return _at_compound(
        request, place, lambda: actions.set_need(by=request.officer, place=place, people=people, at=clock.now())
    )


@needs(Right.PLAN)
@require_POST
def cover(request: OfficerRequest, pk: int) -> HttpResponse:
    """Let all compounds of a township have people."""
    return _area(request, pk, actions.cover_area)


@needs(Right.PLAN)
@require_POST
def leave(request: OfficerRequest, pk: int) -> HttpResponse:
    """Let no compound of a township have people."""
    return _area(request, pk, actions.leave_area)


@needs(Right.PLAN)
@require_POST
def move(request: OfficerRequest, pk: int) -> HttpResponse:
    """Send somebody on to another compound."""
    row = posting_of(request, pk)
    place = load(Place, request, pk=numeral(request.POST.get("place", "")))
    try:
        moved = actions.move_person(by=request.officer, posting=row, place=place, at=clock.now())
    except Refused as refused:
        return _refused(request, row, refused)
    messages.success(request, _("{name} is told to go to {place}").format(name=_name(row), place=place.name))
    return redirect("rounds:posting", moved.pk)


@needs(Right.PLAN)
@require_POST
def back(request: OfficerRequest, pk: int) -> HttpResponse:
    """End a posting."""
    row = posting_of(request, pk)
    try:
        actions.take_back(by=request.officer, posting=row, at=clock.now())
    except Refused as refused:
        return _refused(request, row, refused)
    messages.success(request, _("{name} is taken back").format(name=_name(row)))
    return redirect("rounds:compound", row.task.place_id)


@needs(Right.PLAN)
@require_POST
def role(request: OfficerRequest, pk: int) -> HttpResponse:
    """Give somebody another role."""
    row, wanted = posting_of(request, pk), request.POST.get("role", "")
    return _at_posting(
        request, row, lambda: actions.set_role(by=request.officer, posting=row, role=wanted, at=clock.now())
    )


@needs(Right.PLAN)
@require_POST
def pin(request: OfficerRequest, pk: int) -> HttpResponse:
    """Let somebody stay, or let the next plan decide again."""
    row = posting_of(request, pk)
    act = actions.unpin_person if request.POST.get("pinned") == "no" else actions.pin_person
    return _at_posting(
        request,
        row,
        lambda: act(by=request.officer, place=row.task.place, person=row.task.person, at=clock.now()),
    )


@needs(Right.PLAN)
@require_POST
def fill(request: OfficerRequest) -> HttpResponse:
    """Fill roles as proposed, ``how:compound:person:role`` with blanks between."""
    filling = Filling(request)
    filling.run(request.POST.get("fills", ""))
    if filling.n_filled:
        messages.success(request, _("Roles filled: {n}").format(n=filling.n_filled))
    for sentence in filling.refusals:
        messages.warning(request, sentence)
    if not filling.n_filled and not filling.refusals:
        messages.warning(request, _("Nobody was named"))
    return redirect("today:today" if request.POST.get("next") == "/" else "rounds:compounds")


def _at_compound(request: OfficerRequest, place: Place, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        context = details.compound_page(request.officer, place, request.GET, clock.now()) | {"refused": refused}
        return render(request, "rounds/compound.html", context, status=422 if refused.field == "people" else 409)
    return redirect("rounds:compound", place.pk)


def _at_posting(request: OfficerRequest, row: Posting, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        return _refused(request, row, refused)
    return redirect("rounds:posting", row.pk)


def _refused(request: OfficerRequest, row: Posting, refused: Refused) -> HttpResponse:
    context = details.posting_page(request.officer, row, request.GET, clock.now()) | {"refused": refused}
    return render(request, "rounds/posting.html", context, status=422 if refused.field else 409)


def _area(request: OfficerRequest, pk: int, act: Callable[..., int]) -> HttpResponse:
    area = load(Place, request, pk=pk)
    try:
        n = act(by=request.officer, area=area, at=clock.now())
    except Refused as refused:
        context = details.needs_page(request.officer, request.scope_path) | {"refused": refused}
        return render(request, "rounds/needs.html", context, status=409)
    messages.success(request, _("{place}: compounds set, {n}").format(place=area.name, n=n))
    return redirect("rounds:needs")


def _name(row: Posting) -> str:
    return row.task.person.name if row.task.person else ""
