"""Where a role counts: found by the name that an administrator types."""

from __future__ import annotations

from dataclasses import dataclass

from yixian.web.access.rights import OVER_UNIT, WHOLE_COUNTY
from yixian.web.action import Refused
from yixian.web.register.models import Place, PlaceKind, PlaceName, Unit

COUNTY_WORDS = ("全县", "whole county")
# Above this many of one name the sentence names no more.
MOST_NAMED = 5


@dataclass(frozen=True)
class Area:
    """A place path (``""`` is the whole county), or the path of a unit."""

    name: str
    place_path: str = ""
    unit_path: str = ""

    def __str__(self) -> str:
        return f"unit {self.unit_path}" if self.unit_path else f"place {self.place_path}"


def area_of(role: str, said: str) -> Area:
    """Return the area that a name means for a role: a bureau's is a unit, the headquarters' the whole county.

    Raises
    ------
    Refused
        ``area_needed``, ``area_unknown`` or ``area_shared``.
    """
    said = " ".join(said.split())
    if role in WHOLE_COUNTY:
        return Area("")
    if not said:
        raise Refused("area_needed", field="area")
    return _unit(said) if role in OVER_UNIT else _place(said)


def _unit(said: str) -> Area:
    rows = Unit.objects.unscoped("names of units for a grant")
    unit = rows.filter(name=said).first() or rows.filter(short_name=said).first()
    if unit is None:
        raise Refused("area_unknown", field="area", name=said)
    return Area(unit.name, unit_path=unit.path)


def _place(said: str) -> Area:
    if said.lower() in COUNTY_WORDS:
        return Area(said)
    places = Place.objects.unscoped("names of places for a grant").defer("boundary")
    found = list(places.filter(name=said)[: MOST_NAMED + 1])
    above, _, name = said.partition(" ")
    if not found and name:
        found = [one for one in places.filter(name=name).select_related("parent") if above in _above(one)]
    if not found:
        aliases = PlaceName.objects.unscoped("other names for a grant").filter(name=said).values_list("place_id")
        found = list(places.filter(pk__in=aliases)[: MOST_NAMED + 1])
    if not found:
        raise Refused("area_unknown", field="area", name=said)
    if len(found) > 1:
        names = [f"{_above(one)[0]} {one.name}" for one in found[:MOST_NAMED] if _above(one)]
        raise Refused("area_shared", field="area", names="、".join(names))
    return Area(found[0].name, place_path=found[0].path)


def _above(place: Place) -> list[str]:
    """Names of what lies above a place, its township first."""
    paths = [place.path[:length] for length in range(4, len(place.path), 4)]
    rows = Place.objects.unscoped("names of places for a grant").filter(path__in=paths).exclude(kind=PlaceKind.POST)
    return list(rows.order_by("path").values_list("name", flat=True))
