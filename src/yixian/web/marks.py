"""Signs on the map; rooms offer them in ``today.py``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """One sign on the map, at WGS-84 degrees.

    ``number`` is the row of the alarm list that it belongs to; left out, the alarm that names its place gives it.
    """

    place_id: int
    lon: float
    lat: float
    state: str
    name: str
    text: str
    url: str
    number: int | None = None
