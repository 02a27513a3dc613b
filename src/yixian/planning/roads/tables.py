"""Roads of a county's own table as a drawing: read the words, weld the ends, list what a person should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from yixian.faults import BadInput, Fault
from yixian.planning.roads.datum import DATUMS, all_to_wgs84
from yixian.planning.roads.drawn import Doubt, Drawing
from yixian.planning.roads.geo import distance_m
from yixian.planning.roads.sources.rows import kind_of
from yixian.planning.roads.weld import Welded

if TYPE_CHECKING:
    from yixian.planning.roads.network import FloatArray
    from yixian.planning.roads.sources.rows import Rows

LEAST_M: Final = 0.5
"""Shorter roads are slips of the hand."""

LONGEST_BEND: Final = 4.0
"""A stated length may be so many times the straight one; beyond it is a slip (metres for kilometres)."""


def draw(rows: Rows, path: str, datum: str = DATUMS[0]) -> Drawing:
    """Return the ways of a road table.

    Raises
    ------
    BadInput
        With every road whose coordinates are no degrees.
    """
    _refuse_places(rows, path)
    lines = [np.column_stack(all_to_wgs84(line[:, 0], line[:, 1], datum)) for line in rows.lines]
    welded = Welded(lines, has_shapes=rows.has_shapes)
    doubts: list[Doubt] = []
    kinds = [kind_of(words, place, doubts) for words, place in zip(rows.words, rows.places, strict=True)]
    drawing = Drawing(
        ref=welded.ref,
        lon=welded.lon,
        lat=welded.lat,
        first=welded.first,
        way=np.arange(1, len(lines) + 1),
        kinds=kinds,
        names=[words.get("name", "") for words in rows.words],
        doubts=doubts,
    )
    for one, other, lon, lat in welded.crossings:
        params: dict[str, object] = {"other": rows.places[other], "lon": round(lon, 7), "lat": round(lat, 7)}
        doubts.append(Doubt(rows.places[one], "crossing_without_node", params))
    for one, other, lon, lat, gap in welded.nearly() if rows.has_shapes else ():
        params = {"other": rows.places[other], "lon": round(lon, 7), "lat": round(lat, 7), "metres": round(gap, 1)}
        doubts.append(Doubt(rows.places[one], "nearly_meets", params))
    drawing.stretch = _stretches(drawing, rows, doubts)
    return drawing


def _refuse_places(rows: Rows, path: str) -> None:
    faults = []
    for line, place in zip(rows.lines, rows.places, strict=True):
        if not np.isfinite(line).all():
            faults.append(Fault(f"{path}: {place}", "geometry", "finite coordinates", "NaN or infinity"))
        elif np.abs(line[:, 0]).max() > 180 or np.abs(line[:, 1]).max() > 90:
            got = f"{line[0, 0]:g}, {line[0, 1]:g}"
            hint = "degrees, longitude before latitude (are these metres of a projection, or is the order turned?)"
            faults.append(Fault(f"{path}: {place}", "geometry", hint, got))
    if not rows.lines:
        faults.append(Fault(path, "rows", "at least one road", "none"))
    if faults:
        raise BadInput(faults)


def _stretches(drawing: Drawing, rows: Rows, doubts: list[Doubt]) -> FloatArray:
    """How much longer each road is than it is drawn: 1, or what its stated length says where there is no shape."""
    stretch = np.ones(len(rows.lines))
    steps = np.append(distance_m(drawing.lon[:-1], drawing.lat[:-1], drawing.lon[1:], drawing.lat[1:]), 0.0)
    steps[drawing.first[1:] - 1] = 0.0
    drawn = np.add.reduceat(steps, drawing.first[:-1])
    for k, (words, place) in enumerate(zip(rows.words, rows.places, strict=True)):
        if drawn[k] < LEAST_M:
            doubts.append(Doubt(place, "too_short", {"metres": round(float(drawn[k]), 2)}))
        elif not rows.has_shapes and (km := _km(words.get("km", ""))):
            ratio = km * 1000 / drawn[k]
            if 0.98 <= ratio <= LONGEST_BEND:
                stretch[k] = max(1.0, ratio)
            else:
                doubts.append(Doubt(place, "length_unlikely", {"km": km, "straight_m": round(float(drawn[k]))}))
    return stretch


def _km(text: str) -> float:
    try:
        return float(text.lower().removesuffix("km").removesuffix("公里"))
    except ValueError:
        return 0.0
