"""The leader's page: give out a phone, see the phones of a post, hand one over, revoke one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access import devices
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.models import Device, Enrolment
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.field.queries import number_of, phones_of
from yixian.web.numerals import numeral
from yixian.web.register.models import SERVED, Person, Place
from yixian.web.ui.paper import qr


@needs(Right.ENROL)
def offer(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show the phones of a post; at the press a code for one more. The code is in this one answer only."""
    place = load(Place, request, pk=pk, kind__in=SERVED)
    if request.method != "POST":
        return render(request, "field/offer.html", _page(request, place))
    person = _person(request, place)
    try:
        made = devices.offer_phone(by=request.officer, place=place, person=person, at=clock.now())
    except Refused as refused:
        return _refused(request, place, refused)
    url = request.build_absolute_uri(reverse("field:enrol", args=[made.token]))
    shown = {"enrolment": made.enrolment, "url": url, "code": mark_safe(qr.svg(url, title=place.name))}
    return render(request, "field/offer.html", _page(request, place) | shown)


@needs(Right.ENROL)
@require_safe
def state(request: OfficerRequest, pk: int) -> HttpResponse:
    """Say what has become of an invitation: the line below its code asks for this."""
    enrolment = load(Enrolment, request, pk=pk)
    return render(request, "field/_offer_state.html", {"enrolment": enrolment, "now": clock.now()})


@needs(Right.ENROL)
@require_safe
def phones(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show the phones of a post as a part of a page."""
    place = load(Place, request, pk=pk, kind__in=SERVED)
    return render(request, "field/_phones.html", _page(request, place))


@needs(Right.ENROL)
@require_POST
def revoke(request: OfficerRequest, pk: int) -> HttpResponse:
    """Shut a phone out."""
    device = load(Device, request, pk=pk)
    try:
        devices.revoke_phone(by=request.officer, device=device, at=clock.now())
    except Refused as refused:
        return _refused(request, device.place, refused)
    return redirect("field:offer", device.place_id)


@needs(Right.ENROL)
@require_POST
def hand_over(request: OfficerRequest, pk: int) -> HttpResponse:
    """Pass a phone on."""
    device = load(Device, request, pk=pk)
    person = _person(request, device.place)
    try:
        devices.hand_over(by=request.officer, device=device, person=person, at=clock.now())
    except Refused as refused:
        return _refused(request, device.place, refused)
    return redirect("field:offer", device.place_id)


def _page(request: OfficerRequest, place: Place) -> dict[str, Any]:
    at = clock.now()
    return {
        "place": place,
        "number": number_of(place),
        "people": devices.people_of(place, at),
        "phones": phones_of(request.officer, place),
        "now": at,
    }


def _person(request: HttpRequest, place: Place) -> Person | None:
    """Return who was chosen of the post's people; nobody means the phone is the post's own."""
    chosen = request.POST.get("person", "")
    if not chosen:
        return None
    person = devices.people_of(place, clock.now()).filter(pk=numeral(chosen) or 0).first()
    if person is None:
        raise Http404
    return person


def _refused(request: OfficerRequest, place: Place, refused: Refused) -> HttpResponse:
    status = 403 if refused.code == "not_allowed" else 409
    context = _page(request, place) | {"refusal": refused.sentence}
    return render(request, "field/offer.html", context, status=status)
