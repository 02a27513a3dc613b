"""The checker's own optimum: every ambulance, way, size and meeting is tried on the whole two-layer graph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rescue.carry import BOUT_MS, ENDURANCE_MS, LOADED_PERCENT, SIZES, STOP_MS
from yixian.planning.rescue.check_layers import NEVER, Layers
from yixian.planning.rescue.check_people import People
from yixian.planning.rescue.problem import (
    AED,
    DOOR_GAIN_MS,
    DOOR_MS,
    EMERGENCY,
    FETCH,
    FREE,
    MEET,
    OXYGEN,
    STRAP,
    STRETCHER,
    WALK_IN,
    WAYS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.rescue.arcs import IntArray, LongArray
    from yixian.planning.rescue.ground import Ground
    from yixian.planning.rescue.problem import Case

BEST = 3


@dataclass(frozen=True)
class Found:
    """The least merit of an ambulance by a way, and the walk from the patient to where it is met."""

    merit_ms: int
    walk_ms: int


@dataclass(frozen=True, eq=False)
class Best:
    """Everything that can be done about an alarm."""

    case: Case
    ground: Ground

    @cached_property
    def layers(self) -> Layers:
        """Distances."""
        return Layers(self.ground)

    @cached_property
    def people(self) -> People:
        """People near by."""
        return People(self.case, self.layers)

    @cached_property
    def near(self) -> IntArray:
        """Nodes within the limit on foot, there and back."""
        limit = self.people.limit_ms
        return np.flatnonzero((self.people.out <= limit) & (self.people.back <= limit)).astype(np.int32)

    @property
    def must(self) -> frozenset[str]:
        """Things that must be brought."""
        return self.case.patient.needs - self.case.patient.there

    def need_cm(self, unit: int) -> int:
        """Return the clear width that an ambulance needs."""
        return self.case.units[unit].width_cm + self.case.margin_cm

    def unfit(self, unit: int) -> tuple[str, dict[str, object]] | None:
        """Return why an ambulance cannot be sent, as code and figures."""
        one = self.case.units[unit]
        lacks = sorted((self.must & {AED, OXYGEN}) - one.equipment)
        if one.state != FREE:
            return f"unit_{one.state}", {"unit": one.id}
        if not one.crew:
            return "unit_no_crew", {"unit": one.id}
        return ("unit_lacks", {"unit": one.id, "items": lacks}) if lacks else None

    @cached_property
    def receiving(self) -> list[int]:
        """Hospitals that take emergencies now."""
        return [i for i, one in enumerate(self.case.hospitals) if one.is_open and one.beds and EMERGENCY in one.can]

    def home(self, need_cm: int) -> LongArray:
        """Return ``[near]`` the drive to the best hospital, five minutes more where it lacks the care."""
        if need_cm not in self._homes:
            best = np.full(len(self.near), NEVER, dtype=np.int64)
            for i in self.receiving:
                drive = self.layers.drive_to(int(self.ground.places.hospitals[i]), need_cm)[self.near]
                best = np.minimum(best, drive + self.lack_ms(i))
            self._homes[need_cm] = np.minimum(best, NEVER)
        return self._homes[need_cm]

    @cached_property
    def _homes(self) -> dict[int, LongArray]:
        return {}

    def lack_ms(self, hospital: int) -> int:
        """Return what a hospital counts more because it cannot give the care."""
        return 0 if self.case.patient.care <= self.case.hospitals[hospital].can else self.case.pace.lacking_ms

    def come(self, unit: int) -> LongArray:
        """Return ``[near]`` the drive of an ambulance to each node near by."""
        return self.layers.drive_from(int(self.ground.places.units[unit]), self.need_cm(unit))[self.near]

    @cached_property
    def every(self) -> dict[tuple[str, int], Found]:
        """The best of every fit ambulance by every way, needless carrying left in."""
        found: dict[tuple[str, int], Found] = {}
        for unit in range(len(self.case.units)):
            if self.unfit(unit) is None:
                found |= self._of_unit(unit)
        return found

    def is_needless(self, way: str, unit: int) -> bool:
        """Whether carrying out gains too little over the ambulance at the door."""
        door = self.every.get((WALK_IN, unit))
        if way == WALK_IN or door is None or door.walk_ms > DOOR_MS or (way, unit) not in self.every:
            return False
        pace = self.case.pace
        slack = max(0, pace.scene[1] + pace.load[1] + pace.board[1] - pace.handover[1]) + DOOR_GAIN_MS
        return self.every[way, unit].merit_ms >= door.merit_ms - slack

    @cached_property
    def ranking(self) -> list[tuple[int, int, str]]:
        """Merit, ambulance and way of what is to be ranked, in order: the best three ambulances, all their ways."""
        rows = [
            (found.merit_ms, unit, way) for (way, unit), found in self.every.items() if not self.is_needless(way, unit)
        ]
        rows.sort(key=lambda row: (row[0], row[1], WAYS.index(row[2])))
        best = list(dict.fromkeys(unit for _, unit, _ in rows))[:BEST]
        return [row for row in rows if row[1] in best]

    def _of_unit(self, unit: int) -> dict[tuple[str, int], Found]:
        come, home = self.come(unit), self.home(self.need_cm(unit))
        found: dict[tuple[str, int], Found] = {}
        for way, totals in (*self._walked_in(unit, come, home), *self._carried_out(come, home)):
            if not len(totals) or (least := int(totals.min())) >= NEVER:
                continue
            walk = int(self.people.out[self.near][totals == least].min())
            old = found.get((way, unit))
            if old is None or (least, walk) < (old.merit_ms, old.walk_ms):
                found[way, unit] = Found(least, walk)
        return found

    def _walked_in(self, unit: int, come: LongArray, home: LongArray) -> Iterator[tuple[str, LongArray]]:
        pace, one = self.case.pace, self.case.units[unit]
        back = self.people.back[self.near]
        for size in SIZES:
            ready = self.people.soonest(max(0, size - len(one.crew)), frozenset())
            carry = self.carry(size, one.equipment | self.case.patient.there)
            seen = pace.turnout[1] + come + back + pace.scene[1]
            yield WALK_IN, np.maximum(seen, ready) + pace.load[1] + carry + pace.board[1] + home

    def _carried_out(self, come: LongArray, home: LongArray) -> Iterator[tuple[str, LongArray]]:
        pace = self.case.pace
        for items in self.bundles():
            for size in SIZES:
                ready = self._soonest(size, items)
                out = ready + pace.load[1] + self.carry(size, items | self.case.patient.there)
                yield FETCH if items else MEET, np.maximum(pace.turnout[1] + come, out) + pace.handover[1] + home

    def bundles(self) -> list[frozenset[str]]:
        """Return the sets of things that a party may fetch: what must be there, and any gear beside it."""
        gear = sorted({STRETCHER, STRAP} - self.case.patient.there - self.must)
        more = [frozenset(extra) for count in range(len(gear) + 1) for extra in combinations(gear, count)]
        return [self.must | extra for extra in more]

    def _soonest(self, size: int, items: frozenset[str]) -> int:
        if (size, items) not in self._known:
            self._known[size, items] = self.people.soonest(size, items)
        return self._known[size, items]

    @cached_property
    def _known(self) -> dict[tuple[int, frozenset[str]], int]:
        return {}

    def carry(self, size: int, gear: frozenset[str]) -> LongArray:
        """Return ``[near]`` the carry from the patient with its stops, NEVER where it is beyond endurance."""
        loaded = self.people.out[self.near] * LOADED_PERCENT[STRETCHER in gear] // 100
        lasts = loaded + loaded // BOUT_MS * STOP_MS[size]
        return np.where(loaded > ENDURANCE_MS[size, STRAP in gear], NEVER, lasts)
