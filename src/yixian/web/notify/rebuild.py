"""Areas of notices and of groups follow from their places."""

from __future__ import annotations

from django.db.models import QuerySet

from yixian.web.notify.models import Group, Notice
from yixian.web.projections import copied


def _notices() -> QuerySet[Notice]:
    return Notice.objects.unscoped("what follows from what")


def _groups() -> QuerySet[Group]:
    return Group.objects.unscoped("what follows from what")


PROJECTIONS = [
    copied("notify.notice", _notices, "place_path", "place__path"),
    copied("notify.group", _groups, "place_path", "place__path"),
]
