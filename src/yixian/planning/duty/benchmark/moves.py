"""The moves of the benchmark's search, compiled: days exchanged, days changed, days moved along.

As for a county, a move that breaks a hard rule is not made; only the rules differ. A row is one person's shifts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yixian.planning.compiled import compiled
from yixian.planning.duty.moves import allowance, draw
from yixian.planning.duty.problem import OFF
from yixian.planning.duty.world import BAR

if TYPE_CHECKING:
    from yixian.planning.duty.benchmark.problem import Ward
    from yixian.planning.duty.problem import IntArray

MOST_MIN, LEAST_MIN, MOST_ROW, LEAST_ROW, LEAST_OFF, WEEKENDS = range(6)
LONGEST_CHANGE = 5
LONGEST_SWAP = 10


class Floor(NamedTuple):
    """What does not change during a search."""

    price: IntArray  # [person, day, 1 + shift] what requests cost; first: free; BAR = barred
    length_min: IntArray  # [shift]
    may_follow: IntArray  # [shift, shift] 0 or 1
    limits: IntArray  # [person, rule]
    most_of: IntArray  # [person, shift]
    need: IntArray  # [day, shift]
    under: IntArray  # [day, shift]
    over: IntArray  # [day, shift]


class Rota(NamedTuple):
    """What a search changes in place."""

    shift: IntArray  # [person, day] shift, OFF = free
    people: IntArray  # [day, shift]
    random: IntArray  # [1] generator
    cost: IntArray  # [1]
    kept: IntArray  # [2, day] scratch: rows as they were


def build_floor(ward: Ward) -> Floor:
    """Return the arrays for the kernels; barred are days off and shifts that a person never works."""
    terms = ward.terms
    wanted = ward.on_wish.sum(axis=2)
    price = np.concatenate([wanted[:, :, None], wanted[:, :, None] - ward.on_wish + ward.off_wish], axis=2)
    never = ward.off[:, :, None] | (terms.most_of == 0)[:, None, :]
    price[:, :, 1:][never] = BAR
    limits = (
        terms.most_min, terms.least_min, terms.most_row, terms.least_row, terms.least_off, terms.most_weekends,
    )  # fmt: skip
    return Floor(
        price=price,
        length_min=ward.length_min,
        may_follow=ward.may_follow.astype(np.int64),
        limits=np.stack(limits, axis=1),
        most_of=terms.most_of,
        need=ward.need,
        under=ward.under,
        over=ward.over,
    )


@compiled
def is_lawful(floor: Floor, shift: IntArray, person: int) -> bool:
    """Whether a person's row keeps every hard rule."""
    limits = floor.limits[person]
    n_days = shift.shape[1]
    minutes, weekends, run, saturday, before = 0, 0, 0, False, OFF
    for day in range(n_days):
        now = shift[person, day]
        if day > 0 and (now == OFF) != (before == OFF):
            least = limits[LEAST_OFF] if before == OFF else limits[LEAST_ROW]
            # A run from the first day on may have begun long before.
            if run < least and run < day:
                return False
            run = 0
        run += 1
        if now != OFF:
            if run > limits[MOST_ROW] or (before != OFF and floor.may_follow[before, now] == 0):
                return False
            minutes += floor.length_min[now]
            weekends += day % 7 == 5 or (day % 7 == 6 and not saturday)
        saturday = now != OFF and day % 7 == 5
        before = now
    if minutes > limits[MOST_MIN] or minutes < limits[LEAST_MIN] or weekends > limits[WEEKENDS]:
        return False
    return _has_few_enough(floor, shift, person)


@compiled
def _has_few_enough(floor: Floor, shift: IntArray, person: int) -> bool:
    for kind in range(floor.most_of.shape[1]):
        left = floor.most_of[person, kind]
        if left >= shift.shape[1]:
            continue
        for day in range(shift.shape[1]):
            left -= shift[person, day] == kind
        if left < 0:
            return False
    return True


@compiled
def cover_step(floor: Floor, rota: Rota, slot: tuple[int, int], change: int) -> int:
    """Return what one person more (1) or fewer (-1) on a day and shift costs."""
    spare = rota.people[slot] - floor.need[slot]
    if change > 0:
        return int(floor.over[slot] if spare >= 0 else -floor.under[slot])
    return int(floor.under[slot] if spare <= 0 else -floor.over[slot])


@compiled
def rewrite(floor: Floor, rota: Rota, person: int, days: tuple[int, int], heat: float) -> None:
    """Keep the new shifts of a row if law and cost allow, else put back ``rota.kept[0]``."""
    step = 0
    for day in range(days[0], days[1]):
        old, new = rota.kept[0, day], rota.shift[person, day]
        if old == new:
            continue
        step += floor.price[person, day, new + 1] - floor.price[person, day, old + 1]
        if old != OFF:
            step += cover_step(floor, rota, (day, old), -1)
        if new != OFF:
            step += cover_step(floor, rota, (day, new), 1)
    if step < BAR // 2 and step <= allowance(rota.random, heat) and is_lawful(floor, rota.shift, person):
        for day in range(days[0], days[1]):
            if rota.kept[0, day] != OFF:
                rota.people[day, rota.kept[0, day]] -= 1
            if rota.shift[person, day] != OFF:
                rota.people[day, rota.shift[person, day]] += 1
        rota.cost[0] += step
        return
    for day in range(days[0], days[1]):
        rota.shift[person, day] = rota.kept[0, day]


@compiled
def change_days(floor: Floor, rota: Rota, heat: float) -> None:
    """Try to give a person some days in a row of one shift, or off."""
    person = draw(rota.random, rota.shift.shape[0])
    n_days = rota.shift.shape[1]
    first = draw(rota.random, n_days)
    last = min(n_days, first + 1 + draw(rota.random, 1 + draw(rota.random, LONGEST_CHANGE)))
    new = draw(rota.random, floor.length_min.shape[0] + 1) - 1
    is_same = True
    for day in range(first, last):
        rota.kept[0, day] = rota.shift[person, day]
        is_same = is_same and rota.shift[person, day] == new
        rota.shift[person, day] = new
    if not is_same:
        rewrite(floor, rota, person, (first, last), heat)


@compiled
def move_days(floor: Floor, rota: Rota, heat: float) -> None:
    """Try to move some days of a row one day along; the day that falls out comes in at the other end."""
    person = draw(rota.random, rota.shift.shape[0])
    n_days = rota.shift.shape[1]
    first = draw(rota.random, n_days - 1)
    last = min(n_days, first + 2 + draw(rota.random, LONGEST_SWAP))
    is_later = draw(rota.random, 2)
    n_here = last - first
    for day in range(first, last):
        rota.kept[0, day] = rota.shift[person, day]
    for k in range(n_here):
        source = (k + n_here - 1) % n_here if is_later else (k + 1) % n_here
        rota.shift[person, first + k] = rota.kept[0, first + source]
    rewrite(floor, rota, person, (first, last), heat)


@compiled
def swap_days(floor: Floor, rota: Rota, heat: float) -> None:
    """Try to exchange some days in a row between two people; who covers what stays the same."""
    shift = rota.shift
    one, two = draw(rota.random, shift.shape[0]), draw(rota.random, shift.shape[0])
    if one == two:
        return
    first = draw(rota.random, shift.shape[1])
    last = min(shift.shape[1], first + 1 + draw(rota.random, LONGEST_SWAP))
    step, is_same = 0, True
    for day in range(first, last):
        mine, yours = shift[one, day], shift[two, day]
        is_same = is_same and mine == yours
        step += floor.price[one, day, yours + 1] - floor.price[one, day, mine + 1]
        step += floor.price[two, day, mine + 1] - floor.price[two, day, yours + 1]
    if is_same or step >= BAR // 2 or step > allowance(rota.random, heat):
        return
    _exchange(shift, one, two, (first, last))
    if is_lawful(floor, shift, one) and is_lawful(floor, shift, two):
        rota.cost[0] += step
        return
    _exchange(shift, one, two, (first, last))


@compiled
def _exchange(shift: IntArray, one: int, two: int, days: tuple[int, int]) -> None:
    for day in range(days[0], days[1]):
        kept = shift[one, day]
        shift[one, day] = shift[two, day]
        shift[two, day] = kept


@compiled
def run_moves(floor: Floor, rota: Rota, heat: tuple[float, int]) -> None:
    """Try ``heat[1]`` times each kind of move at the heat ``heat[0]``."""
    for _ in range(heat[1]):
        change_days(floor, rota, heat[0])
        swap_days(floor, rota, heat[0])
        move_days(floor, rota, heat[0])
