"""Files of the road commands: networks, points, closures and workbooks in; tables out."""

from __future__ import annotations

import csv
import io
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.cli import files
from yixian.faults import BadInput, Fault
from yixian.planning.roads.overlay import NOTHING, Overlay
from yixian.planning.roads.places import Roles, read_points
from yixian.planning.roads.read_overlay import read_overlay
from yixian.planning.roads.report import PACKAGE
from yixian.planning.roads.snap import Snapped, snap
from yixian.planning.roads.store import load
from yixian.planning.roads.travel import Points
from yixian.sheets.workbook import open_workbook
from yixian.words import Lang, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yixian.planning.roads.network import FloatArray, Network

FARTHEST_M = 5_000.0
"""A point farther from every road is a slip, or in another datum."""

MOST_MINUTES = 1440

Named = tuple[tuple[str, ...], Snapped]


class Clock:
    """Seconds of each phase of a command."""

    def __init__(self) -> None:
        self.phases: dict[str, float] = {}
        self._last = time.perf_counter()

    def mark(self, phase: str) -> None:
        """Note the end of a phase."""
        now = time.perf_counter()
        self.phases[phase] = round(now - self._last, 6)
        self._last = now


def load_all(net: str, closures: str | None, closure: str | None = None) -> tuple[Network, Overlay]:
    """Return a network and what is in force on it, of the closures one alone if one is named.

    Raises
    ------
    BadInput
        If the network cannot be used, with every fault of the closures, or if the named one is not among them.
    """
    network = load(net)
    if closures is None:
        if closure is not None:
            raise BadInput([Fault("--closure", "closures", "a file of closures (--closures)", "none")])
        return network, NOTHING
    overlay = read_overlay(files.read_json(closures), network)
    if closure is None:
        return network, overlay
    known = [one.id for one in overlay.closures]
    if closure not in known:
        raise BadInput([Fault(closures, "closure", f"one of {', '.join(known[:20])}", repr(closure))])
    return network, overlay.only(closure)


def points_of(name: str) -> tuple[Points, Roles]:
    """Return the points of a CSV file and their roles."""
    return read_points(name, files.read_bytes(name))


def snapped(network: Network, points: Points, by: str, name: str) -> Snapped:
    """Return points on the roads of somebody.

    Raises
    ------
    BadInput
        With every point that is far from all of them.
    """
    found = snap(network, points.lon, points.lat, by)
    expected = f"a place within {FARTHEST_M / 1000:g} km of a road for {by} (is the datum right?)"
    faults = [
        Fault(f"{name}: {points.ids[k]}", "place", expected, f"{found.metres[k] / 1000:.1f} km")
        for k in np.flatnonzero(found.metres > FARTHEST_M).tolist()
    ]
    if faults:
        raise BadInput(faults)
    return found


def ends_of(
    network: Network, by: str, *, points: str | None, sources: str | None, targets: str | None
) -> tuple[Named, Named]:
    """Return the starts and the goals that become nodes of a list of arcs."""
    ids: tuple[list[str], list[str]] = ([], [])
    parts: tuple[list[Snapped], list[Snapped]] = ([], [])
    for name, sides in ((points, (0, 1)), (sources, (0,)), (targets, (1,))):
        if name is None:
            continue
        read, roles = points_of(name)
        here = snapped(network, read, by, name)
        for side in sides:
            rows = np.array((roles.starts, roles.goals)[side] if name == points else range(read.n), dtype=np.int64)
            ids[side].extend(read.ids[row] for row in rows.tolist())
            parts[side].append(here.part(rows))
    return (tuple(ids[0]), _joined(parts[0])), (tuple(ids[1]), _joined(parts[1]))


def _joined(parts: Sequence[Snapped]) -> Snapped:
    nothing = Snapped(np.zeros(0, dtype=np.int32), np.zeros(0), np.zeros(0))
    whole = [nothing, *parts]
    return Snapped(*(np.concatenate([getattr(part, key) for part in whole]) for key in ("edge", "share", "metres")))


def cells_of(name: str) -> Sequence[Sequence[Any]]:
    """Return the cells of the first sheet of a workbook.

    Raises
    ------
    BadInput
        If the file is no workbook.
    """
    return open_workbook(files.read_bytes(name))[0].cells


def limits_of(text: str) -> list[float]:
    """Return the minutes of a list such as ``8,20``.

    Raises
    ------
    BadInput
        If one of them is no number above 0.
    """
    try:
        found = [float(part) for part in text.split(",")]
    except ValueError:
        found = []
    if not found or not all(0 < one <= MOST_MINUTES for one in found):
        raise BadInput(
            [Fault("--minutes", "minutes", f"numbers above 0, up to {MOST_MINUTES}, such as 8,20", repr(text))]
        )
    return found


def grid(sources: Points, targets: Points, values: FloatArray, digits: int) -> str:
    """Return a table as CSV: targets across, sources down, nothing where there is no way."""
    rows = [
        [key, *(cell(value, digits) for value in row)] for key, row in zip(sources.ids, values.tolist(), strict=True)
    ]
    return csv_text([["", *targets.ids], *rows])


def cell(value: float, digits: int) -> str:
    """Return a number with so many decimals, nothing for infinity."""
    return f"{value:.{digits}f}" if value != float("inf") else ""


def csv_text(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as CSV."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def summary(figures: dict[str, Any], n_doubtful: int, lang: Lang) -> str:
    """Return the figures of an import as a sentence."""
    params = {**figures, "share": f"{figures['largest_share']:.1%}", "doubtful": n_doubtful}
    return say(PACKAGE, "imported", params, lang)
