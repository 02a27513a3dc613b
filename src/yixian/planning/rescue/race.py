"""Which ambulance by which way: the best three by each way of bringing the patient to it, exactly.

One search against the direction of driving, from all places where the patient can be met, meets the ambulances in
the order of a lower bound of their times. Each is then looked at closely, led by that bound, and the race ends when
the next bound is worse than the third best of each way.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from yixian.planning.rescue.offers import Offers, team_of
from yixian.planning.rescue.problem import WALK_IN, WAYS
from yixian.planning.rescue.search import FAR, Seeds, search, seeds_at

if TYPE_CHECKING:
    from yixian.planning.rescue.arcs import LongArray
    from yixian.planning.rescue.field import Field
    from yixian.planning.rescue.helpers import Helpers
    from yixian.planning.rescue.muster import Muster
    from yixian.planning.rescue.offers import Offer, Team
    from yixian.planning.rescue.search import Reach

RANKED: Final = 3
"""Ambulances that are ranked by each way."""
DOOR_MS: Final = 36_000
"""An ambulance within so many milliseconds on foot, 50 m, stands at the door."""
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
class Look:
    """What a close look at one ambulance found; runs of more than the limit may not be its best."""

    runs: dict[str, Run]
    limit_ms: int

    def is_sure(self, way: str) -> bool:
        """Whether the run by a way is its best, or there is none."""
        return self.limit_ms >= FAR or (way in self.runs and self.runs[way].merit_ms <= self.limit_ms)


@dataclass
class Board:
    """The best runs so far; a run stays only while it is among the best three of its way."""

    slack_ms: int  # what a carrying party may gain only because the crew's time at the side is left out
    best: dict[str, list[Run]] = field(default_factory=lambda: {way: [] for way in WAYS})
    ways: set[str] = field(default_factory=set)  # ways that anybody offers at all
    heats: list[Heat] = field(default_factory=list)

    def worst(self, way: str) -> int:
        """Return the merit of the third best, FAR while there are fewer."""
        runs = self.best[way]
        return runs[-1].merit_ms if len(runs) == RANKED else FAR

    @property
    def bar_ms(self) -> int:
        """An ambulance whose lower bound is above this is in no ranking."""
        return max((self.worst(way) for way in self.ways), default=-1)

    def enter(self, runs: dict[str, Run]) -> None:
        """Enter one ambulance's runs, one for each way that it can."""
        door = runs.get(WALK_IN)
        for way, run in runs.items():
            if way != WALK_IN and door is not None and self.gains_nothing(run, door):
                continue
            line = sorted([*self.best[way], run], key=lambda one: (one.merit_ms, one.unit))
            self.best[way] = line[:RANKED]

    def gains_nothing(self, run: Run, door: Run) -> bool:
        """Whether carrying out is needless, since the ambulance stands at the door about as soon."""
        return door.is_at_door and run.merit_ms >= door.merit_ms - self.slack_ms


def race(helpers: Helpers, muster: Muster, fields: list[Field]) -> Board:
    """Return the best three ambulances of each way, over all widths."""
    pace = helpers.case.pace
    board = Board(slack_ms=max(0, pace.scene[1] - pace.handover[1]))
    board.heats = [Heat(field, muster, board) for field in fields]
    board.ways.update(offer.way for heat in board.heats for line in heat.offers.values() for offer in line)
    for heat in board.heats:
        heat.run()
    return board


class Heat:
    """The race of the ambulances of one width."""

    def __init__(self, field: Field, muster: Muster, board: Board) -> None:
        self.field, self.board = field, board
        self.looks: dict[int, Look] = {}
        case = field.helpers.case
        nodes = field.meetings.nodes
        home = field.home.ms[nodes]
        made = Offers(field.helpers, muster, field.meetings, home)
        carried = list(made.of_party()) if len(nodes) else []
        teams = {team_of(case.units[unit]) for unit in field.units} if len(nodes) else set()
        self.offers: dict[Team, list[Offer]] = {team: [*made.of_team(team), *carried] for team in teams}

    def line(self, unit: int) -> list[Offer]:
        """Return the offers for an ambulance."""
        return self.offers.get(team_of(self.field.helpers.case.units[unit]), [])

    def run(self) -> None:
        """Look at ambulances in the order of their bounds until no other can be among the best."""
        units = [unit for unit in self.field.units if self.line(unit)]
        if not units:
            return
        nodes = self.field.meetings.nodes
        unit_nodes = self.field.helpers.ground.places.units[units]
        seeds = Seeds(nodes, np.minimum.reduce([_least(line) for line in self.offers.values() if line]))
        seen: set[int] = set()
        n_wanted = 0
        while n_wanted < len(unit_nodes):
            n_wanted = min(n_wanted + RANKED, len(unit_nodes))
            bar = min(self.board.bar_ms, FAR - 1)
            back = search(self.field.into, seeds, wanted=unit_nodes, n_wanted=n_wanted, limit_ms=bar)
            bounds = sorted(
                (int(back.ms[node]), unit)
                for node, unit in zip(unit_nodes, units, strict=True)
                if back.settled[node] and unit not in seen
            )
            for bound, unit in bounds:
                if bound <= self.board.bar_ms:
                    self.looks[unit] = self._look_closely(unit, back)
                    self.board.enter(self.looks[unit].runs)
                seen.add(unit)
            if back.edge_ms > self.board.bar_ms or back.edge_ms >= FAR:
                return

    def look(self, unit: int) -> Look:
        """Return a unit's best runs, however slow they are."""
        start = int(self.field.helpers.ground.places.units[unit])
        nodes = self.field.meetings.nodes
        there = search(self.field.out, seeds_at([start]), wanted=nodes)
        drive = np.where(there.settled[nodes], there.ms[nodes], FAR)
        return Look(self._best(unit, self.line(unit), drive, there), FAR)

    def _look_closely(self, unit: int, back: Reach) -> Look:
        """Return a unit's best runs, as far as they can matter for the board."""
        helpers, nodes = self.field.helpers, self.field.meetings.nodes
        start = int(helpers.ground.places.units[unit])
        ahead = np.where(back.settled, back.ms, back.edge_ms)
        offers = self.line(unit)
        limit, step = int(back.ms[start]), STEP_MS
        while True:
            there = search(self.field.out, seeds_at([start]), wanted=nodes, limit_ms=limit, ahead=ahead)
            drive = np.where(there.settled[nodes], there.ms[nodes], FAR)
            runs = self._best(unit, offers, drive, there)
            if there.edge_ms >= FAR or there.settled[nodes].all():
                return Look(runs, FAR)
            if self._is_enough(offers, runs, limit):
                return Look(runs, limit)
            limit, step = max([limit + step, *(run.merit_ms for run in runs.values())]), 2 * step

    def _is_enough(self, offers: list[Offer], runs: dict[str, Run], limit: int) -> bool:
        """Whether nothing beyond the limit can change what the board shows."""
        for way in {offer.way for offer in offers}:
            is_found = way in runs and runs[way].merit_ms <= limit
            if not is_found and limit < max(self.board.worst(other) for other in self.board.ways) + self.board.slack_ms:
                return False
        return True

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
