"""The legs, orders and bands that follow from the choices of an alternative, told by the checker itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.rescue.arcs import SHUT
from yixian.planning.rescue.carry import BOUT_MS, LOADED_PERCENT, STOP_MS
from yixian.planning.rescue.check_layers import NEVER, arcs_along
from yixian.planning.rescue.plan import (
    AMBULANCE,
    BOARD,
    BRING,
    CARRY,
    FOOT,
    GO,
    GUIDE,
    HANDOVER,
    LOAD,
    MEETING,
    OPEN,
    PATIENT,
    PICK,
    SCENE,
    STABILISE,
    TURNOUT,
)
from yixian.planning.rescue.problem import STRAP, STRETCHER, WALK_IN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.planning.rescue.arcs import LongArray
    from yixian.planning.rescue.check_best import Best
    from yixian.planning.rescue.claim import Choice, Errand


class NoSuchWay(Exception):
    """A leg's way has a gap, goes elsewhere, or is not the shortest."""


@dataclass
class Retold:
    """An alternative as it must read, without its place in the ranking."""

    legs: list[dict[str, Any]] = field(default_factory=list)
    passes: list[str] = field(default_factory=list)
    members: list[LongArray] = field(default_factory=list)  # when each member of the party is there


class Teller:
    """Tells one alternative from its choices; times are arrays of low, middle, high in milliseconds."""

    def __init__(self, best: Best, choice: Choice) -> None:
        self.best, self.choice = best, choice
        self.case, self.pace, self.ground = best.case, best.case.pace, best.ground
        self.unit = best.case.units[choice.unit]
        self.need_cm = best.need_cm(choice.unit)
        self.told = Retold()
        self.shut = np.where(self.ground.clear_cm >= self.need_cm, self.ground.drive.arcs.ms, SHUT)

    def tell(self) -> dict[str, Any]:
        """Return the alternative as its object in the file must be.

        Raises
        ------
        NoSuchWay
            If a leg's way is none.
        """
        came, met = self._meet()
        hospital = self.case.hospitals[self.choice.hospital]
        label, nodes = f"hospital:{hospital.id}", self.ground.places.hospitals
        arrives = self._drive((MEETING, label), (self.choice.node, int(nodes[self.choice.hospital])), met)
        cared: LongArray | None = arrives if self.case.patient.care <= hospital.can else None
        if self.choice.moved_on_to is not None:
            onward = f"hospital:{self.case.hospitals[self.choice.moved_on_to].id}"
            ready = self._stay(label, STABILISE, arrives, ())
            ends = int(nodes[self.choice.hospital]), int(nodes[self.choice.moved_on_to])
            cared = self._drive((label, onward), ends, ready)
        gear = self.gear()
        return {
            "kind": self.choice.way,
            "unit": self.unit.id,
            "hospital": hospital.id,
            "transfer": None if self.choice.moved_on_to is None else self.case.hospitals[self.choice.moved_on_to].id,
            "meeting": {
                "node": self.choice.node,
                "lon": round(float(self.ground.lon[self.choice.node]), 7),
                "lat": round(float(self.ground.lat[self.choice.node]), 7),
            },
            "bearers": list(self.bearers),
            "stretcher": STRETCHER in gear,
            "straps": STRAP in gear,
            "minutes": {"met": _minutes(met), "hospital": _minutes(arrives)},
            "seconds": {
                "met": _seconds(met),
                "hospital": _seconds(arrives),
                "care": None if cared is None else _seconds(cared),
            },
            "merit": (int(arrives[1]) + self.best.lack_ms(self.choice.hospital)) / 1000,
            "passes": self.told.passes,
            "legs": self.told.legs,
            "orders": self._orders(came),
        }

    @property
    def bearers(self) -> tuple[str, ...]:
        """Who carries: the party, and of a crew that walks in as many as are lacking."""
        helping = tuple(self.case.people[one.person].id for one in self.choice.party)
        return (*self.unit.crew[: max(0, self.size - len(helping))], *helping) if self._walks_in else helping

    @property
    def size(self) -> int:
        """How many carry: of a crew that walks in two at least, and an even number."""
        if not self._walks_in:
            return len(self.choice.party)
        claimed = self.choice.document.get("bearers")
        return len(claimed) if isinstance(claimed, list) else 0

    @property
    def _walks_in(self) -> bool:
        return self.choice.way == WALK_IN

    def _meet(self) -> tuple[LongArray, LongArray]:
        """Tell everything until the patient is in the ambulance; return its arrival, and that moment."""
        home, node = f"unit:{self.unit.id}", self.choice.node
        start, patient = int(self.ground.places.units[self.choice.unit]), self.ground.places.patient
        rolls = self._stay(home, TURNOUT, np.zeros(3, dtype=np.int64), self.unit.crew)
        came = self._drive((home, MEETING), (start, node), rolls)
        self.told.members = [self._comes(one) for one in self.choice.party]
        if self._walks_in:
            in_place = self._walk((MEETING, PATIENT), (node, patient), came, self.unit.crew)
            seen = self._stay(PATIENT, SCENE, in_place, self.unit.crew)
            out = self._carry(np.maximum.reduce([seen, *self.told.members]))
            return came, self._stay(MEETING, BOARD, out, self.unit.crew)
        out = self._carry(np.maximum.reduce([np.zeros(3, dtype=np.int64), *self.told.members]))
        return came, self._stay(MEETING, HANDOVER, np.maximum(came, out), (*self.bearers, *self.unit.crew))

    def _comes(self, one: Errand) -> LongArray:
        places, who = self.ground.places, (self.case.people[one.person].id,)
        at, label, ready = int(places.people[one.person]), f"person:{who[0]}", np.array(self.pace.alert)
        if one.store is not None:
            shop, name = int(places.stores[one.store]), f"store:{self.case.stores[one.store].id}"
            ready = self._walk((label, name), (at, shop), ready, who)
            ready = self._stay(name, PICK, ready, who)
            at, label = shop, name
        return self._walk((label, PATIENT), (at, places.patient), ready, who)

    def _carry(self, ready: LongArray) -> LongArray:
        loaded_at = self._stay(PATIENT, LOAD, ready, self.bearers)
        ends = (self.ground.places.patient, self.choice.node)
        walk, metres, way = self._on_foot(ends, self.best.people.out)
        loaded = walk * LOADED_PERCENT[STRETCHER in self.gear()] // 100
        lasts = np.array([loaded * percent // 100 for percent in self.pace.carry])
        lasts = lasts + loaded // BOUT_MS * STOP_MS[self.size]
        return self._add((PATIENT, MEETING), CARRY, (loaded_at, lasts), (metres, self.bearers, way))

    def gear(self) -> frozenset[str]:
        """What the bearers have with them."""
        brought = {item for one in self.choice.party for item in one.items}
        own = self.unit.equipment if self._walks_in else frozenset()
        return self.case.patient.there | brought | own

    def _walk(self, names: tuple[str, str], ends: tuple[int, int], ready: LongArray, who: tuple[str, ...]) -> LongArray:
        to_patient = self.best.people.back if ends[1] == self.ground.places.patient else None
        far = to_patient if to_patient is not None else self.best.layers.walk_to(ends[1])
        ms, metres, way = self._on_foot(ends, far)
        lasts = np.array([ms * percent // 100 for percent in self.pace.walk])
        return self._add(names, FOOT, (ready, lasts), (metres, who, way))

    def _on_foot(self, ends: tuple[int, int], least: LongArray) -> tuple[int, float, list[int]]:
        """Return milliseconds and metres of the claimed way, which must be a quickest one."""
        way = self._claimed(ends)
        arcs = self.ground.foot.arcs
        along = arcs_along(self.ground.foot, arcs.ms, way)
        other = ends[0] if least[ends[1]] == 0 else ends[1]
        if along is None or int(arcs.ms[along].sum()) != int(least[other]):
            raise NoSuchWay
        return int(arcs.ms[along].sum()), float(arcs.metres[along].sum()), way

    def _drive(self, names: tuple[str, str], ends: tuple[int, int], ready: LongArray) -> LongArray:
        way, drive = self._claimed(ends), self.ground.drive
        along = arcs_along(drive, self.shut, way)
        least = int(self.best.layers.drive_from(ends[0], self.need_cm)[ends[1]])
        if along is None or least >= NEVER or int(drive.arcs.ms[along].sum()) != least:
            raise NoSuchWay
        bare = int(drive.bare_ms[along].sum())
        lasts = np.array([bare * percent // 100 for percent in self.pace.drive])
        for b in self.ground.barred[along].tolist():
            if b >= 0:
                barring = self.ground.roads.barrings[b]
                lasts = lasts + np.array(barring.delay)
                if barring.closure.id not in self.told.passes:
                    self.told.passes.append(barring.closure.id)
        return self._add(names, AMBULANCE, (ready, lasts), (float(drive.arcs.metres[along].sum()), self.unit.crew, way))

    def _claimed(self, ends: tuple[int, int]) -> list[int]:
        """Return the next leg's way as claimed; it must lead from one end to the other."""
        index = len(self.told.legs)
        way = list(self.choice.ways[index]) if index < len(self.choice.ways) else []
        if not way or (way[0], way[-1]) != ends:
            raise NoSuchWay
        return way

    def _stay(self, place: str, by: str, ready: LongArray, who: Iterable[str]) -> LongArray:
        return self._add((place, place), by, (ready, np.array(getattr(self.pace, by))), (0.0, tuple(who), []))

    def _add(
        self,
        names: tuple[str, str],
        by: str,
        times: tuple[LongArray, LongArray],
        rest: tuple[float, tuple[str, ...], list[int]],
    ) -> LongArray:
        starts, lasts = times
        self.told.legs.append({
            "from": names[0],
            "to": names[1],
            "by": by,
            "seconds": int(lasts[1]) / 1000,
            "band": [int(lasts[0]) / 1000, int(lasts[2]) / 1000],
            "starts": _seconds(starts),
            "metres": round(rest[0], 1),
            "who": list(rest[1]),
            "way": rest[2],
        })  # fmt: skip
        return starts + lasts

    def _orders(self, came: LongArray) -> list[dict[str, Any]]:
        orders: list[dict[str, Any]] = []
        for one, there in zip(self.choice.party, self.told.members, strict=True):
            told: dict[str, Any] = {"who": self.case.people[one.person].id, "order": GO, "place": PATIENT}
            if one.store is not None:
                told |= {"order": BRING, "place": self.case.stores[one.store].id, "items": sorted(one.items)}
            orders.append({**told, "seconds": _seconds(there)})
        if self.choice.guide is not None:
            walk = self.best.layers.walk_to(self.choice.node)[self.best.people.place(self.choice.guide)]
            there = np.array(self.pace.alert) + np.array([int(walk) * percent // 100 for percent in self.pace.walk])
            who = self.case.people[self.choice.guide].id
            orders.append({"who": who, "order": GUIDE, "place": MEETING, "seconds": _seconds(there)})
        self.came_ms = int(came[1])
        openers = (
            {"who": who, "order": OPEN, "place": closure, "seconds": None} for who, closure in self.choice.openers
        )
        return [*orders, *openers]


def _seconds(times: LongArray) -> list[float]:
    return [int(ms) / 1000 for ms in times]


def _minutes(times: LongArray) -> list[int]:
    return [int(times[0] // 60_000), int(-(-times[2] // 60_000))]
