"""The graph that is searched, as a list of arcs with names: for others who want to check our tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.attach import direct, goals_of, starts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yixian.planning.roads.snap import Snapped
    from yixian.planning.roads.views import View

Row = tuple[str, str, float, float]


def arc_rows(view: View, starts: tuple[Sequence[str], Snapped], goals: tuple[Sequence[str], Snapped]) -> Iterator[Row]:
    """Yield ``(from, to, seconds, metres)`` of every arc that is open, points among them under their ids.

    A point that is a start has arcs away from it, one that is a goal has arcs to it.
    """
    (start_ids, leaving), (goal_ids, arriving) = starts, goals
    prefix = prefix_for([*start_ids, *goal_ids])
    is_open = np.flatnonzero(np.isfinite(view.seconds))
    columns = (view.tail[is_open], view.head[is_open], view.seconds[is_open], view.metres[is_open])
    for tail, head, seconds, metres in zip(*(column.tolist() for column in columns), strict=True):
        yield f"{prefix}{tail}", f"{prefix}{head}", seconds, metres
    away, to = starts_of(view, leaving), goals_of(view, arriving)
    for k, point in enumerate(away.point.tolist()):
        yield start_ids[point], f"{prefix}{away.node[k]}", float(away.seconds[k]), float(away.metres[k])
    for k, point in enumerate(to.point.tolist()):
        yield f"{prefix}{to.node[k]}", goal_ids[point], float(to.seconds[k]), float(to.metres[k])
    short = direct(view, leaving, arriving)
    rows = zip(*(column.tolist() for column in (short.start, short.goal, short.seconds, short.metres)), strict=True)
    for start, goal, seconds, metres in rows:
        if start_ids[start] != goal_ids[goal]:
            yield start_ids[start], goal_ids[goal], seconds, metres


def prefix_for(ids: Sequence[str]) -> str:
    """Return letters that make the names of nodes differ from all ids of points."""
    prefix = "n"
    while any(re.fullmatch(rf"{prefix}\d+", one) for one in ids):
        prefix += "n"
    return prefix
