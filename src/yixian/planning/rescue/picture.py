"""The first alternative of a plan on the roads it uses, as an SVG."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.rescue.answers import say_reason
from yixian.planning.rescue.plan import AMBULANCE, CARRY, FOOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yixian.planning.rescue.arcs import FloatArray, Layer
    from yixian.planning.rescue.ground import Ground
    from yixian.planning.rescue.problem import Case
    from yixian.planning.roads.network import Network
    from yixian.words import Lang

WIDTH, HEIGHT, TOP, EDGE = 960, 640, 64, 24
PAPER, INK, ROAD, FOOTWAY, SHUT = "#fbfaf7", "#1c2733", "#c9d2da", "#e3e0d8", "#c02f2f"
LINES = {AMBULANCE: ("#0f5c8a", 3.5), FOOT: ("#3c8d5a", 2.5), CARRY: ("#d9822b", 6.0)}
STYLE = "font-family:'Noto Sans CJK SC','Noto Sans',sans-serif"
MARGIN = 0.06
LEAST_SPAN_M = 400.0
M_PER_DEGREE = 111_195.0


@dataclass(frozen=True)
class Frame:
    """What part of the map is shown, in degrees, and how it lies on the paper."""

    west: float
    north: float
    x_scale: float
    y_scale: float

    def at(self, points: FloatArray) -> FloatArray:
        """Return ``[point, (lon, lat)]`` as ``[point, (x, y)]``."""
        x = EDGE + (points[:, 0] - self.west) * self.x_scale
        y = TOP + (self.north - points[:, 1]) * self.y_scale
        return np.column_stack((x, y))


def draw(case: Case, ground: Ground, network: Network | None, plan: Mapping[str, Any], *, lang: Lang) -> str:
    """Return an SVG of a sound plan's first alternative; without a network, of its straight lines."""
    first = plan["alternatives"][0]
    lines = [(leg["by"], _line(ground, network, leg)) for leg in first["legs"] if leg["way"]]
    frame = _frame(np.concatenate([line for _, line in lines]))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" style="{STYLE}">',
        f'<clipPath id="map"><rect x="0" y="{TOP - 12}" width="{WIDTH}" height="{HEIGHT - TOP + 12}"/></clipPath>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/><g clip-path="url(#map)">',
        *([] if network is None else _roads(ground, network, frame)),
    ]
    for by, line in lines:
        colour, width = LINES[by]
        parts.append(_path(frame.at(line), colour, width, opacity=0.85))
    parts += [*_marks(case, ground, first, frame), "</g>"]
    minutes = "–".join(map(str, first["minutes"]["hospital"]))
    title = Reason("picture_title", {"unit": first["unit"], "hospital": first["hospital"], "minutes": minutes})
    parts += [
        _text((16, 26), say_reason(title, lang), 16),
        _text((16, 46), say_reason(Reason("picture_key"), lang), 12),
    ]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _line(ground: Ground, network: Network | None, leg: Mapping[str, Any]) -> FloatArray:
    """Return the shape of a leg's way: along the roads where whole roads are used, straight on parts of them."""
    layer = ground.drive if leg["by"] == AMBULANCE else ground.foot
    way = leg["way"]
    pieces = [np.column_stack((ground.lon[way[:1]], ground.lat[way[:1]]))]
    for tail, head in pairwise(way):
        pieces.append(_piece(ground, network, layer, (tail, head)))
    return np.concatenate(pieces)


def _piece(ground: Ground, network: Network | None, layer: Layer, ends: tuple[int, int]) -> FloatArray:
    """Return the points between two nodes of a way, the last node among them."""
    tail, head = ends
    straight = np.array([[ground.lon[head], ground.lat[head]]])
    here = layer.out.arc[layer.out.first[tail] : layer.out.first[tail + 1]]
    here = here[layer.arcs.head[here] == head]
    edge = int(layer.arcs.edge[here[np.argmin(layer.arcs.ms[here])]]) if len(here) else -1
    if network is None or edge < 0 or max(ends) >= network.n_nodes:
        return straight
    points = network.points_of(edge)
    return points[1:] if int(network.u[edge]) == tail else points[::-1][1:]


def _frame(points: FloatArray) -> Frame:
    low, high = points.min(axis=0), points.max(axis=0)
    middle = (low + high) / 2
    flat = np.array([np.cos(np.radians(middle[1])), 1.0]) * M_PER_DEGREE
    spans = np.maximum((high - low) * flat, LEAST_SPAN_M) * (1 + 2 * MARGIN)
    room = np.array([WIDTH - 2 * EDGE, HEIGHT - TOP - EDGE])
    scale = float((room / spans).min())
    half = room / scale / 2 / flat
    return Frame(middle[0] - half[0], middle[1] + half[1], scale * flat[0], scale * flat[1])


def _roads(ground: Ground, network: Network, frame: Frame) -> Iterator[str]:
    """Yield the roads within the frame, footways lighter, closed ones in red."""
    lon, lat = np.asarray(network.shape_lon), np.asarray(network.shape_lat)
    inside = frame.at(np.column_stack((lon, lat)))
    is_seen = (inside[:, 0] > 0) & (inside[:, 0] < WIDTH) & (inside[:, 1] > 0) & (inside[:, 1] < HEIGHT)
    seen = np.flatnonzero(np.logical_or.reduceat(is_seen, network.shape[:-1]))
    shut = {int(edge) for barring in ground.roads.barrings for edge in barring.edges}
    driven = np.zeros(network.n_edges, dtype=bool)
    driven[np.unique(ground.roads.drive.arcs.edge)] = True
    for colour, width, edges in (
        (FOOTWAY, 1.0, [e for e in seen.tolist() if not driven[e] and e not in shut]),
        (ROAD, 2.0, [e for e in seen.tolist() if driven[e] and e not in shut]),
        (SHUT, 4.0, [e for e in seen.tolist() if e in shut]),
    ):
        shapes = " ".join(_shape(frame.at(network.points_of(edge))) for edge in edges)
        if shapes:
            yield f'<path d="{shapes}" fill="none" stroke="{colour}" stroke-width="{width}"/>'


def _marks(case: Case, ground: Ground, first: Mapping[str, Any], frame: Frame) -> Iterator[str]:
    """Yield names of the places that matter."""
    hospital = next(one for one in case.hospitals if one.id == first["hospital"])
    unit = next(one for one in case.units if one.id == first["unit"])
    meeting = first["meeting"]
    places = [
        (case.patient.place, case.patient.spot.lon, case.patient.spot.lat, SHUT, -8),
        (unit.id, unit.spot.lon, unit.spot.lat, LINES[AMBULANCE][0], -8),
        (hospital.id, hospital.spot.lon, hospital.spot.lat, LINES[AMBULANCE][0], 18),
        ("", meeting["lon"], meeting["lat"], LINES[CARRY][0], 0),
    ]
    for name, lon, lat, colour, below in places:
        x, y = frame.at(np.array([[lon, lat]]))[0]
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="{colour}" stroke="{PAPER}" stroke-width="2"/>'
        is_right = x > WIDTH * 0.8
        yield _text((x - 10 if is_right else x + 10, y + below), name, 13, anchor="end" if is_right else "start")


def _path(points: FloatArray, colour: str, width: float, *, opacity: float) -> str:
    style = f'fill="none" stroke="{colour}" stroke-width="{width}" stroke-opacity="{opacity}" stroke-linejoin="round"'
    return f'<path d="{_shape(points)}" {style}/>'


def _shape(points: FloatArray) -> str:
    return "M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _text(at: tuple[float, float], text: str, size: int, *, anchor: str = "start") -> str:
    place = f'x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size}" text-anchor="{anchor}"'
    return f'<text {place} fill="{INK}">{escape(text)}</text>' if text else ""
