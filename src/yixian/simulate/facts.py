"""What an invented county consists of: plain data, each list in an order where parents come first.

``id`` of a place or unit is its index in the county's list; a post is known by its spoken number.
Coordinates are WGS-84 degrees, (longitude, latitude).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

PlaceKind = Literal["county", "town", "township", "subdistrict", "farm", "zone", "community", "village", "compound"]
UnitKind = Literal["headquarters", "group", "bureau", "township", "community", "firm"]
PostKind = Literal["main_gate", "side_gate", "village", "road"]
PersonKind = Literal["officer", "cadre", "village", "community", "property", "volunteer"]
ConditionKind = Literal["pregnant", "nursing", "ill", "under_observation"]
LineKind = Literal["river", "road", "lane"]
Point = tuple[float, float]

TOWNSHIP_KINDS: tuple[PlaceKind, ...] = ("town", "township", "subdistrict", "farm", "zone")
SHIFTS = ("early", "late", "night")  # 06-14, 14-22, 22-06
SHIFT_HOURS = 8


@dataclass(frozen=True)
class Place:
    """A place of the tree county > township > community or village > compound; no code means a local unit."""

    id: int
    name: str
    kind: PlaceKind
    parent: int | None
    code: str
    lon: float
    lat: float
    households: int
    leader: str = ""
    leader_phone: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unit:
    """An office or firm; ``quota`` is how many cadres it sends down, ``place`` the place that it governs."""

    id: int
    name: str
    short_name: str
    kind: UnitKind
    parent: int | None
    quota: int = 0
    leader: str = ""
    phone: str = ""
    place: int | None = None


@dataclass(frozen=True)
class Post:
    """A checkpoint; ``need`` counts the people of the early, late and night shift."""

    number: str
    name: str
    kind: PostKind
    town: int
    place: int
    entrance: str
    phone: str
    lon: float
    lat: float
    need: tuple[int, int, int]
    needs_leader: bool
    leader: str = ""
    leader_phone: str = ""


@dataclass(frozen=True)
class Condition:
    """What protects a person; the value is the weeks of pregnancy or the last day of nursing."""

    kind: ConditionKind
    value: str = ""


@dataclass(frozen=True)
class Person:
    """A person of the register; an identity number is known to nobody else, a post is where he belongs."""

    name: str
    sex: Literal["男", "女"]
    id_number: str
    phone: str
    kind: PersonKind
    unit: int
    is_member: bool
    title: str
    place: int | None
    post: str | None
    shifts_per_week: int | None = None
    condition: Condition | None = None
    duty: str = ""
    is_poor: bool = False

    @property
    def born_on(self) -> date:
        """Return the birthday that the identity number says."""
        digits = self.id_number[6:14]
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


@dataclass(frozen=True)
class Area:
    """The ground of a township; the first corner is not repeated at the end."""

    place: int
    ring: tuple[Point, ...]


@dataclass(frozen=True)
class Line:
    """A river, a road, or a lane that says how wide it is."""

    kind: LineKind
    name: str
    points: tuple[Point, ...]
    width_cm: int | None = None


@dataclass(frozen=True)
class County:
    """A whole invented county as it is on one day."""

    name: str
    on: date
    places: tuple[Place, ...]
    units: tuple[Unit, ...]
    posts: tuple[Post, ...]
    people: tuple[Person, ...]
    areas: tuple[Area, ...]
    lines: tuple[Line, ...]

    def townships(self) -> tuple[Place, ...]:
        """Return the township-level places, with a code or without."""
        return tuple(place for place in self.places if place.kind in TOWNSHIP_KINDS)
