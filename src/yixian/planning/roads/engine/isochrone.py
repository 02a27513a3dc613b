"""Roads drawn in the colour of the minutes within which they are reached."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.roads.graph import FloatArray, IntArray
    from yixian.planning.roads.network import Network

WIDTH = 1000
EDGE = 20
LEGEND = 26
COLOURS = ("#1a7f4b", "#7fb83a", "#e3b505", "#e07b1a", "#c0392b", "#7d2a54")
UNREACHED = "#c9ced6"
CREDIT = "© OpenStreetMap contributors"


def isochrone(network: Network, places_s: FloatArray, minutes: Sequence[float], stations: FloatArray) -> str:
    """Return an SVG of all roads that somebody can reach or not.

    Parameters
    ----------
    places_s
        [node of the network] seconds from the nearest station; inf = not reached.
    minutes
        Limits of the colours, rising.
    stations
        [station, (lon, lat)] drawn as dots.
    """
    draw = _Plane(network)
    worse = np.fmax(places_s[network.u], places_s[network.v])
    band = np.searchsorted(np.array(minutes) * 60.0, worse, side="left")
    parts = [_header(draw.height)]
    limits = [f"≤ {limit:g} min" for limit in minutes] + [f"> {minutes[-1]:g} min"]
    for k in range(len(limits) - 1, -1, -1):
        is_here = np.isfinite(worse) & (band == k)
        parts.append(_roads(draw, network, np.flatnonzero(is_here), _colour(k)))
    parts.insert(1, _roads(draw, network, np.flatnonzero(~np.isfinite(worse)), UNREACHED))
    for x, y in draw.at(stations[:, 0], stations[:, 1]).tolist():
        parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="7" fill="#fff" stroke="#111" stroke-width="3"/>')
    parts.append(_legend(draw.height, [*limits, "no way"]))
    return "\n".join([*parts, "</svg>", ""])


class _Plane:
    """Degrees to places in the picture, north up."""

    def __init__(self, network: Network) -> None:
        self.west, self.north = float(network.shape_lon.min()), float(network.shape_lat.max())
        self.shrink = float(np.cos(np.radians(np.mean(network.shape_lat))))
        wide = max((float(network.shape_lon.max()) - self.west) * self.shrink, 1e-6)
        self.scale = (WIDTH - 2 * EDGE) / wide
        self.height = round((self.north - float(network.shape_lat.min())) * self.scale) + 2 * EDGE

    def at(self, lon: FloatArray, lat: FloatArray) -> FloatArray:
        """Return [point, (x, y)] in tenths of a pixel."""
        x = EDGE + (lon - self.west) * self.shrink * self.scale
        y = EDGE + (self.north - lat) * self.scale
        return np.round(np.column_stack([x, y]), 1)


def _colour(band: int) -> str:
    return COLOURS[min(band, len(COLOURS) - 1)]


def _header(height: int) -> str:
    size = f'width="{WIDTH}" height="{height + LEGEND}" viewBox="0 0 {WIDTH} {height + LEGEND}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n<rect width="100%" height="100%" fill="#fff"/>'


def _roads(draw: _Plane, network: Network, edges: IntArray, colour: str) -> str:
    paths = []
    for edge in edges.tolist():
        shape = network.points_of(edge)
        steps = draw.at(shape[:, 0], shape[:, 1]).tolist()
        paths.append("M" + "L".join(f"{x:g} {y:g}" for x, y in steps))
    return f'<path fill="none" stroke="{colour}" stroke-width="1.6" d="{"".join(paths)}"/>'


def _legend(height: int, names: Sequence[str]) -> str:
    parts, x = [], EDGE
    for k, name in enumerate(names):
        colour = UNREACHED if k == len(names) - 1 else _colour(k)
        parts.append(f'<rect x="{x}" y="{height + 2}" width="14" height="14" fill="{colour}"/>')
        parts.append(
            f'<text x="{x + 19}" y="{height + 14}" font-family="sans-serif" font-size="13">{escape(name)}</text>'
        )
        x += 110
    credit = (
        f'x="{WIDTH - EDGE}" y="{height + 14}" text-anchor="end" font-family="sans-serif" font-size="12" fill="#555"'
    )
    return "\n".join([*parts, f"<text {credit}>{CREDIT}</text>"])
