"""The search: simulated annealing from warm to cold, the best roster kept, ended when it is told to."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from yixian.planning.compiled import compiled_inline
from yixian.planning.duty.chains import close_slots, empty_trail
from yixian.planning.duty.chase import chase_holes
from yixian.planning.duty.moves import change_cell, draw
from yixian.planning.duty.problem import OFF
from yixian.planning.duty.state import roster_of
from yixian.planning.duty.swaps import swap_days
from yixian.planning.duty.world import usual_price

if TYPE_CHECKING:
    from yixian.planning.duty.moves import State
    from yixian.planning.duty.problem import IntArray, Roster
    from yixian.planning.duty.standing import Standing
    from yixian.planning.duty.world import World
    from yixian.planning.stop import Stop

CHUNK_MOVES = 20_000
PART_PEOPLE = 256
PART_TRIES = 13  # for each person of a neighbourhood before the next one has its turn
CHUNK_S = 0.1
QUENCH_CHUNKS = 3
ROUND_MOVES = 20_000
WARMEST, COLDEST = 0.5, 0.007  # of the price of a usual duty
SHORT_WARMEST = 0.3  # of the price of a hole
SHORT_COLDEST = 0.03  # of the price of a usual duty
CHASE_HEAT = 0.3  # of the price of a usual duty
CHASED_SHARE = 0.02  # of all slots: with more open ones holes are found by chance
CHASED_OF = 400  # chases for so many other tries
CHAIN_HEAT = 0.03  # of the price of a hole: warmer searches open what is closed
MOVES_PER_LOOK = 100  # a look of a chain at a person takes the time of ten moves, all looks a tenth of the search
NEAR = 0.5  # of the warmest: where a roster is given to begin with


@dataclass(frozen=True)
class Heat:
    """How warm a search begins and ends, in cost units.

    A move that costs as much more as the heat is taken once in e times.
    """

    warmest: float
    coldest: float

    def at(self, share: float) -> float:
        """Return the heat when ``share`` (0 to 1) of the work is done."""
        return float(self.warmest * (self.coldest / self.warmest) ** share)


def heat_for(world: World, *, is_short: bool) -> Heat:
    """Return the heat for a county: where people lack, holes and leaders must be able to move too."""
    usual = usual_price(world)
    if is_short:
        return Heat(max(SHORT_WARMEST * world.hole, usual), SHORT_COLDEST * usual)
    return Heat(WARMEST * usual, COLDEST * usual)


@dataclass(frozen=True)
class Found:
    """The best roster of a search and its cost."""

    roster: Roster
    cost: int


class Annealed(Protocol):
    """A search under way, whatever its moves are.

    ``n_cells`` counts people x days, ``n_moves`` the tries so far; ``begins`` is the share of the
    warmest heat to begin with: less than all where there is a roster to lose.
    """

    n_moves: int
    n_cells: int
    begins: float
    best: Found

    def moves(self, heat: float, *, is_timed: bool) -> None:
        """Make a chunk of tries; with ``is_timed`` the next chunk is made to last a tenth of a second."""

    def quench(self) -> None:
        """Take only what makes it no worse, for a moment: a search that is ended early is still warm."""


def search(run: Annealed, heat: Heat, stop: Stop, standing: Standing) -> Found:
    """Search on until ``stop`` says so or the cost is proven to be least.

    Small problems get several rounds from warm to cold. The heat follows the share of a round's moves, or of
    the time that is left if that is used up sooner; with a work limit no clock is asked, so that it gives the
    same roster each time.
    """
    standing.lower_cost(run.best.cost)
    now = Heat(heat.warmest * run.begins, heat.coldest)
    n_round = run.n_cells * ROUND_MOVES
    while not stop.now(run.n_moves) and not standing.is_proven:
        round_ = Round(stop, run.n_moves, n_round)
        share = 0.0
        while share < 1.0 and not stop.now(run.n_moves) and not standing.is_proven:
            run.moves(now.at(share), is_timed=stop.work_limit is None)
            share = round_.share(run.n_moves)
            standing.lower_cost(run.best.cost)
            standing.say("search", stop.share(run.n_moves))
        now = heat
    if stop.work_limit is None:
        run.quench()
        standing.lower_cost(run.best.cost)
    return run.best


class Round:
    """One way from warm to cold."""

    def __init__(self, stop: Stop, n_begun: int, n_moves: int) -> None:
        left = n_moves if stop.work_limit is None else min(n_moves, stop.work_limit - n_begun)
        self._stop, self._n_begun, self._n_moves = stop, n_begun, left
        self._share_begun = stop.share()

    def share(self, n_moves: int) -> float:
        """Return how much of the round is over when the search has made ``n_moves``."""
        by_moves = (n_moves - self._n_begun) / self._n_moves
        if self._stop.work_limit is not None:
            return min(1.0, by_moves)
        by_time = (self._stop.share() - self._share_begun) / max(1.0 - self._share_begun, 1e-9)
        return min(1.0, max(by_moves, by_time))


class Run:
    """One search under way, chunk by chunk.

    ``n_cells`` counts people x days, ``n_moves`` the tries so far; ``begins``: see ``Annealed``.
    """

    def __init__(self, world: World, state: State) -> None:
        self._world, self._state = world, state
        self._places = np.zeros((2, state.shift.shape[1]), dtype=np.int64)
        self._trail = empty_trail(world)
        self._chunk = CHUNK_MOVES
        self._chains_from = 0
        self.n_moves = 0
        self.n_cells = state.shift.size
        self.begins = 1.0 if (state.shift == OFF).all() else NEAR
        self.best = Found(roster_of(world, state), int(state.cost[0]))
        self._usual = usual_price(world)
        run_moves(world, state, (0.0, 0), self._places)  # compiles, tries nothing
        chase_holes(world, state, np.zeros((1, 3), dtype=np.int64), (0.0, 0), self._places)
        close_slots(world, state, np.zeros((0, 3), dtype=np.int64), self._trail)

    def moves(self, heat: float, *, is_timed: bool) -> None:
        """Make a chunk of tries; with ``is_timed`` the next chunk is made to last a tenth of a second."""
        began_s = time.monotonic()
        run_moves(self._world, self._state, (heat, self._chunk // 3), self._places)
        self.n_moves += self._chunk
        self._chase(heat)
        if heat <= CHAIN_HEAT * self._world.hole and self.n_moves >= self._chains_from:
            self._chain()
        if is_timed:
            # Measured anew each time: on a loaded machine the rate of a moment ago says little.
            wanted = self._chunk * CHUNK_S / max(time.monotonic() - began_s, 1e-4)
            self._chunk = max(300, int(min(wanted, self._chunk * 2.0)))
        if self._state.cost[0] < self.best.cost:
            self.best = Found(roster_of(self._world, self._state), int(self._state.cost[0]))

    def _chase(self, heat: float) -> None:
        """Begin at what is open, once that is little: chance alone finds the last holes late."""
        world, state = self._world, self._state
        open_slots = self._open_slots()
        if not 0 < len(open_slots) <= CHASED_SHARE * world.need.size:
            return
        warmth = (max(heat, CHASE_HEAT * self._usual), max(1, self._chunk // CHASED_OF))
        chase_holes(world, state, open_slots, warmth, self._places)

    def _chain(self) -> None:
        """Close by chains what can be; the next sweep waits the longer the more this one has looked at."""
        open_slots = self._open_slots()
        if len(open_slots):
            close_slots(self._world, self._state, open_slots, self._trail)
            self._chains_from = self.n_moves + int(self._trail.looks[0]) * MOVES_PER_LOOK

    def _open_slots(self) -> IntArray:
        """Return the slots that lack anybody or a leader, ``[slot, 3]``."""
        state = self._state
        return np.argwhere((state.people < self._world.need) | (state.leaders < self._world.lead))

    def quench(self) -> None:
        """Take only what makes it no worse, for a moment: a search that is ended early is still warm."""
        self._chain()
        for _ in range(QUENCH_CHUNKS):
            self.moves(0.0, is_timed=True)


@compiled_inline
def run_moves(world: World, state: State, heat: tuple[float, int], places: IntArray) -> None:
    """Try ``heat[1]`` times two swaps and a change at the heat ``heat[0]``.

    They go from neighbourhood to neighbourhood: what is known of some hundred people fits into the processor's
    own memory, and the moves of a county are then as quick as those of a town.
    """
    n_people, left = world.order.shape[0], heat[1]
    n_parts = (n_people + PART_PEOPLE - 1) // PART_PEOPLE
    part = draw(state.random, n_parts)
    while left > 0:
        begin, end = n_people * part // n_parts, n_people * (part + 1) // n_parts
        n = min(left, (end - begin) * PART_TRIES)
        for _ in range(n):
            swap_days(world, state, (heat[0], world.order[begin + draw(state.random, end - begin)]), places)
            swap_days(world, state, (heat[0], world.order[begin + draw(state.random, end - begin)]), places)
            change_cell(world, state, heat[0], world.order[begin + draw(state.random, end - begin)])
        left -= n
        part = (part + 1) % n_parts
