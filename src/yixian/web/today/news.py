"""What has just happened: events as sentences, the same thing in one township told once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from yixian.web.access.scope import under
from yixian.web.figures import Asked
from yixian.web.journal.models import Event
from yixian.web.register.models import Place
from yixian.web.register.trees import WIDTH
from yixian.words import catalogue

MOST, MOST_READ = 10, 240
# Within this time the same kind of event in one township is one line: "66 people signed in".
TOGETHER = timedelta(minutes=10)
UNKNOWN = "something_else"


@dataclass
class Line:
    """One line: the newest of its events says when, their number how many."""

    kind: str
    township: str
    at: datetime
    place: str
    params: dict[str, Any]
    n: int = 1
    places: set[str] = field(default_factory=set)


def latest(asked: Asked, areas: list[Place]) -> list[dict[str, object]]:
    """Return the newest events of an area, newest first, in words."""
    name = Place.objects.visible_to(asked.account).filter(path=OuterRef("place_path")).values("name")[:1]
    events = Event.objects.visible_to(asked.account).filter(under("place_path", asked.path), at__lte=asked.at)
    newest = events.order_by("-id").annotate(place=Subquery(name))[:MOST_READ]
    towns = {area.path: area.name for area in areas if len(area.path) == WIDTH}
    return [_said(line, towns) for line in _gathered(newest)[:MOST]]


def _gathered(events: Any) -> list[Line]:
    lines: list[Line] = []
    open_lines: dict[tuple[str, str], Line] = {}
    for event in events:
        township = event.place_path[:WIDTH]
        line = open_lines.get((event.kind, township))
        if line is None or line.at - event.at > TOGETHER:
            line = Line(event.kind, township, event.at, event.place or "", dict(event.params), n=0)
            open_lines[event.kind, township] = line
            lines.append(line)
        line.n += 1
        line.places.add(event.place_path)
    return lines


def _said(line: Line, towns: dict[str, str]) -> dict[str, object]:
    words = catalogue(__package__)
    entry = words.get(f"event_{line.kind}") or words[f"event_{UNKNOWN}"]
    lang = "zh" if (get_language() or "zh").startswith("zh") else "en"
    # Several places of one township are told by the township's name.
    place = line.place if len(line.places) == 1 or not line.township else towns.get(line.township, line.place)
    return {"at": line.at, "state": entry["sign"], "word": place, "text": entry[lang].format(n=line.n)}
