"""Every way to bring the patient to a vehicle, for all places where a vehicle may stand, at once.

A vehicle that is at a place at time ``d`` gets the patient to hospital at ``max(d + lead, floor) + rest``: it and the
crew need ``lead``, the party's side is done at ``floor``, and ``rest`` comes after both.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rescue.carry import ENDURANCE_MS, SIZES, bearers_wanted, carried_ms, loaded_ms
from yixian.planning.rescue.muster import Party
from yixian.planning.rescue.problem import AED, FETCH, MEET, OXYGEN, STRAP, STRETCHER, WALK_IN
from yixian.planning.rescue.search import FAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.rescue.arcs import IntArray, LongArray
    from yixian.planning.rescue.muster import Muster
    from yixian.planning.rescue.neighbours import Neighbours
    from yixian.planning.rescue.problem import Unit

GEAR = (STRETCHER, STRAP)
MUST = frozenset({AED, OXYGEN})


@dataclass(frozen=True)
class Meetings:
    """Places where a vehicle may stand and be met, and the times on foot to and from the patient."""

    nodes: IntArray
    out_ms: LongArray  # [place] a walker from the patient
    in_ms: LongArray  # [place] a walker to the patient


@dataclass(frozen=True)
class Team:
    """What counts of a unit beside its width: equal teams have equal offers."""

    n_crew: int
    has_stretcher: bool
    has_straps: bool


@dataclass(frozen=True)
class Offer:
    """One way for one team or none: who carries with what, and its times, ``[place]``."""

    way: str
    size: int
    party: Party
    has_stretcher: bool
    has_straps: bool
    lead: LongArray
    floor: LongArray
    rest: LongArray  # FAR = not here
    off: IntArray  # bearers above or below what the carry asks for
    loaded: LongArray  # under load


@dataclass(frozen=True, eq=False)
class Offers:
    """Makes the offers of one alarm."""

    neighbours: Neighbours
    muster: Muster
    meetings: Meetings
    home_ms: LongArray  # [place] drive to hospital, lack of care included

    @property
    def must(self) -> frozenset[str]:
        """Things that have to be fetched before anybody carries without the crew."""
        patient = self.neighbours.case.patient
        return patient.needs - patient.there

    def of_party(self) -> Iterator[Offer]:
        """Yield what the people near by can do without the crew."""
        there = self.neighbours.case.patient.there
        if not self.must:
            for size in SIZES:
                yield from self._carried_out(MEET, size, frozenset())
        more = [item for item in GEAR if item not in there | self.must]
        for count in range(len(more) + 1):
            for extra in combinations(more, count):
                items = self.must | set(extra)
                for size in SIZES if items else ():
                    yield from self._carried_out(FETCH, size, items)

    def of_team(self, team: Team) -> Iterator[Offer]:
        """Yield what a crew can do that walks in."""
        pace, there = self.neighbours.case.pace, self.neighbours.case.patient.there
        has_stretcher, has_straps = team.has_stretcher or STRETCHER in there, team.has_straps or STRAP in there
        for size in SIZES:
            party = self.muster.party(max(0, size - team.n_crew))
            if party is None:
                continue
            loaded = loaded_ms(self.meetings.out_ms, has_stretcher=has_stretcher)
            rest = pace.load[1] + carried_ms(loaded, size) + pace.board[1] + self.home_ms
            yield Offer(
                way=WALK_IN,
                size=size,
                party=party,
                has_stretcher=has_stretcher,
                has_straps=has_straps,
                lead=pace.turnout[1] + self.meetings.in_ms + pace.scene[1],
                floor=np.full(len(loaded), party.ready_ms, dtype=np.int64),
                rest=np.where(loaded <= ENDURANCE_MS[size, has_straps], rest, FAR),
                off=_off(loaded, size),
                loaded=loaded,
            )

    def _carried_out(self, way: str, size: int, items: frozenset[str]) -> Iterator[Offer]:
        party = self.muster.party(size, items)
        if party is None:
            return
        pace, at_hand = self.neighbours.case.pace, self.neighbours.case.patient.there | items
        has_stretcher, has_straps = STRETCHER in at_hand, STRAP in at_hand
        loaded = loaded_ms(self.meetings.out_ms, has_stretcher=has_stretcher)
        yield Offer(
            way=way,
            size=size,
            party=party,
            has_stretcher=has_stretcher,
            has_straps=has_straps,
            lead=np.full(len(loaded), pace.turnout[1], dtype=np.int64),
            floor=party.ready_ms + pace.load[1] + carried_ms(loaded, size),
            rest=np.where(loaded <= ENDURANCE_MS[size, has_straps], pace.handover[1] + self.home_ms, FAR),
            off=_off(loaded, size),
            loaded=loaded,
        )


def team_of(unit: Unit) -> Team:
    """Return what counts of a unit; more than six in a crew count as six."""
    n_crew = min(len(unit.crew), SIZES[-1])
    return Team(n_crew, STRETCHER in unit.equipment, STRAP in unit.equipment)


def _off(loaded: LongArray, size: int) -> IntArray:
    return np.abs(bearers_wanted(loaded) - size).astype(np.int32)
