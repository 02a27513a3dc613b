"""The calendar of a phone's holder: its page, and the file that calendars fetch."""

from __future__ import annotations

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import public
from yixian.web.access.models import Device
from yixian.web.action import Refused
from yixian.web.field.bucket import Buckets
from yixian.web.notify.holder import holder
from yixian.web.notify.ical.address import end_calendar, live, make_calendar, owner
from yixian.web.notify.ical.events import shifts_of
from yixian.web.notify.ical.feed import feed as file_of
from yixian.web.plans.refusals import page_lang

# Calendars ask once an hour; one that asks every second is broken.
ASKED = Buckets(most=60, per_s=0.1)


@public
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Say what the calendar is, and whether one is in use."""
    device = holder(request)
    return _page(request, device) if device else redirect("field:home")


@public
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make an address; it stands in this one answer only."""
    device = holder(request)
    if device is None:
        return redirect("field:home")
    try:
        token = make_calendar(device=device, at=clock.now())
    except Refused as refused:
        return _page(request, device, refusal=refused.sentence)
    path = reverse("notify_phone:feed", args=[token])
    lang = page_lang()
    return _page(request, device, url=request.build_absolute_uri(path if lang == "zh" else f"{path}?lang={lang}"))


@public
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """Let the address stop working."""
    device = holder(request)
    if device is not None:
        end_calendar(device=device, at=clock.now())
    return redirect("notify_phone:calendar")


@public
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Answer the file of an address; one that is unknown, taken back, or of somebody who left is not there."""
    person = owner(token)
    if person is None:
        raise Http404
    wait_s = ASKED.wait_s(person.pk)
    if wait_s:
        return HttpResponse(status=429, headers={"Retry-After": str(int(wait_s) + 1)})
    body = file_of(shifts_of(person, clock.now()), "en" if request.GET.get("lang") == "en" else "zh")
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Referrer-Policy": "no-referrer"}
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


def _page(request: HttpRequest, device: Device, *, url: str = "", refusal: str = "") -> HttpResponse:
    context = {
        "is_own": device.person is not None,
        "made": live(device.person).first() if device.person else None,
        "url": url,
        "webcal": f"webcal{url[url.index(':') :]}" if url else "",
        "refusal": refusal,
    }
    answer = render(request, "notify/calendar.html", context, status=409 if refusal else 200)
    answer["Cache-Control"] = "no-store"
    return answer
