"""Who gets to which post, in how many minutes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.web.duty.reach import Map, minutes, within_reach
from yixian.web.duty.staffing import STAFFING

spots = st.tuples(st.floats(-5000, 5000), st.floats(-5000, 5000))
posts = st.dictionaries(st.sampled_from([f"{n:04d}" for n in range(12)]), spots, min_size=1)


def test_it_works() -> None:
    near = within_reach((0, 0), "0002", {"0001": (0, 80), "0002": (0, 800), "0003": (0, 160)})
    # One's own post first, whatever the way; then the nearest. 80 m as the crow flies are 1.3 minutes of road.
    assert near == [("0002", 13), ("0001", 2), ("0003", 3)]


def test_a_degree_is_as_long_as_on_the_ground() -> None:
    flat = Map.around([(113.0, 33.9), (113.1, 33.9)])
    (west, north), (east, _) = flat.metres(113.0, 33.9), flat.metres(113.1, 33.9)
    # A tenth of a degree of longitude at 33.9 degrees north is 9.23 km.
    assert east - west == pytest.approx(9229, abs=5) and north == pytest.approx(0, abs=1e-6)


def test_without_posts_there_is_no_way() -> None:
    assert Map.around([]) == Map(0.0, 0.0)


@given(spots, posts)
def test_nobody_is_sent_too_far_or_to_too_many(
    start: tuple[float, float], places: dict[str, tuple[float, float]]
) -> None:
    home = min(places)
    near = within_reach(start, home, places)
    assert near[0][0] == home and len(near) <= STAFFING.most_posts
    assert all(far <= STAFFING.most_minutes for _, far in near[1:])
    assert [far for _, far in near[1:]] == sorted(far for _, far in near[1:])
    assert len({post for post, _ in near}) == len(near)


@given(spots, spots)
def test_the_way_back_is_as_long(a: tuple[float, float], b: tuple[float, float]) -> None:
    assert minutes(a, b) == minutes(b, a)
