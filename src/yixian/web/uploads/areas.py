"""The county's own map: a GeoJSON file with its areas, rivers and roads."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.journal.record import note, tell
from yixian.web.register.models import MapFeature, Place, PlaceKind

KIND = "areas"
LINES = {"river", "road", "lane"}
MOST_POINTS = 200_000


@action(Right.UPLOAD)
def set_map(*, by: Account, content: bytes, at: datetime) -> int:
    """Replace the map by that of a file; an area belongs to the place of its name. Returns the features drawn."""
    features = _features(content)
    places = {place.name: place for place in Place.objects.unscoped("areas of the map").exclude(kind=PlaceKind.POST)}
    lines = []
    faults = []
    for number, feature in enumerate(features, 1):
        kind, name = _said(feature)
        if kind in LINES:
            lines.append(MapFeature(kind=kind, name=name[:60], geometry=feature["geometry"]))
        elif name not in places:
            faults.append(f"{number}: {name}")
    if faults:
        raise Refused("areas_unknown", field="file", names="、".join(faults[:10]))
    for feature in features:
        kind, name = _said(feature)
        if kind not in LINES:
            places[name].boundary = feature["geometry"]
            places[name].save(update_fields=["boundary"])
    MapFeature.objects.unscoped("the old map").delete()
    MapFeature.objects.bulk_create(lines)
    note(features=len(features))
    tell("register", "map_set", at=at, features=len(features))
    return len(features)


def _said(feature: dict[str, Any]) -> tuple[str, str]:
    properties = feature.get("properties") or {}
    return str(properties.get("kind", "area")), str(properties.get("name", ""))


def _features(content: bytes) -> list[dict[str, Any]]:
    try:
        collection = json.loads(content)
        features = list(collection["features"])
        points = [point for feature in features for point in _points(feature["geometry"])]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused("not_geojson", field="file") from error
    if not points or len(points) > MOST_POINTS:
        raise Refused("map_size", field="file", most=MOST_POINTS)
    if not all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points):
        raise Refused("map_degrees", field="file")
    return features


def _points(geometry: dict[str, Any]) -> list[tuple[float, float]]:
    """Return the points of a Polygon, LineString or MultiLineString; anything else is no map of ours."""
    coordinates = geometry["coordinates"]
    if geometry["type"] not in ("Polygon", "LineString", "MultiLineString"):
        raise ValueError(geometry["type"])
    lines = [coordinates] if geometry["type"] == "LineString" else coordinates
    return [(float(point[0]), float(point[1])) for line in lines for point in line]
