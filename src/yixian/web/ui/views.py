"""What a person chooses about the look of this device, and the page that shows every part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

if TYPE_CHECKING:
    from django.http import HttpRequest

YEAR_S = 365 * 24 * 3600

# Remembered per device in a cookie of the same name; an empty value forgets the choice.
CHOICES = {
    "theme": ("", "light", "dark"),
    "density": ("", "roomy"),
    "letters": ("", "off"),
    "large": ("", "on"),
}


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember theme, density, letter keys, large type or language on this device."""
    name, value = request.POST.get("name", ""), request.POST.get("value", "")
    languages = tuple(code for code, _ in settings.LANGUAGES)
    if value not in CHOICES.get(name, languages if name == "language" else ()):
        return HttpResponseBadRequest()
    cookie = settings.LANGUAGE_COOKIE_NAME if name == "language" else name
    answer = HttpResponseRedirect(_page_before(request))
    if value:
        answer.set_cookie(cookie, value, max_age=YEAR_S, samesite="Lax", secure=request.is_secure(), httponly=True)
    else:
        answer.delete_cookie(cookie, samesite="Lax")
    return answer


def _page_before(request: HttpRequest) -> str:
    page = request.POST.get("next", "/")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return page
    return "/"


@require_GET
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part on one page, for those who build and those who judge screens."""
    return render(request, "ui/gallery.html")
