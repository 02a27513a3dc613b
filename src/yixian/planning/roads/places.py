"""Read points and pairs of points from CSV; everything wrong with a file is said at once."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.faults import BadInput, Fault
from yixian.planning.roads.datum import DATUMS, datum_of, to_wgs84
from yixian.planning.roads.travel import Points

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROLES = {"": (True, True), "source": (True, False), "target": (False, True), "both": (True, True)}
"""What a point may be in a table: a start, a goal, or both."""


@dataclass(frozen=True)
class Roles:
    """Which points are starts and which are goals, by index."""

    starts: tuple[int, ...]
    goals: tuple[int, ...]


@dataclass(frozen=True)
class Pairs:
    """Trips with the rows they come from."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sources: Points
    targets: Points


def text_of(data: bytes, name: str) -> str:
    """Return the text of a CSV file as Excel or a program wrote it, UTF-8 or GB 18030.

    Raises
    ------
    BadInput
        If it is neither.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput([Fault(name, "encoding", "UTF-8 or GB 18030", "other bytes")])


def read_points(name: str, data: bytes) -> tuple[Points, Roles]:
    """Return the points of a file ``id,lon,lat[,datum][,role]`` in WGS-84, and their roles (a start and a goal each
    if the file has none).

    Raises
    ------
    BadInput
        With every fault, each at its line.
    """
    faults: list[Fault] = []
    found: list[tuple[str, float, float]] = []
    roles: list[tuple[bool, bool]] = []
    seen: set[str] = set()
    for place, row in _records(name, data, ("id", "lon", "lat")):
        spot = _spot(place, row, ("lon", "lat"), faults)
        key = row["id"].strip()
        if not key or key in seen:
            faults.append(Fault(place, "id", "an id that no other point has", repr(key)))
        role = row.get("role", "").strip().lower()
        if role not in ROLES:
            faults.append(Fault(place, "role", "source, target or nothing", repr(role)))
        seen.add(key)
        found.append((key, *spot))
        roles.append(ROLES.get(role, (True, True)))
    if faults:
        raise BadInput(faults)
    starts = tuple(k for k, (is_start, _) in enumerate(roles) if is_start)
    goals = tuple(k for k, (_, is_goal) in enumerate(roles) if is_goal)
    return _points(found), Roles(starts, goals)


def read_pairs(name: str, data: bytes) -> Pairs:
    """Return the trips of a file with the columns ``from_lon,from_lat,to_lon,to_lat[,datum]`` among others.

    Raises
    ------
    BadInput
        With every fault, each at its line.
    """
    faults: list[Fault] = []
    ends: tuple[list[tuple[str, float, float]], ...] = ([], [])
    rows: list[tuple[str, ...]] = []
    header: tuple[str, ...] = ()
    for place, row in _records(name, data, ("from_lon", "from_lat", "to_lon", "to_lat")):
        header = tuple(row)
        rows.append(tuple(row.values()))
        for side, columns in zip(ends, (("from_lon", "from_lat"), ("to_lon", "to_lat")), strict=True):
            side.append((str(len(rows)), *_spot(place, row, columns, faults)))
    if faults:
        raise BadInput(faults)
    return Pairs(header, tuple(rows), _points(ends[0]), _points(ends[1]))


def _records(name: str, data: bytes, needed: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield place and values of each row that is not blank; refuse a file without rows or columns."""
    reader = csv.reader(io.StringIO(text_of(data, name)))
    header = [heading.strip() for heading in next(reader, [])]
    if lacking := [heading for heading in needed if heading not in header]:
        raise BadInput([Fault(f"{name}:1", "columns", ",".join(needed), f"no {', '.join(lacking)}")])
    n_rows, faults = 0, []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        n_rows += 1
        place = f"{name}:{reader.line_num}"
        if len(cells) < len(header):
            faults.append(Fault(place, "row", f"{len(header)} cells", str(len(cells))))
            continue
        yield place, dict(zip(header, cells, strict=False))
    if not n_rows:
        faults.append(Fault(name, "rows", "at least one row", "none"))
    if faults:
        raise BadInput(faults)


def _spot(place: str, row: dict[str, str], columns: tuple[str, str], faults: list[Fault]) -> tuple[float, float]:
    values = []
    for column, most in zip(columns, (180.0, 90.0), strict=True):
        text = row[column].strip()
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not abs(value) <= most:
            swapped = " (longitude first: are they swapped?)" if most < abs(value) <= 180 else ""
            faults.append(Fault(place, column, f"degrees, -{most:g} to {most:g}{swapped}", repr(text)))
            value = 0.0
        values.append(value)
    datum = datum_of(row.get("datum", "").strip() or DATUMS[0])
    if datum is None:
        faults.append(Fault(place, "datum", f"one of {', '.join(DATUMS)}", repr(row["datum"])))
        return values[0], values[1]
    return to_wgs84(values[0], values[1], datum)


def _points(found: Sequence[tuple[str, float, float]]) -> Points:
    lon, lat = (np.array([row[k] for row in found], dtype=np.float64) for k in (1, 2))
    return Points(tuple(row[0] for row in found), lon, lat)
