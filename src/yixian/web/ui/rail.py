"""The rail: nine places in one order, of which somebody sees only his own and only those that exist."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from yixian.web import rooms
from yixian.web.access.models import Account
from yixian.web.access.rights import Right


@dataclass(frozen=True)
class RailPlace:
    """One entry; ``key`` follows G on the keyboard, ``room`` must be open for it to be shown."""

    name: str
    label: object
    url: str
    key: str
    right: Right
    room: str | None = None


RAIL = (
    RailPlace("today", _("Today"), "/", "T", Right.SEE),
    RailPlace("duty", _("Duty"), "/duty/posts/", "D", Right.SEE, "duty"),
    RailPlace("teams", _("Teams"), "/rounds/", "M", Right.SEE, "rounds"),
    RailPlace("bulletin", _("Bulletin"), "/bulletin/", "B", Right.SEE, "bulletin"),
)
FOOT = (
    RailPlace("register", _("Register"), "/register/", "", Right.SEE),
    RailPlace("settings", _("Settings"), "/settings/", "", Right.ACCOUNTS),
    RailPlace("settings", _("Audit"), "/settings/audit/", "", Right.AUDIT),
)


def rail(path: str, officer: Account) -> list[dict[str, object]]:
    """Return the places that an officer sees, the one he is in marked."""
    return [_entry(place, path) for place in RAIL if _is_shown(place, officer)]


def foot(path: str, officer: Account) -> list[dict[str, object]]:
    """Return the places at the foot of the rail."""
    return [_entry(place, path) for place in FOOT if _is_shown(place, officer)]


def _is_shown(place: RailPlace, officer: Account) -> bool:
    is_open = place.room is None or place.room in rooms.opened()
    return is_open and officer.may_somewhere(place.right)


def _entry(place: RailPlace, path: str) -> dict[str, object]:
    first = "/" if place.url == "/" else f"/{place.url.split('/')[1]}/"
    is_current = path == "/" if first == "/" else path.startswith(first)
    return {
        "name": place.name,
        "label": place.label,
        "url": place.url,
        "icon": place.name,
        "key": place.key,
        "is_current": is_current,
        "badge": None,
    }
