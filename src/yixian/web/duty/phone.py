"""What the room has for a guard's phone: whose it is, and the pages that its first page leads to."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from yixian.web.access import devices
from yixian.web.access.models import Device
from yixian.web.field.api import COOKIE
from yixian.web.notify import phone as notify


def holder(request: HttpRequest) -> Device:
    """Return the phone that asks.

    Raises
    ------
    Http404
        If it is not enrolled, or was shut out.
    """
    device = devices.phone(request.COOKIES.get(COOKIE, ""))
    if device is None:
        raise Http404
    return device


def doors(device: Device, at: datetime) -> list[dict[str, str]]:
    """Return the pages of the room that this phone may open: label, a line below it, address."""
    news, *others = notify.doors(device, at)
    if device.person_id is None:
        return [news]
    slots = {"label": _("Open slots"), "text": _("Shifts near home that lack people"), "url": reverse("duty:slots")}
    swaps = {
        "label": _("Swap shifts"),
        "text": _("The other must agree, then the leader"),
        "url": reverse("duty:my_swaps"),
    }
    return [news, slots, swaps, *others]


def notes_url() -> str:
    """Return where a phone reads what was left to its shift."""
    return reverse("duty:notes_of_phone")
