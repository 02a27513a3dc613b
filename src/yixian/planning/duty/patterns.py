"""The cheapest lawful pattern of each person at given prices, compiled: one exact dynamic program each.

Money is whole thousandths of a cost unit here, so that sums are exact and the same everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yixian.planning.compiled import compiled_inline
from yixian.planning.duty.graph import build_graph, calendar_of
from yixian.planning.duty.problem import OFF
from yixian.planning.duty.world import BAR

if TYPE_CHECKING:
    from yixian.planning.duty.graph import Graph
    from yixian.planning.duty.problem import IntArray
    from yixian.planning.duty.world import World

MILLI = 1000
DEAR = BAR * MILLI


class Class(NamedTuple):
    """People who live under the same limits, and the graph of their patterns."""

    graph: Graph
    people: IntArray


class Slate(NamedTuple):
    """Scratch of one pass: the cells of one person, the values of the states."""

    cell: IntArray  # [day, shift] price of the best place, DEAR = barred
    place: IntArray  # [day, shift] that place
    value: IntArray  # [state] cheapest way to the end
    choice: IntArray  # [state] 0 = free, 1 + shift


class Supply(NamedTuple):
    """What everybody's cheapest patterns offer."""

    people: IntArray  # [post, day, shift]
    leaders: IntArray  # [post, day, shift]
    shift: IntArray  # [person, day]
    place: IntArray  # [person, day]


def build_classes(world: World) -> list[Class]:
    """Return everybody grouped by limits."""
    calendar = calendar_of(world)
    limits, group = np.unique(world.limits, axis=0, return_inverse=True)
    return [
        Class(build_graph(calendar, tuple(row.tolist())), np.nonzero(group.ravel() == i)[0].astype(np.int64))
        for i, row in enumerate(limits)
    ]


def empty_supply(world: World) -> Supply:
    """Return a supply of nobody."""
    rows = world.free_price.shape
    return Supply(
        people=np.zeros_like(world.need),
        leaders=np.zeros_like(world.need),
        shift=np.full(rows, OFF, dtype=np.int64),
        place=np.full(rows, OFF, dtype=np.int64),
    )


def cheapest_patterns(world: World, classes: list[Class], prices: tuple[IntArray, IntArray], supply: Supply) -> int:
    """Write everybody's cheapest pattern at ``prices`` (pi, mu in thousandths) into ``supply``.

    Returns the sum of what the patterns cost, in thousandths.
    """
    supply.people[:] = 0
    supply.leaders[:] = 0
    total = 0
    for group in classes:
        n_states = len(group.graph.follow)
        cells = world.price.shape[1:3]
        slate = Slate(
            cell=np.zeros(cells, dtype=np.int64),
            place=np.zeros(cells, dtype=np.int64),
            value=np.zeros(n_states, dtype=np.int64),
            choice=np.zeros(n_states, dtype=np.int64),
        )
        total += int(_class_patterns(world, group, prices, (slate, supply)))
    return total


@compiled_inline
def _class_patterns(world: World, group: Class, prices: tuple[IntArray, IntArray], into: tuple[Slate, Supply]) -> int:
    slate = into[0]
    total = 0
    for person in group.people:
        _price_cells(world, person, prices, slate)
        total += _value_states(world, group.graph, person, slate)
        _walk(world, group.graph, person, into)
    return total


@compiled_inline
def _price_cells(world: World, person: int, prices: tuple[IntArray, IntArray], slate: Slate) -> None:
    """Find the best place of each cell at these prices."""
    for day in range(slate.cell.shape[0]):
        for shift in range(slate.cell.shape[1]):
            _best_place(world, person, prices, (day, shift), slate)


@compiled_inline
def _best_place(
    world: World, person: int, prices: tuple[IntArray, IntArray], cell: tuple[int, int], slate: Slate
) -> None:
    """Write the cheapest place of one cell on the slate; OFF where he may stand nowhere."""
    pi, mu = prices
    day, shift = cell
    slate.cell[day, shift] = DEAR
    slate.place[day, shift] = OFF
    for k in range(world.n_places[person]):
        own = world.price[person, day, shift, k]
        slot = (world.reach[person, k], day, shift)
        price = own * MILLI - pi[slot] - world.leader[person] * mu[slot]
        if own < BAR and price < slate.cell[day, shift]:
            slate.cell[day, shift] = price
            slate.place[day, shift] = k


@compiled_inline
def _value_states(world: World, graph: Graph, person: int, slate: Slate) -> int:
    """Return the price of the cheapest pattern; values and choices of all states stay on the slate."""
    value, choice = slate.value, slate.choice
    n_states = value.shape[0]
    value[n_states - 1] = 0
    for i in range(n_states - 2, -1, -1):
        day = graph.day[i]
        nights = world.before[person, 0] + graph.nights[i]
        weekends = world.before[person, 1] + graph.weekends[i]
        night_step = MILLI * world.squares[0] * (2 * nights + 1)
        weekend_step = MILLI * world.squares[1] * (2 * weekends + 1) * world.is_weekend[day]
        best = value[graph.follow[i, 0]] + world.free_price[person, day] * MILLI
        chosen = 0
        for shift in range(graph.follow.shape[1] - 1):
            to = graph.follow[i, shift + 1]
            if to == OFF:
                continue
            way = value[to] + slate.cell[day, shift] + weekend_step + night_step * world.is_night[shift]
            if way < best:
                best, chosen = way, shift + 1
        value[i], choice[i] = best, chosen
    return int(value[0])


@compiled_inline
def _walk(world: World, graph: Graph, person: int, into: tuple[Slate, Supply]) -> None:
    """Write down the pattern that the choices on the slate make."""
    slate, supply = into
    state = 0
    for day in range(supply.shift.shape[1]):
        shift = slate.choice[state] - 1
        state = graph.follow[state, shift + 1]
        supply.shift[person, day] = shift
        supply.place[person, day] = OFF
        if shift != OFF:
            place = slate.place[day, shift]
            supply.place[person, day] = place
            slot = (world.reach[person, place], day, shift)
            supply.people[slot] += 1
            supply.leaders[slot] += world.leader[person]
