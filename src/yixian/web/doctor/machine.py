"""Settings, keys, certificate, disk, clock, fonts: what surrounds the facts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from yixian.faults import BadInput
from yixian.web import clock, rooms
from yixian.web.certificate import expires_at, refuse_bad
from yixian.web.doctor.finding import Finding
from yixian.web.doctor.known import OF_TESTS, SETTINGS
from yixian.web.journal.models import Event
from yixian.web.ui.paper.fonts import FontsMissing, fonts

GIGABYTE = 2**30
LEAST_FREE = 0.05
WANTED_FREE = 0.1
RENEW_BEFORE = timedelta(days=14)
# Two computers that ask a time server differ by less.
TOLERANCE = timedelta(minutes=2)


def environment(named: Mapping[str, str] = os.environ) -> Iterator[Finding]:
    """Look at the settings that somebody has chosen."""
    found = [*_misspelled(named), *_rooms(named), *_for_show(named)]
    if named.get("YX_HOST") and not settings.HTTPS:
        found.append(Finding("settings", "bad", "doctor_no_https", {"host": named["YX_HOST"]}))
    chosen = sorted(name for name in named if name in SETTINGS)
    yield from found or [Finding("settings", "good", "doctor_settings", {"names": " ".join(chosen) or "-"})]


def keys() -> Iterator[Finding]:
    """Look whether the keys are for us alone."""
    path = Path(settings.DATA_DIR, "keys.json")
    if path.stat().st_mode & 0o077:
        yield Finding("keys", "bad", "doctor_keys_open", {"path": path})
    else:
        yield Finding("keys", "good", "doctor_keys", {"path": path})


def certificate() -> Iterator[Finding]:
    """Look how long the certificate lasts."""
    if not settings.CERT and not settings.CERT_KEY:
        return
    now = timezone.now()
    try:
        refuse_bad(settings.CERT, settings.CERT_KEY, now)
    except BadInput as bad:
        yield from (Finding("certificate", "bad", "doctor_certificate_bad", {"why": fault}) for fault in bad.faults)
        return
    until = expires_at(settings.CERT)
    is_near = until - now < RENEW_BEFORE
    said = {"until": f"{timezone.localtime(until):%Y-%m-%d}", "days": (until - now).days}
    yield Finding("certificate", "look" if is_near else "good", "doctor_certificate", said)


def disk() -> Iterator[Finding]:
    """Look how much room is left for the facts."""
    usage = shutil.disk_usage(settings.DATA_DIR)
    share = usage.free / usage.total
    said = {"free": f"{usage.free / GIGABYTE:.1f}", "percent": f"{share:.0%}", "path": settings.DATA_DIR}
    if share < LEAST_FREE or usage.free < GIGABYTE:
        yield Finding("disk", "bad", "doctor_disk_full", said)
    else:
        yield Finding("disk", "look" if share < WANTED_FREE else "good", "doctor_disk", said)


def the_clock() -> Iterator[Finding]:
    """Look whether anything has happened that by this clock has not happened yet."""
    now = clock.now()
    newest = Event.objects.unscoped("only its time").order_by("-id").values_list("at", flat=True).first()
    said = {"now": f"{timezone.localtime(now):%Y-%m-%d %H:%M:%S}", "zone": settings.TIME_ZONE}
    if newest is not None and newest - now > TOLERANCE:
        newer = {"newest": f"{timezone.localtime(newest):%Y-%m-%d %H:%M:%S}"}
        yield Finding("clock", "bad", "doctor_clock_back", said | newer)
    else:
        yield Finding("clock", "good", "doctor_clock", said)


def paper() -> Iterator[Finding]:
    """Look whether Chinese can be printed."""
    try:
        found = fonts()
    except FontsMissing:
        yield Finding("fonts", "bad", "doctor_fonts_missing")
    else:
        yield Finding("fonts", "good", "doctor_fonts", {"name": found.body[0]})


def _misspelled(named: Mapping[str, str]) -> Iterator[Finding]:
    for name in sorted(named):
        if name.startswith("YX_") and name not in (*SETTINGS, *OF_TESTS):
            yield Finding("settings", "bad", "doctor_unknown_setting", {"name": name})


def _rooms(named: Mapping[str, str]) -> Iterator[Finding]:
    for room in filter(None, (name.strip() for name in named.get("YX_ROOMS", "").split(","))):
        if room not in rooms.ALL:
            yield Finding("settings", "bad", "doctor_unknown_room", {"name": room, "rooms": " ".join(rooms.ALL)})


def _for_show(named: Mapping[str, str]) -> Iterator[Finding]:
    """Settings of a training that must not be forgotten in earnest."""
    for name in ("YX_NOW", "YX_CLOCK_SHIFT_S", "YX_TRAINING"):
        if named.get(name):
            yield Finding("settings", "look", "doctor_training", {"name": name})
