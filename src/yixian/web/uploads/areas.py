"""The county's own map: a GeoJSON file with its areas, rivers and roads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.journal.record import tell
from yixian.web.register.models import MapFeature, Place
from yixian.web.register.tree import Tree

KIND = "areas"
LINES = ("river", "road", "lane")
MOST_POINTS = 200_000
MOST_NAMED = 10
SHORTEST_RING = 4


@dataclass(frozen=True)
class Feature:
    """One feature of the file, looked through: its number in it, what it is, how it is called."""

    number: int
    kind: str
    name: str
    geometry: dict[str, Any]

    @property
    def is_line(self) -> bool:
        """Whether it is drawn under the posts and belongs to no place."""
        return self.kind in LINES


@dataclass(frozen=True)
class CountyMap:
    """All features of a file; the audit keeps their number, not their points."""

    features: list[Feature]

    def __str__(self) -> str:
        return f"{len(self.features)} features"


def set_map(*, by: Account, content: bytes, at: datetime) -> int:
    """Replace the map by that of a file; an area belongs to the place of its name. Returns the features drawn.

    Raises
    ------
    Refused
        With what is wrong in the file; then nothing of it is drawn.
    """
    # Read outside of the transaction: a large map takes a second, and phones want to write meanwhile.
    return draw_map(by=by, drawn=CountyMap(_features(content)), at=at)


@action(Right.UPLOAD)
def draw_map(*, by: Account, drawn: CountyMap, at: datetime) -> int:
    """Store the features of a map that was looked through, in place of the old ones."""
    features = drawn.features
    areas = [feature for feature in features if not feature.is_line]
    places = _places(areas)
    for place, area in zip(places, areas, strict=True):
        place.boundary = area.geometry
    Place.objects.unscoped("areas of the map").bulk_update(places, ["boundary"])
    MapFeature.objects.unscoped("the old map").delete()
    MapFeature.objects.bulk_create(
        MapFeature(kind=one.kind, name=one.name[:60], geometry=one.geometry) for one in features if one.is_line
    )
    tell("register", "map_set", at=at, features=len(features))
    return len(features)


def looks_like_map(content: bytes) -> bool:
    """Whether a file that nobody named is no workbook but JSON."""
    return content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"


def _places(areas: list[Feature]) -> list[Place]:
    """The place of each area; a name that is no place's, or two places', is no area of ours."""
    tree = Tree()
    found = [tree.parents(area.name) for area in areas]
    unknown = [area.name for area, places in zip(areas, found, strict=True) if len(places) != 1]
    if unknown:
        raise Refused("areas_unknown", field="file", names="、".join(unknown[:MOST_NAMED]))
    places = [some[0] for some in found]
    if len({place.pk for place in places}) < len(places):
        raise Refused("areas_twice", field="file")
    return places


def _features(content: bytes) -> list[Feature]:
    try:
        collection = json.loads(content.decode("utf-8-sig"))
        features = [_feature(number, one) for number, one in enumerate(collection["features"], 1)]
        lines = [line for feature in features for line in _lines(feature.geometry)]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Refused("not_geojson", field="file") from error
    if not lines or sum(map(len, lines)) > MOST_POINTS:
        raise Refused("map_size", field="file", most=MOST_POINTS)
    # Written so that "not a number", which JSON readers let pass, does not.
    if not all(-180 <= lon <= 180 and -90 <= lat <= 90 for line in lines for lon, lat in line):
        raise Refused("map_degrees", field="file")
    for feature in features:
        rings = [] if feature.is_line else _lines(feature.geometry)
        if not feature.is_line and not (rings and all(map(_is_ring, rings))):
            raise Refused("ring_open", field="file", number=feature.number, name=feature.name)
    return features


def _feature(number: int, said: dict[str, Any]) -> Feature:
    properties = said.get("properties") or {}
    kind, name = str(properties.get("kind", "area")), str(properties.get("name", ""))
    shapes = ("LineString", "MultiLineString") if kind in LINES else ("Polygon",)
    if said["geometry"]["type"] not in shapes:
        raise ValueError(said["geometry"]["type"])
    geometry = {"type": said["geometry"]["type"], "coordinates": said["geometry"]["coordinates"]}
    return Feature(number, kind[:12], name, geometry)


def _lines(geometry: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the rings of a Polygon, or the lines of a LineString or MultiLineString."""
    coordinates = geometry["coordinates"]
    lines = [coordinates] if geometry["type"] == "LineString" else coordinates
    return [[(float(point[0]), float(point[1])) for point in line] for line in lines]


def _is_ring(line: list[tuple[float, float]]) -> bool:
    return len(line) >= SHORTEST_RING and line[0] == line[-1]
