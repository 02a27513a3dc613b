"""Chinese map datums to WGS-84 and back: what phones and web maps give is off by half a kilometre.

GCJ-02 shifts WGS-84 by a published series on the Krasovsky ellipsoid; BD-09 (Baidu) bends GCJ-02 once more. The series
are public knowledge, see for instance "Restrictions on geographic data in China", Wikipedia, section GCJ-02, and
googollee/eviltransform, whose figures the tests repeat; the code is our own. There is no shift outside the box that
the series is used for.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from yixian.planning.roads.network import FloatArray

    Pair = tuple[FloatArray, FloatArray]

DATUMS: Final = ("WGS-84", "GCJ-02", "BD-09")
"""The first is what everything is stored in."""

_OTHERS: Final = {"WGS": "WGS-84", "EPSG:4326": "WGS-84", "EPSG4326": "WGS-84", "BD09LL": "BD-09"}
_SPELT: Final = {name.replace("-", ""): name for name in DATUMS} | _OTHERS
WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271
"""The box in which maps are shifted."""

_AXIS_M: Final = 6_378_245.0
_SQUARED_ECCENTRICITY: Final = 0.00669342162296594323
_ROUNDS: Final = 6
"""Each round of the inverse leaves about a ten-thousandth of the error."""


def datum_of(text: str) -> str | None:
    """Return the datum that somebody means (``gcj02``, ``GCJ-02``, ``bd09`` ...), None if nobody can tell."""
    form = unicodedata.normalize("NFKC", text).strip().upper()
    return form if form in DATUMS else _SPELT.get(form.replace("-", "").replace("_", "").replace(" ", ""))


def to_wgs84(lon: float, lat: float, datum: str) -> tuple[float, float]:
    """Return one point of a datum of ``DATUMS`` in WGS-84, degrees."""
    east, north = all_to_wgs84(np.array([lon]), np.array([lat]), datum)
    return float(east[0]), float(north[0])


def all_to_wgs84(lon: FloatArray, lat: FloatArray, datum: str) -> Pair:
    """Return points of a datum of ``DATUMS`` in WGS-84, degrees, to a millimetre."""
    if datum == "BD-09":
        lon, lat = _undone(lon, lat, _bent)
    if datum in ("GCJ-02", "BD-09"):
        return _undone(lon, lat, _shifted)
    return lon, lat


def from_wgs84(lon: FloatArray, lat: FloatArray, datum: str) -> Pair:
    """Return points in WGS-84 as a datum of ``DATUMS`` gives them, degrees."""
    if datum == "WGS-84":
        return lon, lat
    shifted = _shifted(lon, lat)
    return _bent(*shifted) if datum == "BD-09" else shifted


def _undone(lon: FloatArray, lat: FloatArray, forward: Callable[[FloatArray, FloatArray], Pair]) -> Pair:
    """Invert a shift that changes little from place to place."""
    east, north = np.array(lon, dtype=np.float64), np.array(lat, dtype=np.float64)
    for _ in range(_ROUNDS):
        there = forward(east, north)
        east, north = east + (lon - there[0]), north + (lat - there[1])
    return east, north


def _shifted(lon: FloatArray, lat: FloatArray) -> Pair:
    """WGS-84 to GCJ-02."""
    x, y = lon - 105.0, lat - 35.0
    wave = 20.0 * np.sin(6 * np.pi * x) + 20.0 * np.sin(2 * np.pi * x)
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    north = north + (wave + _waves(y, (20.0, 1), (40.0, 3)) + _waves(y, (160.0, 12), (320.0, 30))) * 2 / 3
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    east = east + (wave + _waves(x, (20.0, 1), (40.0, 3)) + _waves(x, (150.0, 12), (300.0, 30))) * 2 / 3
    rad = np.radians(lat)
    root = 1 - _SQUARED_ECCENTRICITY * np.sin(rad) ** 2
    meridian_m = _AXIS_M * (1 - _SQUARED_ECCENTRICITY) / (root * np.sqrt(root))
    parallel_m = _AXIS_M / np.sqrt(root) * np.cos(rad)
    is_shifted = (lon >= WEST) & (lon <= EAST) & (lat >= SOUTH) & (lat <= NORTH)
    return (
        lon + np.where(is_shifted, np.degrees(east / parallel_m), 0.0),
        lat + np.where(is_shifted, np.degrees(north / meridian_m), 0.0),
    )


def _waves(at: FloatArray, *terms: tuple[float, int]) -> FloatArray:
    """Sum of sines, each with its height and by which part of pi it goes round."""
    return np.asarray(sum(height * np.sin(at * np.pi / part) for height, part in terms))


def _bent(lon: FloatArray, lat: FloatArray) -> Pair:
    """GCJ-02 to BD-09."""
    turn = np.pi * 3000.0 / 180.0
    far = np.hypot(lon, lat) + 0.00002 * np.sin(lat * turn)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * turn)
    return far * np.cos(angle) + 0.0065, far * np.sin(angle) + 0.006
