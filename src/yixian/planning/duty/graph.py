"""All lawful patterns of one person as a graph of states, one layer per day, as small as it can be.

A state remembers what later days can feel: when the next shift may start, days and nights in a row, nights in
all, minutes, duties and weekend duties. States from which the same futures at the same prices follow are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yixian.planning.duty.moves import (
    DAYS_BEFORE,
    DAYS_ROW,
    NIGHTS,
    NIGHTS_BEFORE,
    NIGHTS_ROW,
    REST,
    WEEK_MIN,
    WEEK_SHIFTS,
)
from yixian.planning.duty.problem import DAY_MIN, OFF

if TYPE_CHECKING:
    from yixian.planning.duty.problem import IntArray
    from yixian.planning.duty.world import World

Limits = tuple[int, ...]
Row = tuple[int, ...]


class Graph(NamedTuple):
    """States in order of their day; state 0 is the first morning, the last one the end."""

    follow: IntArray  # [state, 1 + shift] state after a free day, after each shift; OFF = unlawful
    day: IntArray  # [state]
    nights: IntArray  # [state] nights so far
    weekends: IntArray  # [state] weekend duties so far


class Morning(NamedTuple):
    """What a person brings into a day."""

    ready: int  # minutes after 00:00 before which no shift may start
    days_row: int
    nights_row: int
    nights: int
    minutes: int  # this week
    duties: int  # this week
    weekends: int


@dataclass(frozen=True)
class Calendar:
    """The part of a world that patterns depend on."""

    starts_min: tuple[int, ...]
    ends_min: tuple[int, ...]
    is_night: tuple[int, ...]
    week_of: tuple[int, ...]
    is_weekend: tuple[int, ...]

    @property
    def n_days(self) -> int:
        """Days of the roster."""
        return len(self.week_of)


def calendar_of(world: World) -> Calendar:
    """Return shifts and days of a world."""
    return Calendar(
        starts_min=tuple(world.starts_min.tolist()),
        ends_min=tuple(world.ends_min.tolist()),
        is_night=tuple(world.is_night.tolist()),
        week_of=tuple(world.week_of.tolist()),
        is_weekend=tuple(world.is_weekend.tolist()),
    )


def build_graph(calendar: Calendar, limits: Limits) -> Graph:
    """Return the graph of all lawful patterns under limits ordered as in ``World.limits``."""
    layers: list[dict[Morning, Row]] = []
    mornings = {Morning(0, limits[DAYS_BEFORE], limits[NIGHTS_BEFORE], 0, 0, 0, 0): 0}
    for day in range(calendar.n_days):
        layer: dict[Morning, Row] = {}
        tomorrow: dict[Morning, int] = {}
        for morning in mornings:
            layer[morning] = tuple(
                OFF if after is None else tomorrow.setdefault(after, len(tomorrow))
                for after in _afters(calendar, limits, (day, morning))
            )
        layers.append(layer)
        mornings = tomorrow
    return _smallest(layers, list(mornings))


def _afters(calendar: Calendar, limits: Limits, at: tuple[int, Morning]) -> list[Morning | None]:
    day, now = at
    free = now._replace(ready=now.ready - DAY_MIN, days_row=0, nights_row=0)
    afters: list[Morning | None] = [_tidy(calendar, limits, (day, free))]
    for shift in range(len(calendar.starts_min)):
        after = _after_duty(calendar, limits, (day, now), shift)
        afters.append(None if after is None else _tidy(calendar, limits, (day, after)))
    return afters


def _after_duty(calendar: Calendar, limits: Limits, at: tuple[int, Morning], shift: int) -> Morning | None:
    day, now = at
    night = calendar.is_night[shift]
    after = Morning(
        ready=calendar.ends_min[shift] + limits[REST] - DAY_MIN,
        days_row=now.days_row + 1,
        nights_row=now.nights_row + 1 if night else 0,
        nights=now.nights + night,
        minutes=now.minutes + calendar.ends_min[shift] - calendar.starts_min[shift],
        duties=now.duties + 1,
        weekends=now.weekends + calendar.is_weekend[day],
    )
    is_lawful = (
        calendar.starts_min[shift] >= now.ready
        and after.minutes <= limits[WEEK_MIN]
        and after.duties <= limits[WEEK_SHIFTS]
        and after.days_row <= limits[DAYS_ROW]
        and after.nights_row <= limits[NIGHTS_ROW]
        and after.nights <= limits[NIGHTS]
    )
    return after if is_lawful else None


def _tidy(calendar: Calendar, limits: Limits, at: tuple[int, Morning]) -> Morning:
    """Forget what no later day can feel, so that few states are built."""
    day, after = at
    ready = after.ready if after.ready > min(calendar.starts_min) else 0
    next_day = day + 1
    if next_day == calendar.n_days:
        return Morning(0, 0, 0, after.nights, 0, 0, after.weekends)
    week = calendar.week_of[next_day]
    left = calendar.week_of[next_day:].count(week)
    longest = max(end - start for start, end in zip(calendar.starts_min, calendar.ends_min, strict=True))
    is_new_week = week != calendar.week_of[day]
    is_loose = after.minutes + left * longest <= limits[WEEK_MIN]
    return after._replace(
        ready=ready,
        minutes=0 if is_new_week or is_loose else after.minutes,
        duties=0 if is_new_week or after.duties + left <= limits[WEEK_SHIFTS] else after.duties,
    )


def _smallest(layers: list[dict[Morning, Row]], ends: list[Morning]) -> Graph:
    """Merge, from the last day backwards, the states that have equal futures."""
    merged = [0] * len(ends)
    tables: list[list[tuple[Row, int, int]]] = []
    for layer in reversed(layers):
        classes: dict[tuple[Row, int, int], int] = {}
        numbers = []
        for morning, row in layer.items():
            follow = tuple(OFF if to == OFF else merged[to] for to in row)
            key = (follow, morning.nights, morning.weekends)
            numbers.append(classes.setdefault(key, len(classes)))
        tables.append(list(classes))
        merged = numbers
    return _flatten(tables[::-1])


def _flatten(tables: list[list[tuple[Row, int, int]]]) -> Graph:
    begins = np.concatenate([[0], np.cumsum([len(table) for table in tables])])
    width = len(tables[0][0][0])
    follow = np.full((int(begins[-1]) + 1, width), OFF, dtype=np.int64)
    day = np.repeat(np.arange(len(tables)), [len(table) for table in tables])
    for layer, table in enumerate(tables):
        rows = np.array([row for row, _, _ in table], dtype=np.int64)
        follow[begins[layer] : begins[layer + 1]] = np.where(rows == OFF, OFF, rows + begins[layer + 1])
    return Graph(
        follow=follow,
        day=day.astype(np.int64),
        nights=np.array([nights for table in tables for _, nights, _ in table], dtype=np.int64),
        weekends=np.array([weekends for table in tables for _, _, weekends in table], dtype=np.int64),
    )
