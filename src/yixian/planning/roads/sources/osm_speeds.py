"""Legal limits and surfaces of OpenStreetMap as speeds.

The caps of surfaces and the limits behind words such as ``DE:urban`` are those of OSRM's car profile
(Project-OSRM/osrm-backend, profiles/car.lua), so that the profile ``osrm-car`` can be compared with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

KM_PER_MILE: Final = 1.609
_NUMBER = re.compile(r"\d+")
_ZONE = re.compile(r"[a-z]{2}:([a-z]+)")

BY_ZONE: Final = {"urban": 50.0, "rural": 90.0, "trunk": 110.0, "motorway": 130.0}
BY_WORD: Final = {
    "at:rural": 100, "at:trunk": 100, "be:motorway": 120, "be-vlg:rural": 70, "by:urban": 60, "by:motorway": 110,
    "ch:rural": 80, "ch:trunk": 100, "ch:motorway": 120, "cz:trunk": 0, "cz:motorway": 0, "de:living_street": 7,
    "de:rural": 100, "de:motorway": 0, "dk:rural": 80, "fr:rural": 80, "nl:rural": 80, "nl:trunk": 100,
    "no:rural": 80, "no:motorway": 110, "pl:rural": 100, "pl:trunk": 120, "pl:motorway": 140, "ro:trunk": 100,
    "ru:living_street": 20, "ru:urban": 60, "ru:motorway": 110, "za:urban": 60, "za:rural": 100, "none": 140,
    "gb:nsl_single": 96.54, "gb:nsl_dual": 112.63, "gb:motorway": 112.63, "uk:nsl_single": 96.54,
    "uk:nsl_dual": 112.63, "uk:motorway": 112.63,
}  # fmt: skip

SURFACE: Final = {
    "cement": 80, "compacted": 80, "fine_gravel": 80, "paving_stones": 60, "metal": 60, "bricks": 60, "grass": 40,
    "wood": 40, "sett": 40, "grass_paver": 40, "gravel": 40, "unpaved": 40, "ground": 40, "dirt": 40,
    "pebblestone": 40, "tartan": 40, "cobblestone": 30, "clay": 30, "earth": 20, "stone": 20, "rocky": 20,
    "sand": 20, "mud": 10,
}  # fmt: skip
TRACKTYPE: Final = {"grade1": 60, "grade2": 40, "grade3": 30, "grade4": 25, "grade5": 20}
SMOOTHNESS: Final = {"intermediate": 80, "bad": 40, "very_bad": 20, "horrible": 10, "very_horrible": 5, "impassable": 1}
FASTEST_KMH: Final = 140


def limit_kmh(text: str) -> float:
    """Return a legal limit in km/h, 0 if the text gives none."""
    if not text:
        return 0.0
    if found := _NUMBER.match(text):
        kmh = float(found[0]) * (KM_PER_MILE if "mph" in text or "mp/h" in text else 1.0)
        return min(kmh, float(FASTEST_KMH))
    word = text.lower()
    if word in BY_WORD:
        return float(BY_WORD[word])
    zone = _ZONE.match(word)
    return BY_ZONE.get(zone[1], 0.0) if zone else 0.0


def surface_kmh(tags: Mapping[str, str]) -> int:
    """Return what the surface allows in km/h, 0 if anything."""
    caps = (
        SURFACE.get(tags.get("surface", "")),
        TRACKTYPE.get(tags.get("tracktype", "")),
        SMOOTHNESS.get(tags.get("smoothness", "")),
    )
    return min((cap for cap in caps if cap), default=0)
