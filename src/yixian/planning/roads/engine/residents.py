"""Who lives where: points with a number of residents."""

from __future__ import annotations

import csv
import io

import numpy as np

from yixian.faults import BadInput, Fault
from yixian.planning.roads.graph import FloatArray
from yixian.planning.roads.places import read_points, text_of
from yixian.planning.roads.travel import Points

MOST = 10_000_000


def read_residents(name: str, data: bytes) -> tuple[Points, FloatArray]:
    """Return the points of a CSV file ``id,lon,lat,residents[,datum]`` in WGS-84 and how many live at each.

    Raises
    ------
    BadInput
        With every fault, each at its line.
    """
    faults: list[Fault] = []
    try:
        points, _ = read_points(name, data)
    except BadInput as bad:
        faults.extend(bad.faults)
    counts = _counts(name, text_of(data, name), faults)
    if faults:
        raise BadInput(faults)
    return points, np.array(counts, dtype=np.float64)


def _counts(name: str, text: str, faults: list[Fault]) -> list[int]:
    reader = csv.reader(io.StringIO(text))
    header = [heading.strip() for heading in next(reader, [])]
    if "residents" not in header:
        faults.append(Fault(f"{name}:1", "columns", "a column residents", "none"))
        return []
    counts = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        cell = dict(zip(header, cells, strict=False)).get("residents", "").strip()
        # isdecimal takes digits of any script; so does int.
        counts.append(int(cell) if cell.isdecimal() and int(cell) <= MOST else -1)
        if counts[-1] < 0:
            place = f"{name}:{reader.line_num}"
            faults.append(Fault(place, "residents", f"a whole number, 0 to {MOST}", repr(cell)))
    return counts
