"""The cheapest lawful row of each person of the benchmark at given prices: one exact dynamic program each, compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yixian.planning.compiled import compiled
from yixian.planning.duty.benchmark.graph import Graph, build_graph, trade_of
from yixian.planning.duty.patterns import DEAR, MILLI
from yixian.planning.duty.problem import OFF
from yixian.planning.duty.world import BAR

if TYPE_CHECKING:
    from yixian.planning.duty.benchmark.moves import Floor
    from yixian.planning.duty.problem import IntArray


class Slate(NamedTuple):
    """Scratch: the cheapest shift of each kind on each day, the values of the states."""

    cell: IntArray  # [day, kind] thousandths, DEAR = barred
    shift: IntArray  # [day, kind]
    value: IntArray  # [state] cheapest way to the end
    choice: IntArray  # [state] 0 = free, 1 + kind


class Patterns:
    """Everybody's graph; people under the same limits share one."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        n_people, n_days = floor.price.shape[:2]
        known: dict[object, tuple[Graph, Slate]] = {}
        self._own: list[tuple[Graph, Slate]] = []
        for person in range(n_people):
            trade = trade_of(floor, person)
            limits = tuple(floor.limits[person].tolist())
            key = (trade.kind, trade.counted, trade.most_of, limits)
            if key not in known:
                graph = build_graph(trade, limits, n_days)
                known[key] = graph, _slate(graph, n_days)
            self._own.append(known[key])

    def has_none(self, person: int) -> bool:
        """Whether no lawful row exists for a person."""
        row = np.zeros(self._floor.price.shape[1], dtype=np.int64)
        return self.cheapest(person, np.zeros_like(self._floor.need), row) >= DEAR // 2

    def cheapest(self, person: int, pi: IntArray, row: IntArray) -> int:
        """Write a person's cheapest row at prices in thousandths, return its cost in thousandths; DEAR if none is."""
        graph, slate = self._own[person]
        if len(graph.follow) == 0:
            return DEAR
        return int(cheapest_row(self._floor.price[person], pi, (graph, slate), row))


def _slate(graph: Graph, n_days: int) -> Slate:
    n_states, width = graph.follow.shape
    cells = (n_days, width - 1)
    return Slate(
        cell=np.zeros(cells, dtype=np.int64),
        shift=np.zeros(cells, dtype=np.int64),
        value=np.zeros(n_states, dtype=np.int64),
        choice=np.zeros(n_states, dtype=np.int64),
    )


@compiled
def cheapest_row(price: IntArray, pi: IntArray, own: tuple[Graph, Slate], row: IntArray) -> int:
    """Write the cheapest row at ``pi[day, shift]`` and return its cost; ``price`` is ``[day, 1 + shift]``."""
    graph, slate = own
    for day in range(slate.cell.shape[0]):
        slate.cell[day, :] = DEAR
        for shift in range(pi.shape[1]):
            kind = graph.kind[shift]
            own_price = price[day, 1 + shift]
            cost = own_price * MILLI - pi[day, shift]
            if own_price < BAR and cost < slate.cell[day, kind]:
                slate.cell[day, kind] = cost
                slate.shift[day, kind] = shift
    best = _value_states(price, graph, slate)
    state = 0
    for day in range(row.shape[0]):
        choice = slate.choice[state]
        state = graph.follow[state, choice]
        row[day] = OFF if choice == 0 else slate.shift[day, choice - 1]
    return best


@compiled
def _value_states(price: IntArray, graph: Graph, slate: Slate) -> int:
    value, n_states = slate.value, graph.follow.shape[0]
    value[n_states - 1] = 0
    for i in range(n_states - 2, -1, -1):
        day, best, chosen = graph.day[i], DEAR, 0
        if graph.follow[i, 0] != OFF:
            best = value[graph.follow[i, 0]] + price[day, 0] * MILLI
        for kind in range(slate.cell.shape[1]):
            to = graph.follow[i, kind + 1]
            if to != OFF and value[to] + slate.cell[day, kind] < best:
                best, chosen = value[to] + slate.cell[day, kind], kind + 1
        # A state whose days lead only through barred cells still leads somewhere, so that a way can be walked.
        if graph.follow[i, chosen] == OFF:
            chosen = int(np.argmax(graph.follow[i]))
        value[i], slate.choice[i] = min(best, DEAR), chosen
    return int(value[0])
