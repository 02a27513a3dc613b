"""The transport optimum: everybody placed at the least sum of costs of his own, by shortest augmenting paths.

A person enters at the end of the cheapest chain "he takes the place of one who takes the place of ..." that ends
at a free place. Node prices keep all reduced costs at 0 or more, so that each chain is one run of Dijkstra over
the compounds (successive shortest paths, as in any textbook on network flows).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.compiled import compiled

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.problem import BoolArray, IntArray

FAR = 1 << 60


def transport(pair: IntArray, seats: IntArray) -> tuple[IntArray, IntArray]:
    """Return the compound of each person and the price of each compound.

    Parameters
    ----------
    pair
        ``[person, compound]`` cost of each line.
    seats
        ``[compound]`` places; together at least as many as people.

    Returns
    -------
    tuple
        ``[person]`` compound, and ``[compound]`` price, 0 or less: what one more place there would save.
    """
    n_people, n_compounds = pair.shape
    compound = np.full(n_people, -1, dtype=np.int64)
    price = np.zeros(n_compounds, dtype=np.int64)
    crowd = np.zeros((n_compounds, max(1, int(seats.max(initial=1)))), dtype=np.int64)
    place_all(pair, seats, compound, price, crowd)
    return compound, price


@compiled
def place_all(pair: IntArray, seats: IntArray, compound: IntArray, price: IntArray, crowd: IntArray) -> None:
    """Place one person after another; ``crowd[compound]`` lists who stands there."""
    n_compounds = len(seats)
    standing = np.zeros(n_compounds, dtype=np.int64)
    way = np.zeros(n_compounds, dtype=np.int64)
    before = np.zeros(n_compounds, dtype=np.int64)
    mover = np.zeros(n_compounds, dtype=np.int64)
    is_done = np.zeros(n_compounds, dtype=np.bool_)
    for person in range(len(pair)):
        end = cheapest_chain(pair, seats, price, crowd, standing, person, way, before, mover, is_done)
        for c in range(n_compounds):
            if is_done[c]:
                price[c] += way[c] - way[end]
        shift_chain(compound, crowd, standing, before, mover, person, end)


@compiled
def cheapest_chain(
    pair: IntArray,
    seats: IntArray,
    price: IntArray,
    crowd: IntArray,
    standing: IntArray,
    person: int,
    way: IntArray,
    before: IntArray,
    mover: IntArray,
    is_done: BoolArray,
) -> int:
    """Return the compound with a free place at which the cheapest chain ends; ``before`` and ``mover`` lead back."""
    n_compounds = len(seats)
    for c in range(n_compounds):
        way[c] = pair[person, c] - price[c]
        before[c], mover[c], is_done[c] = -1, person, False
    while True:
        at, least = -1, FAR
        for c in range(n_compounds):
            if not is_done[c] and way[c] < least and seats[c] > 0:
                at, least = c, way[c]
        is_done[at] = True
        if standing[at] < seats[at]:
            return at
        for k in range(standing[at]):
            push_on(pair[crowd[at, k]], price, crowd[at, k], at, way, before, mover, is_done)


@compiled
def push_on(
    costs: IntArray,
    price: IntArray,
    other: int,
    at: int,
    way: IntArray,
    before: IntArray,
    mover: IntArray,
    is_done: BoolArray,
) -> None:
    """Note where somebody who is pushed out of a compound could go more cheaply than known so far."""
    base = way[at] - (costs[at] - price[at])
    for c in range(len(price)):
        if not is_done[c] and base + costs[c] - price[c] < way[c]:
            way[c] = base + costs[c] - price[c]
            before[c], mover[c] = at, other


@compiled
def shift_chain(
    compound: IntArray,
    crowd: IntArray,
    standing: IntArray,
    before: IntArray,
    mover: IntArray,
    person: int,
    end: int,
) -> None:
    """Move everybody on the chain one place on, from its end back to the one who enters."""
    at = end
    slot = standing[end]
    standing[end] += 1
    while True:
        other = mover[at]
        left = before[at]
        crowd[at, slot] = other
        compound[other] = at
        if left < 0:
            return
        for k in range(standing[left]):
            if crowd[left, k] == other:
                slot = k
        at = left
