"""How high a given stock lifts some classes of demand, and what each then takes; compiled, exact.

Tables of classes: ``room[class, stage]`` is all a class takes in a stage, ``plain[class, stage]`` the slope of those
parts whose room equals their slope. The others are bent: at ``t`` they take ``t`` times their slope until their room
is full. They lie one by one, class after class from ``begin[class]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

from yixian.planning.supplies.arith import share

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import IntArray

    Tables = tuple[IntArray, IntArray]  # room, plain
    Bent = tuple[IntArray, IntArray, IntArray, IntArray]  # begin, stage, slope, room
    Height = tuple[int, int, int]  # stage, num, den


@numba.njit(cache=True)
def height_of(tables: Tables, bent: Bent, classes: IntArray, stock: int) -> Height:
    """Return the lowest level at which the classes take exactly the stock; above the last stage if it suffices."""
    room = tables[0]
    n_stages = room.shape[1]
    taken = np.zeros(n_stages, np.int64)
    for c in classes:
        taken += room[c]
    if stock >= taken.sum():
        return n_stages, 0, 1
    stage = 0
    while stock > taken[stage]:
        stock -= taken[stage]
        stage += 1
    return slope_down(tables, bent, classes, (stage, stock))


@numba.njit(cache=True)
def slope_down(tables: Tables, bent: Bent, classes: IntArray, sought: tuple[int, int]) -> Height:
    """Return the level in a stage at which the classes take a sought amount of that stage.

    What they take is concave in the level, so tangents (Newton) climb to the level from below and end exactly there.
    """
    stage, stock = sought
    if stock == 0:
        return stage, 0, 1
    num, den = 0, 1
    while True:
        fixed, steep = tangent(tables, bent, classes, (stage, num, den))
        if steep == 0 or (stock - fixed == num and steep == den):
            return stage, num, den
        num, den = stock - fixed, steep


@numba.njit(cache=True)
def tangent(tables: Tables, bent: Bent, classes: IntArray, height: Height) -> tuple[int, int]:
    """Return what classes take in a stage, at a level in it, as a line: what is fixed, and the slope of the rest."""
    stage, num, den = height
    begin, bent_stage, slope, room = bent
    fixed, steep = 0, 0
    for c in classes:
        steep += tables[1][c, stage]
        for i in range(begin[c], begin[c + 1]):
            is_here = bent_stage[i] == stage
            is_full = is_here and share(num, den, slope[i])[0] >= room[i]
            fixed += room[i] if is_full else 0
            steep += slope[i] if is_here and not is_full else 0
    return fixed, steep


@numba.njit(cache=True)
def take_of(tables: Tables, bent: Bent, c: int, height: Height) -> tuple[int, int]:
    """Return what a class takes at a level, as a whole number and a remainder over the level's denominator."""
    stage, num, den = height
    room, plain = tables
    begin, bent_stage, slope, limit = bent
    whole = 0
    for k in range(min(stage, room.shape[1])):
        whole += room[c, k]
    if stage == room.shape[1]:
        return whole, 0
    steep = plain[c, stage]
    for i in range(begin[c], begin[c + 1]):
        if bent_stage[i] != stage:
            continue
        if share(num, den, slope[i])[0] >= limit[i]:
            whole += limit[i]
        else:
            steep += slope[i]
    more, left = share(num, den, steep)
    return whole + more, left
