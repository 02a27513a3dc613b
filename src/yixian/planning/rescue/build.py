"""From a run of the race to an alternative that people can act on: legs, orders, bands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from yixian.planning.rescue.bands import later, scaled, total
from yixian.planning.rescue.carry import BOUT_MS, STOP_MS
from yixian.planning.rescue.orders import gate_orders, guide_order
from yixian.planning.rescue.plan import (
    AMBULANCE,
    BOARD,
    BRING,
    CARRY,
    FOOT,
    GO,
    HANDOVER,
    LOAD,
    MEETING,
    PATIENT,
    PICK,
    SCENE,
    STABILISE,
    TURNOUT,
    Alternative,
    Leg,
    Order,
)  # fmt: skip
from yixian.planning.rescue.problem import WALK_IN
from yixian.planning.rescue.tours import drive_from, drive_home, walk_in, walk_out
from yixian.planning.rescue.transfer import Transfer

if TYPE_CHECKING:
    from yixian.planning.rescue.ground import Ground
    from yixian.planning.rescue.neighbours import Arrival, Neighbours
    from yixian.planning.rescue.problem import Band, Case
    from yixian.planning.rescue.race import Run
    from yixian.planning.rescue.tours import Tour


@dataclass(frozen=True, eq=False)
class Builder:
    """Builds the alternatives of one alarm."""

    neighbours: Neighbours
    transfer: Transfer

    @property
    def case(self) -> Case:
        """The alarm."""
        return self.neighbours.case

    @property
    def ground(self) -> Ground:
        """The graph of the alarm."""
        return self.neighbours.ground

    def build(self, run: Run) -> Alternative:
        """Return the alternative of a run."""
        return _Story(self, run).told()


class _Story:
    """One alternative while it is being told, leg after leg."""

    def __init__(self, builder: Builder, run: Run) -> None:
        self.builder, self.run = builder, run
        self.case, self.pace = builder.case, builder.case.pace
        self.unit = self.case.units[run.unit]
        self.legs: list[Leg] = []

    def told(self) -> Alternative:
        """Tell it from the alarm to the hospital."""
        come = self._ambulance_comes()
        parties = [self._comes(one) for one in self.run.offer.party.members]
        met = self._crew_walks_in(come, parties) if self.run.offer.way == WALK_IN else self._carried(come, parties)
        arrives = self._leg((MEETING, self._to_hospital), met, self.home, self.crew)
        moved_on_to, cared, onward = self._moved_on(arrives)
        passes = dict.fromkeys([*self.drive.passes, *self.home.passes, *onward])
        closures = [self.builder.ground.roads.barrings[i].closure.id for i in passes]
        return Alternative(
            way=self.run.offer.way,
            unit=self.run.unit,
            hospital=self.hospital,
            moved_on_to=moved_on_to,
            node=self.run.node,
            bearers=self.bearers,
            has_stretcher=self.run.offer.has_stretcher,
            has_straps=self.run.offer.has_straps,
            legs=tuple(self.legs),
            orders=self._orders(parties, come, list(passes)),
            met=met,
            arrives=arrives,
            cared=cared,
            passes=tuple(closures),
            merit_ms=self.run.merit_ms,
        )

    @cached_property
    def drive(self) -> Tour:
        """The ambulance's drive to the meeting."""
        return drive_from(self.builder.ground, self.run.reach, self.run.node, self.pace.drive)

    @cached_property
    def home(self) -> Tour:
        """The drive to hospital."""
        return drive_home(self.run.field, self.run.node)

    @cached_property
    def hospital(self) -> int:
        """The hospital where the drive ends."""
        nodes: list[int] = self.builder.ground.places.hospitals.tolist()
        return nodes.index(self.home.nodes[-1])

    @property
    def crew(self) -> tuple[str, ...]:
        """Everybody on the ambulance."""
        return self.unit.crew

    @property
    def bearers(self) -> tuple[str, ...]:
        """Who carries: the crew first where it walks in."""
        helping = tuple(self.case.people[i].id for i in self.run.offer.party.people)
        own = self.crew if self.run.offer.way == WALK_IN else ()
        return (*own[: self.run.offer.size - len(helping)], *helping)

    @property
    def _to_hospital(self) -> str:
        return f"hospital:{self.case.hospitals[self.hospital].id}"

    def _ambulance_comes(self) -> Band:
        place = f"unit:{self.unit.id}"
        ready = self._stay(place, TURNOUT, (0, 0, 0), self.crew)
        return self._leg((place, MEETING), ready, self.drive, self.crew)

    def _crew_walks_in(self, come: Band, parties: list[Band]) -> Band:
        back = walk_in(self.builder.neighbours, self.run.node, self.builder.ground.places.patient)
        there = self._leg((MEETING, PATIENT), come, back, self.crew)
        seen = self._stay(PATIENT, SCENE, there, self.crew)
        out = self._carry(later([seen, *parties]))
        return self._stay(MEETING, BOARD, out, self.crew)

    def _carried(self, come: Band, parties: list[Band]) -> Band:
        out = self._carry(later(parties))
        return self._stay(MEETING, HANDOVER, later([come, out]), (*self.bearers, *self.crew))

    def _carry(self, ready: Band) -> Band:
        loaded = self._stay(PATIENT, LOAD, ready, self.bearers)
        way = walk_out(self.builder.neighbours, self.run.node)
        under_load = int(self.run.offer.loaded[self.run.place])
        stops = under_load // BOUT_MS * STOP_MS[self.run.offer.size]
        lasts = total([scaled(under_load, self.pace.carry), (stops, stops, stops)])
        leg = Leg(PATIENT, MEETING, CARRY, loaded, lasts, way.metres, self.bearers, way.nodes)
        self.legs.append(leg)
        return leg.ends

    def _comes(self, one: Arrival) -> Band:
        """Tell how one person gets to the patient."""
        who = (self.case.people[one.person].id,)
        places = self.builder.ground.places
        at, place, ready = int(places.people[one.person]), f"person:{who[0]}", self.pace.alert
        if one.store is not None:
            shop, label = int(places.stores[one.store]), f"store:{self.case.stores[one.store].id}"
            ready = self._leg((place, label), ready, walk_in(self.builder.neighbours, at, shop), who)
            ready = self._stay(label, PICK, ready, who)
            at, place = shop, label
        return self._leg((place, PATIENT), ready, walk_in(self.builder.neighbours, at, places.patient), who)

    def _moved_on(self, arrives: Band) -> tuple[int | None, Band | None, tuple[int, ...]]:
        """Tell the transfer to a hospital that can give the care, where the first one cannot."""
        if self.case.patient.care <= self.case.hospitals[self.hospital].can:
            return None, arrives, ()
        found = self.builder.transfer.onward(self.run.field, self.hospital)
        if found is None:
            return None, None, ()
        other, tour = found
        label = f"hospital:{self.case.hospitals[other].id}"
        ready = self._stay(self._to_hospital, STABILISE, arrives, ())
        cared = self._leg((self._to_hospital, label), ready, tour, self.crew)
        return other, cared, tour.passes

    def _orders(self, parties: list[Band], come: Band, passes: list[int]) -> tuple[Order, ...]:
        members = self.run.offer.party.members
        orders = [
            Order(self.case.people[one.person].id, GO, there)
            if one.store is None
            else Order(
                self.case.people[one.person].id, BRING, there, tuple(sorted(one.items)), self.case.stores[one.store].id
            )
            for one, there in zip(members, parties, strict=True)
        ]
        gone = [one.person for one in members]
        guide = guide_order(self.builder.neighbours, self.run.node, gone, come)
        if guide is not None:
            person, order = guide
            gone.append(person)
            orders.append(order)
        return (*orders, *gate_orders(self.builder.neighbours, passes, gone))

    def _leg(self, ends: tuple[str, str], starts: Band, tour: Tour, who: tuple[str, ...]) -> Band:
        by = AMBULANCE if tour.is_drive else FOOT
        leg = Leg(ends[0], ends[1], by, starts, tour.lasts, tour.metres, who, tour.nodes)
        self.legs.append(leg)
        return leg.ends

    def _stay(self, place: str, by: str, starts: Band, who: tuple[str, ...]) -> Band:
        leg = Leg(place, place, by, starts, getattr(self.pace, by), 0.0, who)
        self.legs.append(leg)
        return leg.ends
