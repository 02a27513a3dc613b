"""The volunteer's own pages: he is known by his phone, not by an account."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import public
from yixian.web.access.models import Device
from yixian.web.action import Refused
from yixian.web.duty.models import Post, ShiftKind, SignUp
from yixian.web.duty.phone import holder
from yixian.web.duty.sign_ups import asking
from yixian.web.duty.sign_ups.models import SignUpState
from yixian.web.duty.sign_ups.queries import phone_page
from yixian.web.numerals import numeral


@public
@require_safe
def slots(request: HttpRequest) -> HttpResponse:
    """Show the open slots near home, and what was asked for."""
    return _page(request, holder(request))


@public
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for one slot."""
    device = holder(request)
    try:
        done = asking.sign_up(device=device, slot=_slot(request.POST.get("slot", "")), at=clock.now())
    except Refused as refused:
        return _page(request, device, refused.sentence)
    is_in = done.state == SignUpState.AGREED
    messages.success(request, _("You are in the roster") if is_in else _("Asked for: the leader sees it now"))
    return redirect("duty:slots")


@public
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a sign-up back."""
    device = holder(request)
    mine = SignUp.objects.unscoped("the holder's own").filter(pk=pk, person=device.person_id or 0).first()
    if mine is None:
        raise Http404
    try:
        asking.withdraw(device=device, sign_up=mine, at=clock.now())
    except Refused as refused:
        return _page(request, device, refused.sentence)
    messages.success(request, _("Withdrawn"))
    return redirect("duty:slots")


def _page(request: HttpRequest, device: Device, refusal: str = "") -> HttpResponse:
    if device.person is None:
        return render(request, "duty/slots_nobody.html", {"post": device.place.name}, status=409 if refusal else 200)
    context = phone_page(device.person, clock.now()) | {"refusal": refusal, "who": device.person}
    return render(request, "duty/slots.html", context, status=409 if refusal else 200)


def _slot(name: str) -> asking.Slot:
    """Return the slot that a form names: number of the post, day, shift.

    Raises
    ------
    Http404
        If there is no such post or shift, or the day is none.
    """
    number, day, code = [*name.split(":"), "", "", ""][:3]
    posts = Post.objects.unscoped("whether it is near is asked by the action").select_related("place")
    post = posts.filter(number=numeral(number) or 0).first()
    shift = ShiftKind.objects.unscoped("hours of shifts").filter(code=code).first()
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    if post is None or shift is None:
        raise Http404
    return post, on, shift
