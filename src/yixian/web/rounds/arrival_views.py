"""Doors of arrivals that an officer enters: several in one press, told by phone and recorded later."""

from __future__ import annotations

from datetime import datetime, time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_time
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.numerals import numeral
from yixian.web.rounds.arrivals import record_arrival, withdraw_arrival
from yixian.web.rounds.loading import posting_of

MOST = 200


@needs(Right.STAND_IN)
@require_POST
def arrive(request: OfficerRequest) -> HttpResponse:
    """Record that the ticked people have arrived: at the time given, or now."""
    at = clock.now()
    happened_at = _moment(request.POST.get("time", ""), at)
    named = [pk for value in request.POST.getlist("posting")[:MOST] if (pk := numeral(value)) is not None]
    n = 0
    for posting in [posting_of(request, pk) for pk in named]:
        try:
            record_arrival(by=request.officer, posting=posting, happened_at=happened_at, at=at)
            n += 1
        except Refused as refused:
            messages.warning(request, refused.sentence)
    if n:
        messages.success(request, ngettext("%(n)s arrival recorded", "%(n)s arrivals recorded", n) % {"n": n})
    if not named:
        messages.warning(request, _("Nobody was ticked"))
    return _back(request)


@needs(Right.STAND_IN)
@require_POST
def withdraw(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take an arrival back."""
    posting = posting_of(request, pk)
    try:
        withdraw_arrival(by=request.officer, posting=posting, at=clock.now())
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return _back(request)


def _moment(text: str, at: datetime) -> datetime:
    try:
        said: time | None = parse_time(text)
    except ValueError:
        said = None
    if said is None:
        return at
    return timezone.make_aware(datetime.combine(timezone.localdate(at), said.replace(tzinfo=None)))


def _back(request: OfficerRequest) -> HttpResponse:
    wish = request.POST.get("back", "")
    return redirect(wish if url_has_allowed_host_and_scheme(wish, allowed_hosts=None) else "rounds:arrivals")
