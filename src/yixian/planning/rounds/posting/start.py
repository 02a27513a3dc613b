"""Where a search begins: the transport optimum, with nobody put where people lack."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rounds.dice import dice_of
from yixian.planning.rounds.posting.flow import transport
from yixian.planning.rounds.posting.problem import HOLE
from yixian.planning.rounds.posting.swaps import Hints, State
from yixian.planning.rounds.posting.world import BARRED, Cast, World

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.problem import IntArray

NEAREST = 6


@dataclass(frozen=True)
class Start:
    """A first posting of everybody, with what the search looks at."""

    cast: Cast  # its movers end with nobody, as often as people lack
    state: State
    hints: Hints
    price: IntArray  # [compound] the transport's prices, reserve last


def begin(cast: Cast, seed: int) -> Start:
    """Return the transport optimum as a state of the search."""
    compound, price = transport(cast.world.pair, cast.world.seats)
    full, compound = _fill_up(cast, compound)
    return Start(full, state_of(full.world, compound, seed), _hints(full.world, price), price)


def _fill_up(cast: Cast, compound: IntArray) -> tuple[Cast, IntArray]:
    """Add nobody for each place that stays empty, and a place in reserve for each who may stand nowhere."""
    world = cast.world
    reserve = len(world.seats) - 1
    is_lost = world.pair[np.arange(len(compound)), compound] >= BARRED
    compound = np.where(is_lost, reserve, compound)
    lack = world.seats - np.bincount(compound, minlength=reserve + 1)
    lack[reserve] = 0
    nobody = np.repeat(np.arange(reserve + 1), lack)
    n, n_skills = len(nobody), world.has.shape[1]
    rows = np.full((n, reserve + 1), HOLE, dtype=np.int64)
    rows[:, reserve] = 0
    seats = world.seats.copy()
    seats[reserve] += is_lost.sum()
    filled = world._replace(
        pair=np.vstack([world.pair, rows]),
        unit=np.append(world.unit, np.full(n, len(world.split) - 1, dtype=np.int64)),
        has=np.vstack([world.has, np.zeros((n, n_skills), dtype=np.int64)]),
        seats=seats,
    )
    return replace(cast, world=filled), np.append(compound, nobody)


def state_of(world: World, compound: IntArray, seed: int) -> State:
    """Return a posting as a state of the search."""
    movers = np.arange(len(compound))
    crowd = np.full((len(world.seats), max(1, int(world.seats.max()))), -1, dtype=np.int64)
    slot = np.zeros(len(compound), dtype=np.int64)
    standing = np.zeros(len(world.seats), dtype=np.int64)
    for i, c in enumerate(compound.tolist()):
        crowd[c, standing[c]], slot[i] = i, standing[c]
        standing[c] += 1
    unit_at, skill_at = world.unit_pinned.copy(), world.skill_pinned.copy()
    np.add.at(unit_at, (world.unit, compound), 1)
    np.add.at(skill_at, compound, world.has)
    cost = world.pair[movers, compound].sum()
    cost += (world.split[:, None] * (unit_at[:, :-1] > 0)).sum()
    cost += world.missing * np.maximum(0, world.wanted - skill_at).sum()
    return State(
        compound=compound.astype(np.int64),
        slot=slot,
        crowd=crowd,
        unit_at=unit_at,
        skill_at=skill_at,
        dice=dice_of(seed),
        cost=np.array([cost], dtype=np.int64),
    )


def _hints(world: World, price: IntArray) -> Hints:
    reduced = world.pair - price[None, :]
    near = np.argsort(reduced, axis=1, kind="stable")[:, :NEAREST]
    mates = np.argsort(world.unit, kind="stable")
    begin = np.searchsorted(world.unit[mates], np.arange(len(world.split) + 1))
    return Hints(np.ascontiguousarray(near), mates, begin)
