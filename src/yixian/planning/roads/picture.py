"""Draw on the roads of a network how far somebody comes in so many minutes, as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

import numpy as np

from yixian.planning.roads.classes import BARRIER, N_FOR_CARS
from yixian.planning.roads.geo import flat
from yixian.planning.roads.reach import isochrone
from yixian.planning.roads.report import PACKAGE
from yixian.planning.roads.shapes import part_of
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.roads.network import FloatArray, Network
    from yixian.planning.roads.snap import Snapped
    from yixian.planning.roads.views import View
    from yixian.words import Lang

WIDE_PX: Final = 900.0
MARGIN_PX: Final = 24.0
COLOURS: Final = ("#1b7f5c", "#6aa84f", "#e0a92e", "#d9662b", "#a8324a")
CREDIT: Final = "© OpenStreetMap contributors, ODbL 1.0"
"""What every picture of the map must say."""


def draw(network: Network, view: View, starts: Snapped, minutes: Sequence[float], *, lang: Lang) -> str:
    """Return an SVG of the roads, coloured by the least of ``minutes`` within which the nearest start comes there."""
    sheet = Sheet(network)
    body = [sheet.roads(network)]
    limits = sorted(minutes)
    for k in reversed(range(len(limits))):
        parts = isochrone(view, starts, limits[k] * 60)
        rows = zip(parts.edge.tolist(), parts.begin.tolist(), parts.end.tolist(), strict=True)
        paths = [sheet.path(part_of(network, edge, low, high)) for edge, low, high in rows if high > low]
        body.append(group(paths, COLOURS[min(k, len(COLOURS) - 1)], 3.0))
    places = [part_of(network, int(e), float(x), float(x))[0] for e, x in zip(starts.edge, starts.share, strict=True)]
    body += [sheet.dot(place) for place in places]
    body.append(_legend(limits, sheet.high, lang))
    size = f'width="{WIDE_PX:.0f}" height="{sheet.high:.0f}" viewBox="0 0 {WIDE_PX:.0f} {sheet.high:.0f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="14">'
    ground = '<rect width="100%" height="100%" fill="#fbfaf7"/>'
    return "\n".join([head, ground, *body, "</svg>"]) + "\n"


class Sheet:
    """Where degrees lie on the paper."""

    def __init__(self, network: Network) -> None:
        self._middle = float(network.lat.mean())
        plane = flat(network.shape_lon, network.shape_lat, self._middle)
        low, high = plane.min(axis=0), plane.max(axis=0)
        self._scale = (WIDE_PX - 2 * MARGIN_PX) / max(high[0] - low[0], 1.0)
        self._corner = np.array([low[0], high[1]])
        self.high = (high[1] - low[1]) * self._scale + 2 * MARGIN_PX

    def path(self, line: FloatArray) -> str:
        """Return a line as SVG path data."""
        steps = [f"{x:.1f} {y:.1f}" for x, y in self._on_paper(line).tolist()]
        return f"M{' L'.join(steps)}"

    def dot(self, place: FloatArray) -> str:
        """Return a start as a dot."""
        x, y = self._on_paper(place[None])[0].tolist()
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="#16324f" stroke="#fff" stroke-width="2"/>'

    def roads(self, network: Network) -> str:
        """Return all roads in grey, those for cars broader."""
        kinds: dict[bool, list[str]] = {True: [], False: []}
        for edge in np.flatnonzero(network.road_class != BARRIER).tolist():
            kinds[bool(network.road_class[edge] < N_FOR_CARS)].append(self.path(network.points_of(edge)))
        return group(kinds[False], "#d8d4cc", 0.7) + "\n" + group(kinds[True], "#c9c4ba", 1.4)

    def _on_paper(self, line: FloatArray) -> FloatArray:
        plane = (flat(line[:, 0], line[:, 1], self._middle) - self._corner) * self._scale
        return np.asarray(plane * np.array([1.0, -1.0]) + MARGIN_PX)


def group(paths: Sequence[str], colour: str, width: float) -> str:
    """Return lines of one colour and width."""
    return f'<path d="{"".join(paths)}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linecap="round"/>'


def _legend(limits: Sequence[float], high: float, lang: Lang) -> str:
    rows = []
    for k, limit in enumerate(limits):
        y = MARGIN_PX + 20 * k
        colour = COLOURS[min(k, len(COLOURS) - 1)]
        text = escape(say(PACKAGE, "within_minutes", {"minutes": f"{limit:g}"}, lang))
        rows.append(f'<path d="M{MARGIN_PX:.0f} {y:.0f}h24" stroke="{colour}" stroke-width="4"/>')
        rows.append(f'<text x="{MARGIN_PX + 32:.0f}" y="{y + 5:.0f}">{text}</text>')
    rows.append(f'<text x="{MARGIN_PX:.0f}" y="{high - 8:.0f}" font-size="11" fill="#666">{CREDIT}</text>')
    return "\n".join(rows)
