"""The map as one SVG: areas, water, roads and signs, projected so that the area of the address fills it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from yixian.web.marks import Mark
from yixian.web.register.models import MapFeature, Place
from yixian.web.register.trees import WIDTH
from yixian.web.today.signs import URGENCY

Point = tuple[float, float]
Box = tuple[float, float, float, float]

# User units of the drawing; the frame keeps this shape, the county lies in its middle.
WIDE, HIGH, EDGE = 780, 440, 26
# A single post still shows its surroundings: at least about 1 km from edge to edge.
LEAST_DEGREES = 0.01
SIZES = {"alarm": 18, "ok": 8}
ROADS = ("road", "lane")
# What wants somebody's eye is drawn above the names, all other signs below them.
LOUD = ("alarm", "warn")


@dataclass(frozen=True)
class Frame:
    """Equirectangular: a degree of longitude is as much shorter as the cosine of the middle latitude says."""

    west: float
    north: float
    wide: float
    scale: float
    left: float
    top: float

    def at(self, point: Sequence[float]) -> Point:
        """Return where a point (longitude, latitude) is drawn."""
        lon, lat = point[0], point[1]
        return (
            round(self.left + (lon - self.west) * self.wide * self.scale, 1),
            round(self.top + (self.north - lat) * self.scale, 1),
        )


def draw(
    areas: Sequence[Place],
    marks: Sequence[Mark],
    numbers: Mapping[int, int],
    words: Mapping[str, object],
    *,
    is_near: bool,
) -> dict[str, Any]:
    """Return what the template draws; ``is_near`` adds the lanes that would be a tangle on the county's map."""
    shapes = [(area, rings(area.boundary)) for area in areas if len(area.path) == WIDTH and area.boundary]
    placed = [mark for mark in marks if mark.lon and mark.lat]
    points = [point for _, own in shapes for ring in own for point in ring] or [(m.lon, m.lat) for m in placed]
    if not points:
        return {"is_empty": True}
    frame = fitted(points)
    return {
        "wide": WIDE,
        "high": HIGH,
        "areas": [{"d": " ".join(_path(ring, frame) + "Z" for ring in own)} for _, own in shapes],
        "names": [_name(area, own, frame) for area, own in shapes],
        "lines": _lines(frame, is_near=is_near),
        "quiet": _signs([mark for mark in placed if mark.state not in LOUD], numbers, frame, is_near=is_near),
        "loud": _signs([mark for mark in placed if mark.state in LOUD], numbers, frame, is_near=is_near),
        "legend": _legend(marks, words),
        "total": len(marks),
        "km": _km(frame),
    }


def fitted(points: Iterable[Sequence[float]]) -> Frame:
    """Return the frame in which all points lie, centred."""
    lons, lats = zip(*((point[0], point[1]) for point in points), strict=True)
    middle_lon, middle_lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
    wide = cos(radians(middle_lat))
    span_x = max((max(lons) - min(lons)) * wide, LEAST_DEGREES)
    span_y = max(max(lats) - min(lats), LEAST_DEGREES)
    scale = min((WIDE - 2 * EDGE) / span_x, (HIGH - 2 * EDGE) / span_y)
    return Frame(middle_lon, middle_lat, wide, scale, WIDE / 2, HIGH / 2)


def rings(geometry: Any) -> list[list[Sequence[float]]]:
    """Return the rings of a GeoJSON Polygon or MultiPolygon, none for anything else."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "Polygon":
        return [ring for ring in geometry["coordinates"] if len(ring) > 2]
    if kind == "MultiPolygon":
        return [ring for polygon in geometry["coordinates"] for ring in polygon if len(ring) > 2]
    return []


def _strings(geometry: Any) -> list[list[Sequence[float]]]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "LineString":
        return [geometry["coordinates"]]
    return list(geometry["coordinates"]) if kind == "MultiLineString" else rings(geometry)


def _path(points: Iterable[Sequence[float]], frame: Frame) -> str:
    drawn: list[Point] = []
    for point in points:
        at = frame.at(point)
        # Points nearer than a third of a unit cannot be told apart and only make the page heavier.
        if not drawn or abs(at[0] - drawn[-1][0]) + abs(at[1] - drawn[-1][1]) > 0.3:
            drawn.append(at)
    return "M" + " ".join(f"{x:g} {y:g}" for x, y in drawn)


def _lines(frame: Frame, *, is_near: bool) -> list[dict[str, str]]:
    features = MapFeature.objects.unscoped("a map is no secret").order_by("kind", "pk")
    drawn = []
    for kind, geometry in features.values_list("kind", "geometry"):
        if kind == "lane" and not is_near:
            continue
        strings = [line for line in _strings(geometry) if len(line) > 1 and _is_inside(line, frame)]
        if strings:
            name = "road" if kind in ROADS else "water"
            drawn.append({"kind": name, "d": "".join(_path(line, frame) for line in strings)})
    return sorted(drawn, key=lambda line: line["kind"], reverse=True)


def _is_inside(line: Sequence[Sequence[float]], frame: Frame) -> bool:
    drawn = [frame.at(point) for point in line]
    xs, ys = [x for x, _ in drawn], [y for _, y in drawn]
    return min(xs) < WIDE and max(xs) > 0 and min(ys) < HIGH and max(ys) > 0


def _name(area: Place, own: Sequence[Sequence[Sequence[float]]], frame: Frame) -> dict[str, object]:
    at = (area.lon, area.lat) if area.lon and area.lat else _middle(own[0])
    x, y = frame.at(at)
    return {"name": area.name, "x": x, "y": y}


def _middle(ring: Sequence[Sequence[float]]) -> Point:
    lons, lats = zip(*((point[0], point[1]) for point in ring), strict=True)
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2


def _signs(marks: Sequence[Mark], numbers: Mapping[int, int], frame: Frame, *, is_near: bool) -> SafeString:
    """Return the signs, the quiet ones first, so that an alarm is never covered."""
    signs = []
    for mark in sorted(marks, key=lambda one: URGENCY.index(one.state), reverse=True):
        number = mark.number or numbers.get(mark.place_id)
        pick = f"n{number}" if number else f"p{mark.place_id}" if is_near else ""
        signs.append(_sign(mark, frame.at((mark.lon, mark.lat)), pick, number))
    # Every sign is escaped where it is drawn.
    return mark_safe("".join(signs))


def _sign(mark: Mark, at: Point, pick: str, number: int | None) -> str:
    # Drawn eight hundred times a page, so it is one function instead of a partial; only the name needs escaping.
    # A sign with a number is as large as an alarm, so that the number can be read.
    size = SIZES["alarm"] if number else SIZES.get(mark.state, 11)
    picked = f' data-pick="{pick}"' if pick else ""
    half, text = f"{-size / 2:g}", f'<text class="mark-number">{number}</text>' if number else ""
    return (
        f'<g transform="translate({at[0]:g} {at[1]:g})"><use class="sign-{mark.state} mark"{picked} '
        f'href="#sign-{mark.state}" x="{half}" y="{half}" width="{size}" height="{size}">'
        f"<title>{escape(mark.name)}</title></use>{text}</g>"
    )


def _legend(marks: Sequence[Mark], words: Mapping[str, object]) -> list[dict[str, object]]:
    counted = Counter(mark.state for mark in marks)
    return [
        {"state": state, "label": words[state], "n": counted[state]}
        for state in ("ok", "busy", "warn", "off", "draft", "alarm")
        if counted[state]
    ]


def _km(frame: Frame) -> float:
    """Return how many kilometres the map is wide; a degree of latitude is 111.2 km."""
    return round(WIDE / frame.scale * 111.2)
