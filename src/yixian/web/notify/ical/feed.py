"""A person's shifts as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from yixian.web.notify.ical.events import Told
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.words import Lang

PRODUCT = "-//Yixian//duty//ZH"
EVERY = timedelta(hours=1)


def feed(shifts: Iterable[Told], lang: Lang) -> bytes:
    """Return the file that a calendar subscribes to."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _say("calendar_name", {}, lang))
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for told in shifts:
        calendar.add_component(_event(told, lang))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(told: Told, lang: Lang) -> Event:
    task, event = told.task, Event()
    # In the county's own zone, so that a night shift stands on the day on which it starts wherever it is read.
    start, end = timezone.localtime(task.starts_at), timezone.localtime(task.ends_at)
    kind = "night" if end.date() != start.date() else "day"
    event.add("uid", f"{task.key}@{settings.KEYS.sign}.yixian")
    event.add("sequence", told.sequence)
    event.add("dtstamp", told.told_at)
    event.add("last-modified", told.told_at)
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", _say(f"calendar_{kind}", {"place": task.place.name}, lang))
    event.add("location", _where(told))
    event.add("description", _say("calendar_leads" if task.leads else "calendar_stands", {}, lang))
    event.add("status", "CANCELLED" if told.is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if told.is_off else "OPAQUE")
    if task.place.lat is not None and task.place.lon is not None:
        event.add("geo", (task.place.lat, task.place.lon))
    return event


def _where(told: Told) -> str:
    place = told.task.place
    return f"{place.parent.name} {place.name}" if place.parent else place.name


def _say(code: str, params: dict[str, str], lang: Lang) -> str:
    return say("yixian.web.notify", code, params, lang)
