"""All lawful rows of one person of the benchmark as a graph of states, one layer per day, merged like a county's.

Shifts that the rules cannot tell apart are one kind: a person's cheapest shift of a kind on a day is all that counts.
A state is one number, made of what a person brings into a day; a whole layer is worked out at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yixian.planning.duty.benchmark.moves import LEAST_MIN, LEAST_OFF, LEAST_ROW, MOST_MIN, MOST_ROW, WEEKENDS
from yixian.planning.duty.benchmark.problem import SATURDAY, SUNDAY
from yixian.planning.duty.problem import OFF

if TYPE_CHECKING:
    from yixian.planning.duty.benchmark.moves import Floor
    from yixian.planning.duty.problem import BoolArray, IntArray

Row = tuple[int, ...]
BEFORE, RUN, OWED, MINUTES, WEEKENDS_HAD, SATURDAY_HAD, LEFT = range(7)
"""What a morning knows: yesterday's kind + 1, shifts in a row, days that yesterday's sort must still go on, minutes,
weekends, whether yesterday was a Saturday with a shift; then how often each counted kind may still be worked."""


class Graph(NamedTuple):
    """States in order of their day; state 0 is the first morning, the last one the end. Empty: nothing is lawful."""

    follow: IntArray  # [state, 1 + kind] state after a free day, after a shift of each kind; OFF = unlawful
    day: IntArray  # [state]
    kind: IntArray  # [shift] its kind


@dataclass(frozen=True)
class Trade:
    """The kinds of shifts for people under the same limits."""

    kind: Row  # [shift]
    length_min: Row  # [kind]
    may_follow: BoolArray  # [kind, kind]
    counted: Row  # kinds that may be worked only so often
    most_of: Row  # how often, in order of ``counted``


def trade_of(floor: Floor, person: int) -> Trade:
    """Return the kinds of shifts as one person's rules see them."""
    n_days, most_min = floor.need.shape[0], int(floor.limits[person, MOST_MIN])
    classes: dict[tuple[int, ...], int] = {}
    kind, first = [], []
    for shift in range(len(floor.length_min)):
        most = int(floor.most_of[person, shift])
        is_counted = 0 < most < min(n_days, most_min // int(floor.length_min[shift]))
        seen = (*floor.may_follow[shift].tolist(), *floor.may_follow[:, shift].tolist())
        key = (shift if is_counted else OFF, int(floor.length_min[shift]), *seen)
        if key not in classes:
            first.append((shift, most if is_counted else OFF))
        kind.append(classes.setdefault(key, len(classes)))
    shifts = [shift for shift, _ in first]
    return Trade(
        kind=tuple(kind),
        length_min=tuple(floor.length_min[shifts].tolist()),
        may_follow=floor.may_follow[np.ix_(shifts, shifts)] > 0,
        counted=tuple(k for k, (_, most) in enumerate(first) if most != OFF),
        most_of=tuple(most for _, most in first if most != OFF),
    )


def build_graph(trade: Trade, limits: Row, n_days: int) -> Graph:
    """Return the graph of all lawful rows under limits ordered as in ``Floor.limits``."""
    steps = Steps(trade, limits, n_days)
    codes = np.array([steps.first])
    layers = []
    for day in range(n_days):
        after = steps.after(day, codes)
        codes, place = np.unique(after[after != OFF], return_inverse=True)
        follow = np.full(after.shape, OFF, dtype=np.int64)
        follow[after != OFF] = place
        layers.append(follow)
    return _smallest(layers, np.array(trade.kind, dtype=np.int64))


class Steps:
    """From the states of one morning to those of the next."""

    def __init__(self, trade: Trade, limits: Row, n_days: int) -> None:
        self._trade, self._limits, self._n_days = trade, limits, n_days
        unit = int(np.gcd.reduce(np.array(trade.length_min)))
        self._unit_min = unit
        self._size = (
            len(trade.length_min) + 1,
            limits[MOST_ROW] + 2,
            max(limits[LEAST_ROW], limits[LEAST_OFF], 1),
            limits[MOST_MIN] // unit + max(trade.length_min) // unit + 1,
            limits[WEEKENDS] + 2,
            2,
            *(most + 2 for most in trade.most_of),
        )
        self.first = int(np.ravel_multi_index((0, 0, 0, 0, 0, 0, *(most + 1 for most in trade.most_of)), self._size))

    def after(self, day: int, codes: IntArray) -> IntArray:
        """Return the state after a free day and after each kind, ``[state, 1 + kind]``; OFF = unlawful."""
        now = np.stack(np.unravel_index(codes, self._size))
        columns = [self._free(day, now), *(self._worked(day, now, kind) for kind in range(len(self._trade.length_min)))]
        return np.stack(columns, axis=1)

    def _free(self, day: int, now: IntArray) -> IntArray:
        after = now.copy()
        after[BEFORE] = after[RUN] = after[SATURDAY_HAD] = 0
        after[OWED] = self._owed(day, now, now[BEFORE] == 0, self._limits[LEAST_OFF])
        return self._codes(day, after, (now[OWED] == 0) | (now[BEFORE] == 0))

    def _worked(self, day: int, now: IntArray, kind: int) -> IntArray:
        trade, limits = self._trade, self._limits
        after = now.copy()
        after[BEFORE] = kind + 1
        after[RUN] += 1
        after[OWED] = self._owed(day, now, now[BEFORE] > 0, limits[LEAST_ROW])
        after[MINUTES] += trade.length_min[kind] // self._unit_min
        after[WEEKENDS_HAD] += (day % 7 == SATURDAY) | ((day % 7 == SUNDAY) & (now[SATURDAY_HAD] == 0))
        after[SATURDAY_HAD] = day % 7 == SATURDAY
        may = (now[OWED] == 0) | (now[BEFORE] > 0)
        if kind in trade.counted:
            place = LEFT + trade.counted.index(kind)
            after[place] -= 1
            may &= after[place] > 0
        may &= np.concatenate([[True], trade.may_follow[:, kind]])[now[BEFORE]]
        may &= (after[RUN] <= limits[MOST_ROW]) & (after[WEEKENDS_HAD] <= limits[WEEKENDS])
        return self._codes(day, after, may & (after[MINUTES] * self._unit_min <= limits[MOST_MIN]))

    def _owed(self, day: int, now: IntArray, same: BoolArray, least: int) -> IntArray:
        """Return how many days of the same sort must follow; a run from the first day on owes nothing."""
        if day == 0:
            return np.zeros_like(now[OWED])
        return np.where(same, np.maximum(now[OWED] - 1, 0), max(least - 1, 0))

    def _codes(self, day: int, after: IntArray, may: BoolArray) -> IntArray:
        """Return the numbers of states; barred too are those from which the least minutes are out of reach."""
        longest, left = max(self._trade.length_min), self._n_days - day - 1
        may = may & (after[MINUTES] * self._unit_min + left * longest >= self._limits[LEAST_MIN])
        codes = np.full(after.shape[1], OFF, dtype=np.int64)
        codes[may] = np.ravel_multi_index(tuple(after[:, may]), self._size)
        return codes


def _smallest(layers: list[IntArray], kind: IntArray) -> Graph:
    """Merge, from the last day backwards, states with equal futures; states without a future fall away."""
    tables: list[IntArray] = []
    if not all(layer.size for layer in layers):
        return Graph(layers[0][:0], np.zeros(0, dtype=np.int64), kind)
    merged = np.zeros(int(layers[-1].max(initial=0)) + 1, dtype=np.int64)
    for layer in reversed(layers):
        follow = np.where(layer == OFF, OFF, merged[np.maximum(layer, 0)])
        is_alive = (follow != OFF).any(axis=1)
        table, place = np.unique(follow[is_alive], axis=0, return_inverse=True)
        merged = np.full(len(layer), OFF, dtype=np.int64)
        merged[is_alive] = place.ravel()
        tables.append(table)
    tables.reverse()
    sizes = [len(table) for table in tables]
    if not all(sizes):
        return Graph(tables[0][:0], np.zeros(0, dtype=np.int64), kind)
    begins = np.concatenate([[0], np.cumsum(sizes)])
    follow = np.full((int(begins[-1]) + 1, layers[0].shape[1]), OFF, dtype=np.int64)
    for day, table in enumerate(tables):
        follow[begins[day] : begins[day + 1]] = np.where(table == OFF, OFF, table + begins[day + 1])
    return Graph(follow, np.repeat(np.arange(len(sizes)), sizes).astype(np.int64), kind)
