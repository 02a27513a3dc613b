"""The outline of the county, in kilometres on the sheet, anticlockwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yixian.simulate.facts import Point

OUTLINE: tuple[Point, ...] = (
    (0.0, 13.7),
    (0.9, 8.2),
    (4.2, 4.2),
    (9.5, 1.4),
    (17.0, 0.0),
    (25.0, 0.2),
    (29.5, 1.2),
    (37.0, 4.8),
    (43.5, 8.6),
    (45.0, 12.0),
    (42.5, 18.0),
    (37.5, 23.8),
    (32.0, 28.0),
    (23.5, 29.8),
    (11.0, 29.6),
    (5.5, 26.2),
    (2.0, 20.0),
)
