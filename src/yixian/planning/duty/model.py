"""The same problem as a linear model with whole variables, for small cases and as a yardstick."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from yixian.planning.duty.problem import DAY_MIN
from yixian.planning.duty.world import BAR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.planning.duty.world import World

INF = float("inf")
Cell = tuple[int, int, int, int]
"""Person, day, shift and place, as indices."""


class Model:
    """Columns and rows; the first columns are the duties, in the order of ``cells``."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.costs: list[float] = []
        self.most: list[float] = []
        self.rows: list[tuple[list[int], list[float], float, float]] = []
        self.cells: list[Cell] = [(p, d, s, k) for p, d, s, k in np.argwhere(world.price < BAR).tolist()]
        free = np.where(world.free_price < BAR, world.free_price, 0)
        self.constant = int(free.sum())
        self._by_day: dict[tuple[int, int], list[int]] = {}
        for person, day, shift, place in self.cells:
            column = self._column(float(world.price[person, day, shift, place] - free[person, day]), 1.0)
            self._by_day.setdefault((person, day), []).append(column)
        for person in range(world.reach.shape[0]):
            self._days(person)
            self._limits(person)
            self._squares(person)
        self._slots()

    @property
    def n_duties(self) -> int:
        """Number of possible duties: the whole variables."""
        return len(self.cells)

    def _column(self, cost: float, most: float) -> int:
        self.costs.append(cost)
        self.most.append(most)
        return len(self.costs) - 1

    def _row(self, columns: Iterable[int], least: float, most: float) -> None:
        found = list(columns)
        if found:
            self.rows.append((found, [1.0] * len(found), least, most))

    def _of(self, person: int, days: Iterable[int], *, only_nights: bool = False) -> list[int]:
        found = [column for day in days for column in self._by_day.get((person, day), [])]
        return [c for c in found if self._world.is_night[self.cells[c][2]]] if only_nights else found

    def _days(self, person: int) -> None:
        """One shift a day, pins, and rest: a duty bars those that begin too soon after it."""
        world = self._world
        for day in range(len(world.week_of)):
            columns = self._by_day.get((person, day), [])
            self._row(columns, float(world.free_price[person, day] >= BAR), 1.0)
            for column in columns:
                ready = world.ends_min[self.cells[column][2]] + world.limits[person, REST]
                for later in range(day + 1, min(len(world.week_of), day + 1 + int(ready) // DAY_MIN)):
                    barred = [
                        other
                        for other in self._by_day.get((person, later), [])
                        if (later - day) * DAY_MIN + world.starts_min[self.cells[other][2]] < ready
                    ]
                    self._row([column, *barred] if barred else [], -INF, 1.0)

    def _limits(self, person: int) -> None:
        world, limits = self._world, self._world.limits[person]
        n_days = len(world.week_of)
        for week in np.unique(world.week_of):
            columns = self._of(person, np.nonzero(world.week_of == week)[0].tolist())
            shifts = [self.cells[column][2] for column in columns]
            minutes = [float(world.ends_min[shift] - world.starts_min[shift]) for shift in shifts]
            if columns:
                self.rows.append((columns, minutes, -INF, float(limits[WEEK_MIN])))
                self._row(columns, -INF, float(limits[WEEK_SHIFTS]))
        for rule, only_nights in ((DAYS_ROW, False), (NIGHTS_ROW, True)):
            length = int(limits[rule]) + 1
            for first in range(n_days - length + 1):
                days = range(first, first + length)
                self._row(self._of(person, days, only_nights=only_nights), -INF, float(limits[rule]))
            left = int(limits[rule]) - int(limits[NIGHTS_BEFORE if only_nights else DAYS_BEFORE])
            first_days = range(min(n_days, max(left, 0) + 1))
            if left < limits[rule] and len(first_days) > left:
                self._row(self._of(person, first_days, only_nights=only_nights), -INF, float(max(left, 0)))
        self._row(self._of(person, range(n_days), only_nights=True), -INF, float(limits[NIGHTS]))

    def _squares(self, person: int) -> None:
        """The n-th night costs more than the one before it, so the cheap steps are taken first."""
        world = self._world
        weekend = np.nonzero(world.is_weekend)[0].tolist()
        nights = self._of(person, range(len(world.week_of)), only_nights=True)
        for kind, columns in ((0, nights), (1, self._of(person, weekend))):
            n_steps = len({self.cells[column][1] for column in columns})
            before = int(world.before[person, kind])
            steps = [self._column(float(world.squares[kind] * (2 * (before + n) + 1)), 1.0) for n in range(n_steps)]
            if columns:
                signs = [1.0] * len(columns) + [-1.0] * n_steps
                self.rows.append((columns + steps, signs, 0.0, 0.0))

    def _slots(self) -> None:
        world = self._world
        on: dict[tuple[int, ...], list[int]] = {}
        for column, (person, day, shift, place) in enumerate(self.cells):
            on.setdefault((int(world.reach[person, place]), day, shift), []).append(column)
        for post, day, shift in np.argwhere((world.need > 0) | (world.lead > 0)).tolist():
            slot = (post, day, shift)
            need, lead = float(world.need[slot]), float(world.lead[slot])
            there = on.get(slot, [])
            self._row([*there, self._column(float(world.hole), need)], need, need)
            leaders = [column for column in there if world.leader[self.cells[column][0]]]
            self._row([*leaders, self._column(float(world.no_leader), lead)], lead, INF)
