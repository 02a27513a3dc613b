"""The desk: what the rooms offer for one area at one moment, put together into the parts of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localtime

from yixian.web import rooms
from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.alarms import Alarm
from yixian.web.figures import Asked, all_figures
from yixian.web.marks import Mark
from yixian.web.plans.models import Plan, PlanState
from yixian.web.plans.queries import UNDER_WAY, listed
from yixian.web.plans.queries import rows as plan_rows
from yixian.web.register.models import Place
from yixian.web.today import atlas, firsts, news, towns
from yixian.web.today.signs import MEANING, URGENCY, note

MOST_FIGURES, MOST_ALARMS, MOST_WATCHED, MOST_DRAFTS, MOST_COMING = 7, 12, 8, 6, 6


class Desk:
    """One area at one moment; each room is asked once, however many parts show its answer."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._alarms: list[Alarm] | None = None
        self._marks: list[Mark] | None = None
        self._areas: list[Place] | None = None

    def alarms(self) -> list[Alarm]:
        """Return the causes of all rooms, the most urgent and among those the oldest first."""
        if self._alarms is None:
            found = [alarm for module in _offering("alarms") for alarm in module.alarms(self.asked)]
            self._alarms = sorted(found, key=lambda one: (URGENCY.index(one.state), one.since or self.asked.at))
        return self._alarms

    def marks(self) -> list[Mark]:
        """Return the signs of all rooms."""
        if self._marks is None:
            self._marks = [mark for module in _offering("marks") for mark in module.marks(self.asked)]
        return self._marks

    def areas(self) -> list[Place]:
        """Return the area of the address and the township-level units in it."""
        if self._areas is None:
            seen = Place.objects.visible_to(self.asked.account).filter(under("path", self.asked.path))
            self._areas = list(seen.filter(kind__in=towns.KINDS).order_by("path"))
        return self._areas


def whole(asked: Asked) -> dict[str, Any]:
    """Return the context of the whole page."""
    desk = Desk(asked)
    context: dict[str, Any] = {"steps": firsts.steps(asked.account), "as_of": asked.at}
    if context["steps"]:
        return context
    for fill in PARTS.values():
        context |= fill(desk)
    return context


def one(part: str, asked: Asked) -> dict[str, Any]:
    """Return the context of one part."""
    return {"as_of": asked.at} | PARTS[part](Desk(asked))


def _offering(name: str) -> list[Any]:
    return [module for module in rooms.modules("today") if hasattr(module, name)]


def _figures(desk: Desk) -> dict[str, Any]:
    # Figures that say how things stand come first; what is left of the strip shows how large the front line is.
    offered = sorted(all_figures(), key=lambda figure: figure.state is None and figure.whole is None)
    return {"figures": [note(one, desk.asked, _rows_url(one.key, desk.asked)) for one in offered[:MOST_FIGURES]]}


def _rows_url(key: str, asked: Asked) -> str:
    # The rows are pages of the bulletin; a county that has switched it off sees the figures without them.
    try:
        return reverse("bulletin:figure", args=[key]) + (f"?in={asked.path}" if asked.path else "")
    except NoReverseMatch:
        return ""


def _alarms(desk: Desk) -> dict[str, Any]:
    urgent = [alarm for alarm in desk.alarms() if alarm.state == "alarm"]
    watched = [alarm for alarm in desk.alarms() if alarm.state != "alarm"]
    return {
        "alarms": [
            {"alarm": alarm, "number": n, "key": "P" if n == 1 else str(n), "age": _age(alarm, desk.asked)}
            for n, alarm in enumerate(urgent[:MOST_ALARMS], 1)
        ],
        "n_alarms": len(urgent),
        "watched": watched[:MOST_WATCHED],
        "n_watched": len(watched),
    }


def _age(alarm: Alarm, asked: Asked) -> str:
    seconds = int((asked.at - alarm.since).total_seconds()) if alarm.since else 0
    hours, rest = divmod(max(0, seconds), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60:02}:{rest % 60:02}"


def _map(desk: Desk) -> dict[str, Any]:
    urgent = [alarm for alarm in desk.alarms() if alarm.state == "alarm"][:MOST_ALARMS]
    numbers = {place: n for n, alarm in enumerate(urgent, 1) for place in alarm.places}
    return {"map": atlas.draw(desk.areas(), desk.marks(), numbers, _meaning(), is_near=bool(desk.asked.path))}


def _meaning() -> dict[str, object]:
    """Return what each sign of the map means, in the words of the rooms that draw it."""
    said = {state: label for module in _offering("LEGEND") for state, label in module.LEGEND.items()}
    return MEANING | said


def _towns(desk: Desk) -> dict[str, Any]:
    return {
        "towns": towns.table(_offering("table"), desk.areas(), desk.asked),
        "listed": _listed(desk),
        "n_listed": len(desk.marks()),
    }


def _listed(desk: Desk) -> list[dict[str, object]]:
    """Return the marks as a list where the area is small enough to read it: the accessible form of the map."""
    if not desk.asked.path:
        return []
    words = _meaning()
    marks = sorted(desk.marks(), key=lambda mark: (URGENCY.index(mark.state), mark.name))[: towns.MOST_POSTS]
    # A text that only repeats the word of the sign says nothing twice.
    return [
        {"mark": mark, "word": words[mark.state], "text": mark.text if mark.text != str(words[mark.state]) else ""}
        for mark in marks
    ]


def _drafts(desk: Desk) -> dict[str, Any]:
    seen = Plan.objects.visible_to(desk.asked.account).filter(under("place_path", desk.asked.path))
    waiting = seen.filter(state__in=[PlanState.DRAFT, *UNDER_WAY]).select_related("job").order_by("-pk")
    may_publish = desk.asked.account.may_somewhere(Right.PUBLISH)
    return {"drafts": plan_rows(listed(waiting)[:MOST_DRAFTS]), "may_publish": may_publish}


def _coming(desk: Desk) -> dict[str, Any]:
    found = [one for module in _offering("coming") for one in module.coming(desk.asked)]
    ahead = sorted((one for one in found if one.at >= desk.asked.at), key=lambda one: one.at)[:MOST_COMING]
    day = localtime(desk.asked.at).date()
    return {"coming": [{"one": one, "is_today": localtime(one.at).date() == day} for one in ahead]}


def _news(desk: Desk) -> dict[str, Any]:
    return {"news": news.latest(desk.asked, desk.areas())}


PARTS: dict[str, Callable[[Desk], dict[str, Any]]] = {
    "as-of": lambda desk: {},
    "figures": _figures,
    "alarms": _alarms,
    "map": _map,
    "towns": _towns,
    "drafts": _drafts,
    "coming": _coming,
    "news": _news,
}
