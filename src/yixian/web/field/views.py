"""The phone's own pages: enrolment, the one job, and what makes it work without a network."""

from __future__ import annotations

from importlib import resources

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from yixian.web import clock
from yixian.web.access import devices
from yixian.web.access.doors import public
from yixian.web.access.masks import initial
from yixian.web.action import Refused
from yixian.web.field import shell
from yixian.web.field.api import COOKIE
from yixian.web.field.queries import job as job_of
from yixian.web.field.queries import number_of

COOKIE_AGE_S = 400 * 86400


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the shell: the same for every phone, so that it can be kept; what it is about comes from ``job``.

    A link tapped in a chat brings no strict cookie on the first request, so the script asks, not this view.
    """
    response = render(request, "field/home.html", {"zone": settings.TIME_ZONE})
    response["Cache-Control"] = "no-cache"
    return response


@public
@require_safe
def job(request: HttpRequest) -> HttpResponse:
    """Tell a phone its post and tasks; one that is not enrolled, or was revoked, has none."""
    device = devices.phone(request.COOKIES.get(COOKIE, ""))
    answer = job_of(device, clock.now()) if device else {"post": None}
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


@public
def enrol(request: HttpRequest, token: str) -> HttpResponse:
    """Show whose phone this will be; at the press it is."""
    if request.method == "POST":
        return _take(request, token)
    try:
        offer = devices.still_open(devices.offered(token), clock.now())
    except Refused as refused:
        if devices.phone(request.COOKIES.get(COOKIE, "")):
            return redirect("field:home")  # pressed twice, or came back by the browser's button
        return _sorry(request, refused)
    context = {
        "post": offer.place.name,
        "number": number_of(offer.place),
        "who": initial(offer.person.name) if offer.person else "",
    }
    return render(request, "field/enrol.html", context)


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Serve the service worker below the phone's address, which is as far as it reaches."""
    code = resources.files("yixian.web.field").joinpath("worker.js").read_text(encoding="utf-8")
    headers = {"Cache-Control": "no-cache"}
    return HttpResponse(shell.worker() + code, content_type="text/javascript; charset=utf-8", headers=headers)


@public
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the page looks on the home screen."""
    icon = {"src": shell.urls()[0], "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    return JsonResponse(
        {
            "name": gettext("Yixian duty"),
            "short_name": gettext("Yixian duty"),
            "id": "/f/",
            "start_url": "/f/",
            "scope": "/f/",
            "display": "standalone",
            "lang": get_language(),
            "background_color": "#f2f4f5",
            "theme_color": "#ffffff",
            "icons": [icon],
        },
        content_type="application/manifest+json",
    )


def _take(request: HttpRequest, token: str) -> HttpResponse:
    try:
        key = devices.take_phone(token=token, at=clock.now())
    except Refused as refused:
        if devices.phone(request.COOKIES.get(COOKIE, "")):
            return redirect("field:home")
        return _sorry(request, refused)
    answer = redirect("field:home")
    answer.set_cookie(COOKIE, key, max_age=COOKIE_AGE_S, httponly=True, samesite="Strict", secure=settings.HTTPS)
    return answer


def _sorry(request: HttpRequest, refused: Refused) -> HttpResponse:
    return render(request, "field/enrol_over.html", {"text": refused.sentence}, status=409)
