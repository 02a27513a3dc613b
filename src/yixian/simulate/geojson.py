"""The county's map: areas, river, roads and lanes as GeoJSON (RFC 7946)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.simulate.facts import County, Point


def map_of(county: County) -> dict[str, Any]:
    """Return a FeatureCollection; each feature has ``kind`` (area, river, road, lane) and ``name``."""
    areas = [
        _feature("area", county.places[area.place].name, "Polygon", [[*area.ring, area.ring[0]]])
        for area in county.areas
    ]
    lines = [_feature(line.kind, line.name, "LineString", line.points, width_cm=line.width_cm) for line in county.lines]
    return {"type": "FeatureCollection", "features": [*areas, *lines]}


def _feature(kind: str, name: str, shape: str, coordinates: Sequence[Any] | Sequence[Point], **more: object) -> Any:
    properties = {"kind": kind, "name": name} | {key: value for key, value in more.items() if value is not None}
    geometry = {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "properties": properties, "geometry": geometry}
