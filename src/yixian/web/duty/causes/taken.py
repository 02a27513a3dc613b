"""Causes that an officer makes his own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from yixian.web.access.rights import Right
from yixian.web.alarms import Act, Alarm
from yixian.web.duty.models import TakenAlarm
from yixian.web.figures import Asked
from yixian.web.register.trees import parents

TAKEABLE = ("unmanned", "protected_on_duty")


def with_taker(asked: Asked, alarm: Alarm, begun: Sequence[tuple[str, datetime]]) -> Alarm:
    """Say who has made the cause his own: he took it after the last of it began, for an area that holds all of it."""
    above = ["", *{path for start, _at in begun for path in (start, *parents(start))}]
    last = max(at for _path, at in begun)
    rows = TakenAlarm.objects.unscoped("whoever took it, he is named to all who see the alarm")
    taken = rows.filter(cause=alarm.key, at__gte=last, place_path__in=above).select_related("by").order_by("-at")
    name = next((row.by.name for row in taken if all(path.startswith(row.place_path) for path, _at in begun)), "")
    if name:
        return replace(alarm, taken_by=name)
    if not asked.account.may(Right.STAND_IN, asked.path):
        return alarm
    return replace(alarm, take=Act(_("Take it"), reverse("duty:take"), {"cause": alarm.key, "area": asked.path}))
