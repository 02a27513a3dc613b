"""Whose phone asks: pages of the phone know nobody else."""

from __future__ import annotations

from django.http import HttpRequest

from yixian.web.access import devices
from yixian.web.access.models import Device
from yixian.web.field.api import COOKIE


def holder(request: HttpRequest) -> Device | None:
    """Return the phone that asks, None if it is not enrolled or was shut out.

    A link tapped in a chat brings no strict cookie with it; then the first page of the phone is where to go.
    """
    return devices.phone(request.COOKIES.get(COOKIE, ""))
