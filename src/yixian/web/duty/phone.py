"""What the room has for a guard's phone: whose it is, and the pages that its first page leads to."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from yixian.web.access import devices
from yixian.web.access.models import Device
from yixian.web.field.api import COOKIE


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
    if device.person_id is None:
        return []
    return [{"label": _("Open slots"), "text": _("Shifts near home that lack people"), "url": reverse("duty:slots")}]
