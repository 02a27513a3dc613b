"""Roads without shared nodes are joined where they meet, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planning.roads.little import shifted
from yixian.planning.roads.weld import Welded


def weld(*lines: list[tuple[float, float]], has_shapes: bool = True) -> Welded:
    """Weld lines drawn in metres."""
    return Welded([np.column_stack(shifted(np.array(line, dtype=float))) for line in lines], has_shapes=has_shapes)


def joints(welded: Welded) -> int:
    """Return how many points are shared by two roads or more."""
    owner = np.repeat(np.arange(len(welded.first) - 1), np.diff(welded.first))
    return sum(len(set(owner[welded.ref == ref].tolist())) > 1 for ref in np.unique(welded.ref))


def test_it_works() -> None:
    # Ends 3 m apart, and a side road that stops 2 m short of the main one.
    welded = weld([(0, 0), (100, 0)], [(103, 0), (200, 0)], [(50, 2), (50, 80)])

    assert joints(welded) == 2
    assert np.diff(welded.first).tolist() == [3, 2, 2]
    assert not welded.crossings


@pytest.mark.parametrize(("gap", "joined"), [(0.0, 1), (3.9, 1), (4.2, 0), (8.0, 0)])
def test_ends_within_four_metres_are_one(gap: float, joined: int) -> None:
    assert joints(weld([(0, 0), (100, 0)], [(100 + gap, 0), (200, 0)])) == joined


@pytest.mark.parametrize(("gap", "joined"), [(0.0, 1), (-3.0, 1), (3.9, 1), (4.2, 0)])
def test_a_road_that_ends_on_another_is_joined(gap: float, joined: int) -> None:
    assert joints(weld([(0, 0), (100, 0)], [(50, gap), (50, 80)])) == joined


def test_crossing_roads_without_a_corner_stay_apart_and_are_listed() -> None:
    welded = weld([(0, 0), (100, 0)], [(50, -50), (50, 50)])

    assert joints(welded) == 0
    ((one, other, lon, lat),) = welded.crossings
    assert (one, other) == (0, 1)
    place = shifted(np.array([[50.0, 0.0]]))
    assert (lon, lat) == (pytest.approx(place[0][0], abs=1e-6), pytest.approx(place[1][0], abs=1e-6))


def test_crossing_roads_with_one_corner_are_joined() -> None:
    welded = weld([(0, 0), (50, 0), (100, 0)], [(50, -50), (50, 0), (50, 50)])

    assert joints(welded) == 1
    assert not welded.crossings


def test_joined_points_lie_in_one_place() -> None:
    welded = weld([(0, 0), (100, 0)], [(103, 0), (200, 0)], [(50, 2), (50, 80)])

    for ref in np.unique(welded.ref):
        here = welded.ref == ref
        assert len(set(zip(welded.lon[here].tolist(), welded.lat[here].tolist(), strict=True))) == 1
    # The side road moves to the main one, not the other way.
    main = welded.lat[welded.first[0] : welded.first[1]]
    assert np.ptp(main) < 1e-9


def test_a_ring_meets_itself() -> None:
    welded = weld([(0, 0), (100, 0), (100, 100), (1, 1)])

    assert welded.ref[0] == welded.ref[3]


def test_ends_that_stop_short_are_listed() -> None:
    welded = weld([(0, 0), (100, 0)], [(50, 7), (50, 80)], [(50, 300), (80, 300)])

    ((road, other, _, _, metres),) = welded.nearly()
    assert (road, other) == (1, 0)
    assert metres == pytest.approx(7, abs=0.01)


def test_without_shapes_only_ends_meet() -> None:
    welded = weld([(0, 0), (100, 0)], [(50, 2), (50, 80)], [(101, 0), (150, 0)], has_shapes=False)

    assert joints(welded) == 1
    assert welded.crossings == []


def test_two_side_roads_at_one_place() -> None:
    welded = weld([(0, 0), (100, 0)], [(50, 2), (50, 80)], [(50, -2), (50, -80)])

    assert len(set(welded.ref[[welded.first[1], welded.first[2]]])) == 1
