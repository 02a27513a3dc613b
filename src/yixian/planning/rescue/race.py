"""Which ambulances by which ways: the best three, and the best of each by every way of bringing the patient to it.

One search against the direction of driving, from all places where the patient can be met, meets the ambulances in
the order of a lower bound of their times. Each is then looked at closely, led by that bound, and the race ends when
the next bound is worse than the third best.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from yixian.planning.rescue.offers import Offers, team_of
from yixian.planning.rescue.problem import DOOR_GAIN_MS, DOOR_MS, WALK_IN
from yixian.planning.rescue.search import FAR, Seeds, search, seeds_at

if TYPE_CHECKING:
    from yixian.planning.rescue.arcs import LongArray
    from yixian.planning.rescue.field import Field
    from yixian.planning.rescue.muster import Muster
    from yixian.planning.rescue.neighbours import Neighbours
    from yixian.planning.rescue.offers import Offer, Team
    from yixian.planning.rescue.search import Reach

RANKED: Final = 3
"""Ambulances that are ranked."""
STEP_MS: Final = 120_000


@dataclass(frozen=True)
class Run:
    """One ambulance's best by one way."""

    unit: int
    field: Field
    offer: Offer
    place: int  # index of the field's meetings
    merit_ms: int  # arrival in hospital, lack of care included
    reach: Reach  # the drive to the meeting

    @property
    def node(self) -> int:
        """Where the ambulance is met."""
        return int(self.field.meetings.nodes[self.place])

    @property
    def is_at_door(self) -> bool:
        """Whether the ambulance stands at the patient's door."""
        return int(self.field.meetings.out_ms[self.place]) <= DOOR_MS


@dataclass(frozen=True)
class Entry:
    """One ambulance with its best by each way that it can."""

    unit: int
    runs: dict[str, Run]
    needless: frozenset[str]  # ways left out, since the ambulance stands at the door about as soon

    @property
    def merit_ms(self) -> int:
        """What the ambulance is ranked by."""
        return min(run.merit_ms for run in self.runs.values())


@dataclass
class Board:
    """The best three ambulances so far."""

    slack_ms: int  # what a carrying party may gain only because the crew's time at the side is left out
    best: list[Entry] = field(default_factory=list)
    heats: list[Heat] = field(default_factory=list)

    @property
    def bar_ms(self) -> int:
        """An ambulance whose lower bound is above this is not among the best; FAR while there are fewer than three."""
        return self.best[-1].merit_ms if len(self.best) == RANKED else FAR

    def enter(self, unit: int, runs: dict[str, Run]) -> None:
        """Enter one ambulance with its best by each way."""
        door = runs.get(WALK_IN)
        needless = frozenset(
            way for way, run in runs.items() if way != WALK_IN and door is not None and self._gains_nothing(run, door)
        )
        kept = {way: run for way, run in runs.items() if way not in needless}
        if kept:
            line = [*self.best, Entry(unit, kept, needless)]
            self.best = sorted(line, key=lambda one: (one.merit_ms, one.unit))[:RANKED]

    def _gains_nothing(self, run: Run, door: Run) -> bool:
        return door.is_at_door and run.merit_ms >= door.merit_ms - self.slack_ms


def race(neighbours: Neighbours, muster: Muster, fields: list[Field]) -> Board:
    """Return the best three ambulances over all widths, each with its best by every way."""
    pace = neighbours.case.pace
    at_side = pace.scene[1] + pace.load[1] + pace.board[1] - pace.handover[1]
    board = Board(slack_ms=max(0, at_side) + DOOR_GAIN_MS)
    board.heats = [Heat(field, muster, board) for field in fields]
    for heat in board.heats:
        heat.run()
    return board


class Heat:
    """The race of the ambulances of one width."""

    def __init__(self, field: Field, muster: Muster, board: Board) -> None:
        self.field, self.board = field, board
        self.seen: set[int] = set()  # ambulances that need no further look
        case = field.neighbours.case
        nodes = field.meetings.nodes
        home = field.home.ms[nodes]
        made = Offers(field.neighbours, muster, field.meetings, home)
        carried = list(made.of_party()) if len(nodes) else []
        teams = {team_of(case.units[unit]) for unit in field.units} if len(nodes) else set()
        self.offers: dict[Team, list[Offer]] = {
            team: [offer for offer in (*made.of_team(team), *carried) if (offer.rest < FAR).any()] for team in teams
        }

    def line(self, unit: int) -> list[Offer]:
        """Return the offers for an ambulance."""
        return self.offers.get(team_of(self.field.neighbours.case.units[unit]), [])

    def run(self) -> None:
        """Look at ambulances in the order of their bounds until no other can be among the best."""
        units = [unit for unit in self.field.units if self.line(unit)]
        if not units:
            return
        nodes = self.field.meetings.nodes
        unit_nodes = self.field.neighbours.ground.places.units[units]
        seeds = Seeds(nodes, np.minimum.reduce([_least(line) for line in self.offers.values() if line]))
        self._look_at(search(self.field.into, seeds, wanted=unit_nodes, n_wanted=RANKED, limit_ms=self._limit()), units)
        if len(self.seen) < len(units):
            # Whoever else may be among the best has a bound within the bar that stands now.
            self._look_at(search(self.field.into, seeds, wanted=unit_nodes, limit_ms=self._limit()), units)

    def _limit(self) -> int:
        return min(self.board.bar_ms, FAR - 1)

    def _look_at(self, back: Reach, units: list[int]) -> None:
        """Look at the ambulances that a search has met, in the order of their bounds."""
        places = self.field.neighbours.ground.places.units
        met = [(int(back.ms[places[unit]]), unit) for unit in units if back.settled[places[unit]]]
        for bound, unit in sorted(met):
            if bound <= self.board.bar_ms and unit not in self.seen:
                self.board.enter(unit, self._look_closely(unit, back))
                self.seen.add(unit)
        if back.edge_ms > self.board.bar_ms:
            self.seen.update(units)

    def _look_closely(self, unit: int, back: Reach) -> dict[str, Run]:
        """Return a unit's best by each way that it can; ``back`` holds the lower bounds that lead the search."""
        nodes = self.field.meetings.nodes
        start = int(self.field.neighbours.ground.places.units[unit])
        ahead = np.where(back.settled, back.ms, back.edge_ms)
        offers = self.line(unit)
        ways = {offer.way for offer in offers}
        limit, step = int(back.ms[start]), STEP_MS
        while True:
            there = search(self.field.out, seeds_at([start]), wanted=nodes, limit_ms=limit, ahead=ahead)
            drive = np.where(there.settled[nodes], there.ms[nodes], FAR)
            runs = self._best(unit, offers, drive, there)
            most = max((run.merit_ms for run in runs.values()), default=FAR)
            if there.edge_ms >= FAR or there.settled[nodes].all() or (set(runs) == ways and most <= limit):
                return runs
            limit, step = max(limit + step, most if most < FAR else 0), 2 * step

    def _best(self, unit: int, offers: list[Offer], drive: LongArray, there: Reach) -> dict[str, Run]:
        runs: dict[str, tuple[tuple[int, int, int, int], Run]] = {}
        for offer in offers:
            total = np.maximum(drive + offer.lead, offer.floor) + offer.rest
            least = int(total.min())
            if least >= FAR:
                continue
            ties = np.flatnonzero(total == least)
            place = int(ties[np.lexsort((ties, offer.loaded[ties], offer.off[ties]))[0]])
            key = (least, int(offer.off[place]), int(offer.loaded[place]), place)
            if offer.way not in runs or key < runs[offer.way][0]:
                runs[offer.way] = key, Run(unit, self.field, offer, place, least, there)
        return {way: run for way, (_, run) in runs.items()}


def _least(offers: list[Offer]) -> LongArray:
    """Return what is still to come at each place at least, whichever the offer."""
    least: LongArray = np.minimum.reduce([offer.lead + offer.rest for offer in offers])
    return np.minimum(least, FAR)
