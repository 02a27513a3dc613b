"""Join roads that were drawn without shared nodes: ends that nearly meet, and roads that end on others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from yixian.planning.roads.geo import flat, unflat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from yixian.planning.roads.network import FloatArray

    Ints = NDArray[np.int64]

TOGETHER_M: Final = 4.0
"""Ends this near to each other or to a road are one junction: measured ends are off by up to 3 m, and 8 m welds true
junctions."""

NEARLY_M: Final = 12.0
"""Ends this near to another road were perhaps meant to meet it."""

SAME_M: Final = 0.05
"""Corners of two roads this near were drawn as one."""


class Welded:
    """Roads with numbered points: equal numbers are one junction.

    Attributes are ``ref`` (number of each point), ``lon``, ``lat``, ``first`` (points of each road) and ``crossings``
    (pairs of roads that cross without a common corner, with the place, ``(road, road, lon, lat)``).
    """

    def __init__(self, lines: Sequence[FloatArray], *, has_shapes: bool = True) -> None:
        self._middle = float(np.mean(np.concatenate(lines)[:, 1]))
        self._plane = [flat(line[:, 0], line[:, 1], self._middle) for line in lines]
        links = self._inserted() if has_shapes else []
        points = np.concatenate(self._plane)
        sizes = [len(line) for line in self._plane]
        self.first = np.concatenate(([0], np.cumsum(sizes)))
        pairs = self._meeting(points, has_shapes=has_shapes)
        pairs += [(self.first[a] + k, self.first[b] + m) for (a, k), (b, m) in links]
        self.ref = _groups(len(points), pairs)
        self._settle(points)
        self.crossings = self._crossed() if has_shapes else []

    def _inserted(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Put a corner into a road where another ends on it; return which end belongs to which corner."""
        shapes = np.array([shapely.LineString(line) for line in self._plane])
        tree = shapely.STRtree(shapes)
        ends = [(road, at) for road in range(len(shapes)) for at in (0, -1)]
        spots = shapely.points(np.array([self._plane[road][at] for road, at in ends]))
        found: dict[int, list[tuple[float, int]]] = {}
        hit, other = tree.query(spots, predicate="dwithin", distance=TOGETHER_M)
        along = shapely.line_locate_point(shapes[other], spots[hit])
        for end, road, metres in zip(hit.tolist(), other.tolist(), along.tolist(), strict=True):
            # Near its own ends a road is met end to end.
            if TOGETHER_M < metres < shapes[road].length - TOGETHER_M:
                found.setdefault(road, []).append((metres, end))
        links = []
        for road, marks in found.items():
            for corner, end in self._cut(road, marks):
                links.append(((road, corner), (ends[end][0], ends[end][1])))
        return [(one, (road, at if at == 0 else len(self._plane[road]) - 1)) for one, (road, at) in links]

    def _cut(self, road: int, marks: list[tuple[float, int]]) -> list[tuple[int, int]]:
        """Add corners at some lengths along a road, unless there are some already; return corner and end."""
        line = self._plane[road]
        steps = np.hypot(*np.diff(line, axis=0).T)
        at = np.concatenate(([0.0], np.cumsum(steps)))
        wanted = np.array([metres for metres, _ in marks])
        nearest = np.abs(at[None] - wanted[:, None]).min(axis=1)
        fresh = np.unique(wanted[nearest > SAME_M])
        east, north = (np.interp(fresh, at, line[:, axis]) for axis in (0, 1))
        every = np.concatenate((at, fresh))
        order = np.argsort(every, kind="stable")
        self._plane[road] = np.concatenate((line, np.column_stack((east, north))))[order]
        corners = np.abs(every[order][None] - wanted[:, None]).argmin(axis=1)
        return [(int(corner), end) for corner, (_, end) in zip(corners, marks, strict=True)]

    def _meeting(self, points: FloatArray, *, has_shapes: bool) -> list[tuple[int, int]]:
        """Pairs of points that are one: ends that nearly meet, corners that were drawn as one."""
        ends = np.unique(np.concatenate((self.first[:-1], self.first[1:] - 1)))
        near = ends[cKDTree(points[ends]).query_pairs(TOGETHER_M, output_type="ndarray")]
        pairs = [tuple(pair) for pair in near.tolist()]
        if has_shapes:
            same = cKDTree(points).query_pairs(SAME_M, output_type="ndarray")
            road = np.searchsorted(self.first, same, side="right")
            pairs += [tuple(pair) for pair in same[road[:, 0] != road[:, 1]].tolist()]
        return pairs

    def _settle(self, points: FloatArray) -> None:
        """Move the points of a junction to one place: a corner of a road that runs through, else their middle."""
        is_end = np.zeros(len(points), dtype=bool)
        is_end[self.first[:-1]] = is_end[self.first[1:] - 1] = True
        weight = np.where(is_end, 1e-9, 1.0)
        total = np.bincount(self.ref, weight)
        place = np.column_stack([np.bincount(self.ref, weight * points[:, axis]) / total for axis in (0, 1)])
        moved = place[self.ref]
        self.lon, self.lat = unflat(moved, self._middle)
        self._plane = np.split(moved, self.first[1:-1])

    def _crossed(self) -> list[tuple[int, int, float, float]]:
        """Places where roads cross and no junction is near."""
        shapes = np.array([shapely.LineString(line) for line in self._plane])
        points = np.concatenate(self._plane)
        one, other = shapely.STRtree(shapes).query(shapes, predicate="crosses")
        found = []
        for a, b in np.column_stack((one, other))[one < other].tolist():
            refs = [self.ref[self.first[k] : self.first[k + 1]] for k in (a, b)]
            joints = points[np.flatnonzero(np.isin(self.ref, np.intersect1d(refs[0], refs[1])))]
            places = shapely.get_coordinates(shapely.intersection(shapes[a], shapes[b]))
            gaps = np.hypot(*(places[:, None] - joints[None]).T).min(axis=0, initial=np.inf)
            lon, lat = unflat(places[gaps > TOGETHER_M], self._middle)
            found += [(a, b, x, y) for x, y in zip(lon.tolist(), lat.tolist(), strict=True)]
        return found

    def nearly(self) -> list[tuple[int, int, float, float, float]]:
        """Return the ends that stop short of another road, ``(road, other, lon, lat, metres)``."""
        shapes = np.array([shapely.LineString(line) for line in self._plane])
        tree = shapely.STRtree(shapes)
        alone = np.flatnonzero(np.bincount(self.ref)[self.ref] == 1)
        ends = alone[np.isin(alone, np.concatenate((self.first[:-1], self.first[1:] - 1)))]
        spots = shapely.points(np.concatenate(self._plane)[ends])
        own = np.searchsorted(self.first, ends, side="right") - 1
        hit, other = tree.query(spots, predicate="dwithin", distance=NEARLY_M)
        is_other = own[hit] != other
        hit, other = hit[is_other], other[is_other]
        gaps = shapely.distance(spots[hit], shapes[other])
        best = {}
        for row in np.argsort(-gaps, kind="stable").tolist():
            best[int(hit[row])] = (int(own[hit[row]]), int(other[row]), ends[hit[row]], float(gaps[row]))
        rows = [best[key] for key in sorted(best)]
        return [(one, two, float(self.lon[end]), float(self.lat[end]), gap) for one, two, end, gap in rows]


def _groups(n: int, pairs: Sequence[tuple[int, ...]]) -> Ints:
    """Number points so that linked ones share a number."""
    links = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    matrix = coo_matrix((np.ones(len(links)), (links[:, 0], links[:, 1])), shape=(n, n))
    return np.asarray(connected_components(matrix, directed=False)[1], dtype=np.int64)
