"""A phone's area follows from its post, an invitation's too."""

from __future__ import annotations

from django.db.models import QuerySet

from yixian.web.access.models import Device, Enrolment
from yixian.web.projections import copied


def _phones() -> QuerySet[Device]:
    return Device.objects.unscoped("what follows from what")


def _offers() -> QuerySet[Enrolment]:
    return Enrolment.objects.unscoped("what follows from what")


PROJECTIONS = [
    copied("access.device", _phones, "place_path", "place__path"),
    copied("access.enrolment", _offers, "place_path", "place__path"),
]
