"""Classes of road: their names in maps and road tables, and what is assumed of them where nobody measured."""

from __future__ import annotations

from typing import Final

NAMES: Final = (
    "motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link", "secondary", "secondary_link",
    "tertiary", "tertiary_link", "unclassified", "residential", "living_street", "service", "pedestrian", "track",
    "footway", "path", "cycleway", "bridleway", "steps", "barrier",
)  # fmt: skip
"""Name of each class; an edge holds the index. ``barrier`` is the edge of no length from one side of a gate to the
other."""

CODE: Final = {name: code for code, name in enumerate(NAMES)}
BARRIER: Final = CODE["barrier"]
STEPS: Final = CODE["steps"]

N_FOR_CARS: Final = CODE["service"] + 1
"""Classes below this one are made for cars; ferries are no roads: nobody plans an alarm by a timetable."""

GRADES: Final = {
    "高速": "motorway", "高速公路": "motorway", "国道": "primary", "省道": "secondary", "县道": "tertiary",
    "乡道": "unclassified", "村道": "residential", "专用公路": "service", "街道": "residential", "巷": "living_street",
    "小巷": "living_street", "通组路": "service", "入户路": "service", "机耕道": "track", "步道": "footway",
    "人行道": "footway", "台阶": "steps", "G": "primary", "S": "secondary", "X": "tertiary", "Y": "unclassified",
    "C": "residential", "Z": "service",
}  # fmt: skip
"""Administrative grades of road tables, and the letters that begin a route number (G 国道 … C 村道; JTG A03-2017)."""

_ASSUMED_CM: Final = {
    "motorway": 1100, "motorway_link": 600, "trunk": 900, "trunk_link": 500, "primary": 900, "primary_link": 500,
    "secondary": 750, "secondary_link": 500, "tertiary": 600, "tertiary_link": 450, "unclassified": 450,
    "residential": 350, "living_street": 350, "service": 300, "pedestrian": 350, "track": 250, "footway": 150,
    "path": 100, "cycleway": 150, "bridleway": 150, "steps": 120, "barrier": 0,
}  # fmt: skip

ASSUMED_CM: Final = tuple(_ASSUMED_CM[name] for name in NAMES)
"""Clear width in centimetres that a class is taken for where nobody measured: carriageways of JTG B01-2014 for county
roads (G 9 m, S 7.5, X 6, Y 4.5, C 3.5), less where two cars may stand; unknown is never taken for wide."""
