"""Who stands where and when: each shift's state out of what was noted, each gate's out of its shifts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from yixian.simulate.day.world import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.simulate.day.oracle.log import Kept
    from yixian.simulate.day.world import Gate, Shift

EARLY = timedelta(hours=2)
NO_SHOW_AFTER = timedelta(minutes=10)


@dataclass(frozen=True)
class Lived:
    """A shift as it was lived: since when he stands there, when he left; ``wrong_way`` are check-outs before him."""

    came_at: datetime | None = None
    left_at: datetime | None = None
    wrong_way: frozenset[str] = frozenset()

    @property
    def is_there(self) -> bool:
        """Whether he has come and not left."""
        return self.came_at is not None and self.left_at is None

    @property
    def is_awaited(self) -> bool:
        """Whether nothing that holds was noted of him."""
        return self.came_at is None and self.left_at is None


def lived(kept: Iterable[Kept]) -> dict[str, Lived]:
    """Return what was lived of each shift that anything was noted of."""
    everything = list(kept)
    undone = {(one.undoes, one.place) for one in everything if one.kind == "undo"}
    steps: dict[str, list[Kept]] = defaultdict(list)
    for one in everything:
        if one.shift and one.kind in ("checkin", "checkout"):
            steps[one.shift].append(one)
    return {key: _of([one for one in noted if (one.uuid, one.place) not in undone]) for key, noted in steps.items()}


def _of(steps: list[Kept]) -> Lived:
    came = sorted(one.happened_at for one in steps if one.kind == "checkin")
    left = [one for one in steps if one.kind == "checkout"]
    first = came[0] if came else None
    wrong_way = frozenset(one.uuid for one in left if first is None or one.happened_at < first)
    # Whoever signs in again after signing out has not left; the first sign-out after the last arrival is his leaving.
    after = sorted(one.happened_at for one in left if not came or one.happened_at >= came[-1])
    return Lived(first, after[0] if after else None, wrong_way)


@dataclass(frozen=True)
class Now:
    """One gate at one moment: needed, those who are here (since when), those who have not come (due when)."""

    needed: int
    here: tuple[datetime, ...]
    missing: tuple[datetime, ...]
    is_short: bool


def gate_now(gate: Gate, shifts: Iterable[Shift], lives: dict[str, Lived], at: datetime) -> Now:
    """Return how a gate stands; whoever came up to two hours before his shift stands there already."""
    mine = [(shift, lives.get(shift.key, Lived())) for shift in shifts if shift.place == gate.place]
    begun = [(shift, life) for shift, life in mine if shift.starts_at <= at < shift.ends_at]
    early = [life for shift, life in mine if at < shift.starts_at < at + EARLY and life.is_there]
    here = [life.came_at for life in (*(life for _, life in begun if life.is_there), *early) if life.came_at]
    missing = [s.starts_at for s, life in begun if life.is_awaited and at >= s.starts_at + NO_SHOW_AFTER]
    began_at, needed = _running(gate, at)
    is_over_it = began_at is not None and at >= began_at + NO_SHOW_AFTER
    return Now(needed, tuple(sorted(here)), tuple(missing), is_over_it and 0 < len(here) < needed)


def minutes_empty(gate: Gate, shifts: Iterable[Shift], lives: dict[str, Lived], at: datetime) -> int:
    """Return for how many minutes of the duty day, up to a moment, people were needed and nobody was there.

    Counted second by second: slower than walking the gaps, and beyond doubt.
    """
    day = duty_day(gate, at)
    spells = [
        (life.came_at, life.left_at or min(at, shift.ends_at))
        for shift in shifts
        if shift.place == gate.place and (life := lives.get(shift.key, Lived())).came_at
    ]
    total = 0
    for hours, people in gate.needs:
        start, end = hours.on(day, at.tzinfo)
        n_seconds = int((min(end, at) - start).total_seconds())
        if people and n_seconds > 0:
            total += _empty(n_seconds, [(_since(start, a), _since(start, b)) for a, b in spells if a is not None])
    return total


def duty_day(gate: Gate, at: datetime) -> date:
    """Return the day whose shifts run: after midnight the night of the day before is still its own."""
    for day in (at.date() - DAY, at.date()):
        for hours, _people in gate.needs:
            start, end = hours.on(day, at.tzinfo)
            if start <= at < end:
                return day
    return at.date()


def _running(gate: Gate, at: datetime) -> tuple[datetime | None, int]:
    for hours, people in gate.needs:
        start, end = hours.on(duty_day(gate, at), at.tzinfo)
        if start <= at < end:
            return start, people
    return None, 0


def _empty(n_seconds: int, spells: list[tuple[int, int]]) -> int:
    is_empty = np.ones(n_seconds, dtype=bool)
    for start, end in spells:
        is_empty[max(0, start) : max(0, end)] = False
    return int(is_empty.sum()) // 60


def _since(start: datetime, moment: datetime) -> int:
    return int((moment - start).total_seconds())
