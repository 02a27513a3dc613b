"""What the tags of a way say: class, who may use it, how wide, how fast."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from yixian.planning.roads import flags
from yixian.planning.roads.classes import CODE, N_FOR_CARS, STEPS
from yixian.planning.roads.drawn import WayKind
from yixian.planning.roads.sources import osm_speeds
from yixian.planning.roads.sources.widths import width_cm

if TYPE_CHECKING:
    from collections.abc import Mapping


CAR_KEYS: Final = ("motorcar", "motor_vehicle", "vehicle", "access")
SHUT: Final = frozenset(
    ("no", "agricultural", "forestry", "emergency", "psv", "bus", "military", "permit", "use_sidepath")
)
PRIVATE: Final = frozenset(("private", "delivery", "destination", "customers", "residents"))
SPEED_KEYS: Final = ("maxspeed:advisory", "maxspeed")
WIDTH_KEYS: Final = ("maxwidth:physical", "width", "maxwidth", "est_width")
SLOW_SERVICES: Final = frozenset(("alley", "parking", "parking_aisle", "driveway", "drive-through", "drive-thru"))
EASY_TRAILS: Final = frozenset(("strolling", "hiking"))
NARROW_CM: Final = 300
"""Two cars do not pass here (the map's widths are rounded)."""
FOOT_ONLY: Final = frozenset(CODE[name] for name in ("footway", "path", "cycleway", "bridleway", "steps"))
NOT_ON_FOOT: Final = frozenset(CODE[name] for name in ("motorway", "motorway_link"))

_DIRECTED = (*CAR_KEYS, "maxspeed:advisory", "maxspeed")
RELEVANT: Final = frozenset((
    "highway", "area", "junction", "oneway", "oneway:motorcar", "oneway:motor_vehicle", "oneway:vehicle", "oneway:foot",
    "service", "foot", "emergency", "motorroad", "lanes", "surface", "tracktype", "smoothness", "bridge", "tunnel",
    "impassable", "status", "sac_scale", *WIDTH_KEYS, *_DIRECTED,
    *(f"{key}:forward" for key in _DIRECTED), *(f"{key}:backward" for key in _DIRECTED),
))  # fmt: skip
"""Keys that are looked at; ways that agree in them are alike."""


def kind_of(tags: Mapping[str, str]) -> WayKind | None:
    """Return what a way is; None if nobody can move on it."""
    code = CODE.get(tags.get("highway", ""))
    if code is None or tags.get("impassable") == "yes" or tags.get("status") == "impassable":
        return None
    way_flags = _vehicle_flags(tags, code) | _foot_flags(tags, code) | _nature_flags(tags, code)
    if not way_flags & (flags.RESCUE | flags.FOOT | flags.CAR):
        return None
    wide = _width(tags)
    lanes = _leading_number(tags.get("lanes", ""))
    is_two_way = way_flags & flags.CAR == flags.CAR
    if tags.get("service") in SLOW_SERVICES or 0 < wide <= NARROW_CM or (0 < lanes <= 1 and is_two_way):
        way_flags |= flags.SLOW
    return WayKind(
        road_class=code,
        flags=way_flags,
        width_cm=wide,
        width_from=int(wide > 0),
        lanes=min(lanes, 255),
        limit_forward_kmh=osm_speeds.limit_kmh(_directed(tags, SPEED_KEYS, "forward")),
        limit_backward_kmh=osm_speeds.limit_kmh(_directed(tags, SPEED_KEYS, "backward")),
        surface_kmh=osm_speeds.surface_kmh(tags),
    )


def _vehicle_flags(tags: Mapping[str, str], code: int) -> int:
    """Bits for cars and for emergency vehicles, in the directions that signs allow."""
    if tags.get("area") == "yes" or code == STEPS:
        return 0
    found = 0
    for way, car, rescue in zip(_ways(tags), (1, 2), (4, 8), strict=True):
        if not way:
            continue
        named = "forward" if car == flags.CAR_FORWARD else "backward"
        access = _directed(tags, CAR_KEYS, named)
        found |= (car if _may_drive(tags, code, access) else 0) | (rescue if _may_rescue(tags, code, access) else 0)
        if access in PRIVATE:
            found |= flags.NO_THROUGH
    return found


def _may_drive(tags: Mapping[str, str], code: int, access: str) -> bool:
    if tags.get("service") == "emergency_access":
        return False
    if code < N_FOR_CARS:
        return access not in SHUT
    if code in FOOT_ONLY and not any(key in tags for key in CAR_KEYS[:3]):
        return False
    return bool(access) and access not in SHUT and access not in PRIVATE


def _may_rescue(tags: Mapping[str, str], code: int, access: str) -> bool:
    """Emergency vehicles pass where a rule keeps others out, not where the road is shut for everybody."""
    if tags.get("emergency") in ("yes", "designated", "official"):
        return True
    if tags.get("emergency") == "no":
        return False
    if code in FOOT_ONLY:
        return _may_drive(tags, code, access) or (access in PRIVATE and any(key in tags for key in CAR_KEYS[:3]))
    return access not in ("no", "military") or any(key in tags for key in CAR_KEYS[:3])


def _foot_flags(tags: Mapping[str, str], code: int) -> int:
    """Bits for people on foot: everywhere but where it is forbidden, or no stretcher could be carried."""
    if tags.get("sac_scale", "hiking") not in EASY_TRAILS:
        return 0
    foot = tags.get("foot") or ("no" if tags.get("access") in ("no", "military") else "yes")
    is_kept_out = foot in ("no", "use_sidepath") or (tags.get("motorroad") == "yes" and "foot" not in tags)
    if is_kept_out or (code in NOT_ON_FOOT and "foot" not in tags):
        return 0
    if tags.get("oneway:foot") in ("yes", "1", "true"):
        return flags.FOOT_FORWARD
    return flags.FOOT


def _nature_flags(tags: Mapping[str, str], code: int) -> int:
    found = flags.STAIRS if code == STEPS else 0
    if tags.get("junction") in ("roundabout", "circular"):
        found |= flags.ROUNDABOUT
    if tags.get("bridge", "no") != "no":
        found |= flags.BRIDGE
    if tags.get("tunnel", "no") != "no":
        found |= flags.TUNNEL
    return found


def _ways(tags: Mapping[str, str]) -> tuple[bool, bool]:
    """Whether vehicles may go forward and backward."""
    keys = ("oneway:motorcar", "oneway:motor_vehicle", "oneway:vehicle", "oneway")
    sign = next((tags[key] for key in keys if key in tags), "")
    if sign == "-1":
        return False, True
    if sign in ("yes", "1", "true"):
        return True, False
    if sign == "reversible":
        return False, False
    is_implied = tags.get("junction") in ("roundabout", "circular") or tags.get("highway") in ("motorway",)
    return True, sign == "no" or not is_implied


def _directed(tags: Mapping[str, str], keys: tuple[str, ...], way: str) -> str:
    """Return the first value that is set, for one direction before both."""
    for key in keys:
        if value := tags.get(f"{key}:{way}") or tags.get(key):
            return value
    return ""


def _width(tags: Mapping[str, str]) -> int:
    """Return the smallest width given; -1 if none can be read."""
    known = [wide for key in WIDTH_KEYS if key in tags and (wide := width_cm(tags[key])) is not None]
    return min(known, default=-1)


def _leading_number(text: str) -> int:
    digits = text[: len(text) - len(text.lstrip("0123456789"))]
    return int(digits) if 0 < len(digits) < 4 else 0
