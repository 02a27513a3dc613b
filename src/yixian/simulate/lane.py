"""The one narrow lane that everybody knows: an ambulance does not pass it, a stretcher does."""

from __future__ import annotations

from typing import NamedTuple

from yixian.simulate.facts import Line, Post
from yixian.simulate.scale import degrees, kilometres


class _Lane(NamedTuple):
    name: str
    post: str
    width_cm: int


NARROW_LANE = _Lane("下湾村三组巷", "下湾村口", 210)
# From the village entrance inwards, 200 m with one bend.
_STEPS_KM = ((0.0, 0.0), (0.02, -0.09), (0.08, -0.18))


def lane_from(post: Post) -> Line:
    """Return the lane that begins at a post."""
    x, y = kilometres(post.lon, post.lat)
    return Line(
        "lane",
        NARROW_LANE.name,
        tuple(degrees((x + east, y + north)) for east, north in _STEPS_KM),
        NARROW_LANE.width_cm,
    )
