"""A map without a map: metres put on a sheet, lines and dots as SVG."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    FloatArray = NDArray[np.float64]

WIDTH, MARGIN, HEAD, EDGE = 720, 16, 40, 70
INKS = ("#1f5fa8", "#b3541e", "#2f7d4f", "#8a3f8f", "#8c7a12", "#c0392b", "#157a8c", "#5b5b5b")
"""Colours that stay apart when printed; used in turn."""


class Sheet:
    """A drawing of points given in metres east and north."""

    def __init__(self, points_m: FloatArray) -> None:
        low, high = points_m.min(axis=0), points_m.max(axis=0)
        self._low, self._high = low, high
        self._scale = (WIDTH - 2 * MARGIN) / max(1.0, float((high - low).max()))
        self._shapes: list[str] = []
        self.height = HEAD + 2 * MARGIN + round(float(high[1] - low[1]) * self._scale)

    def at(self, point_m: FloatArray) -> tuple[float, float]:
        """Return where a point lies on the sheet; north is up."""
        x = MARGIN + float(point_m[0] - self._low[0]) * self._scale
        y = HEAD + MARGIN + float(self._high[1] - point_m[1]) * self._scale
        return round(x, 1), round(y, 1)

    def line(self, points_m: list[FloatArray], ink: str, width: float) -> None:
        """Draw a way through some points."""
        way = " ".join(f"{x},{y}" for x, y in (self.at(point) for point in points_m))
        self._shapes.append(f'<polyline points="{way}" fill="none" stroke="{ink}" stroke-width="{width}"/>')

    def dot(self, point_m: FloatArray, ink: str, radius: float) -> None:
        """Draw a point."""
        x, y = self.at(point_m)
        self._shapes.append(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{ink}"/>')

    def box(self, point_m: FloatArray, ink: str, side: float) -> None:
        """Draw a square around a point."""
        x, y = self.at(point_m)
        self._shapes.append(
            f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side}" height="{side}" fill="{ink}"/>'
        )

    def label(self, point_m: FloatArray, text: str) -> None:
        """Write beside a point."""
        x, y = self.at(point_m)
        # Near the right edge there is room on the left only.
        place = f'x="{x + 5:.1f}"' if x < WIDTH - EDGE else f'x="{x - 5:.1f}" text-anchor="end"'
        self._shapes.append(f'<text {place} y="{y - 4:.1f}" font-size="11">{escape(text)}</text>')

    def svg(self, title: str) -> str:
        """Return the drawing with its title."""
        head = f'<text x="{MARGIN}" y="26" font-size="15">{escape(title)}</text>'
        body = "\n".join((head, *self._shapes))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height}" '
            f'font-family="sans-serif" role="img">\n<title>{escape(title)}</title>\n'
            f'<rect width="{WIDTH}" height="{self.height}" fill="#ffffff"/>\n{body}\n</svg>\n'
        )
