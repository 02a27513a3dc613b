"""Columns that say where a thing lies: longitude, latitude, and the datum they are measured in."""

from __future__ import annotations

from yixian.sheets.judges import plain
from yixian.sheets.judges.choices import one_of, shown_as
from yixian.sheets.table import Field

_DATUMS = {
    "WGS-84": ("WGS-84", "WGS84", "GPS", "EPSG:4326"),
    "GCJ-02": ("GCJ-02", "GCJ02", "高德", "腾讯", "火星坐标"),
}

DATUM = Field(
    "datum",
    "坐标系",
    one_of(_DATUMS, "datum_unknown"),
    ("坐标系统",),
    show=shown_as(_DATUMS),
    example="WGS-84",
)
LON = Field(
    "lon",
    "经度",
    plain.coordinate(73, 136),
    ("东经", "lon", "lng", "longitude"),
    show=repr,
    example="113.054",
)
LAT = Field("lat", "纬度", plain.coordinate(3, 54), ("北纬", "lat", "latitude"), show=repr, example="33.866")
