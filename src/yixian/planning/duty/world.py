"""The problem as the kernels want it: flat arrays, one price per possible duty, barred duties marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yixian.planning.duty.districts import order_of
from yixian.planning.duty.problem import OFF

if TYPE_CHECKING:
    from yixian.planning.duty.problem import BoolArray, IntArray, Problem

BAR = 1_000_000_000
"""A price that no duty has: the person may not do it."""


class World(NamedTuple):
    """What does not change during a search."""

    price: IntArray  # [person, day, shift, place] cost of the duty, BAR = not allowed
    free_price: IntArray  # [person, day] cost of being free, BAR = pinned to a duty
    reach: IntArray  # [person, place] post, OFF = no such place
    n_places: IntArray  # [person]
    need: IntArray  # [post, day, shift]
    lead: IntArray  # [post, day, shift]
    leader: IntArray  # [person] 1 = fit to lead
    starts_min: IntArray  # [shift]
    ends_min: IntArray  # [shift]
    is_night: IntArray  # [shift] 0 or 1
    week_of: IntArray  # [day]
    is_weekend: IntArray  # [day] 0 or 1
    limits: IntArray  # [person, rule] rest, week minutes, week shifts, days in row, nights in row, nights;
    # then what was in a row before: days, nights
    before: IntArray  # [person, 2] nights and weekend duties carried over
    squares: IntArray  # [2] weight of squared nights, of squared weekend duties
    hole: int  # price of a missing person
    no_leader: int  # price of a missing leader
    near_from: IntArray  # [post + 1] where the people of a post begin in ``near``
    near: IntArray  # [.] people who reach the post
    order: IntArray  # [person] everybody, neighbours one after the other


def build_world(problem: Problem) -> World:
    """Return the arrays for the kernels; barred are cells away, nights, slots without need, all but pins."""
    limits = problem.limits
    near_from, near = _near(problem)
    return World(
        price=_price(problem),
        free_price=_free_price(problem),
        reach=problem.reach,
        n_places=(problem.reach != OFF).sum(axis=1),
        need=problem.need,
        lead=problem.lead,
        leader=problem.leader.astype(np.int64),
        starts_min=problem.starts_min,
        ends_min=problem.ends_min,
        is_night=problem.is_night.astype(np.int64),
        week_of=problem.week_of,
        is_weekend=problem.is_weekend.astype(np.int64),
        limits=np.stack(
            [
                limits.rest_min,
                limits.week_min,
                limits.week_shifts,
                limits.days_in_row,
                limits.nights_in_row,
                np.where(limits.no_nights, 0, limits.nights),
                limits.days_before,
                limits.nights_before,
            ],
            axis=1,
        ),
        before=np.stack([problem.nights_before, problem.weekends_before], axis=1),
        squares=np.array([problem.weights.nights_square, problem.weights.weekend_square], dtype=np.int64),
        hole=problem.weights.uncovered,
        no_leader=problem.weights.no_leader,
        near_from=near_from,
        near=near,
        order=order_of(problem.reach, len(problem.post_ids)),
    )


def usual_price(world: World) -> float:
    """Return what a usual duty costs, in cost units and at least 1: the scale for steps and heat."""
    open_prices = world.price[world.price < BAR]
    return max(1.0, float(np.median(open_prices))) if open_prices.size else 1.0


def _price(problem: Problem) -> IntArray:
    weights = problem.weights
    post = np.maximum(problem.reach, 0)
    travel = problem.travel_min * weights.minute
    travel += np.where(problem.reach != problem.home[:, None], weights.away_from_home_post, 0)
    price = travel[:, None, None, :] + problem.wish[:, :, :, None] * weights.wish
    if problem.published is not None:
        price = price + weights.changed * (1 - _same(problem))
    needed = problem.need[post].transpose(0, 2, 3, 1) > 0
    barred = problem.away | (problem.limits.no_nights[:, None] & problem.is_night)[:, None, :]
    may = needed & ~barred[:, :, :, None] & (problem.reach != OFF)[:, None, None, :] & _unpinned(problem)
    return np.where(may, price, BAR)


def _same(problem: Problem) -> BoolArray:
    assert problem.published is not None
    return _matches(problem, problem.published.shift, problem.published.post)


def _unpinned(problem: Problem) -> BoolArray:
    """Return which duties pins and history leave open, ``[person, day, shift, place]``."""
    is_pinned = problem.pinned.shift != OFF
    is_past = np.arange(problem.n_days) < problem.frozen_days
    is_open = ~is_pinned & ~is_past
    kept = _matches(problem, problem.pinned.shift, problem.pinned.post)
    may: BoolArray = is_open[:, :, None, None] | kept
    return may


def _matches(problem: Problem, shift: IntArray, post: IntArray) -> BoolArray:
    same_shift = shift[:, :, None] == np.arange(len(problem.shift_ids))
    same_post = (post[:, :, None] == problem.reach[:, None, :]) & (post != OFF)[:, :, None]
    both: BoolArray = same_shift[:, :, :, None] & same_post[:, :, None, :]
    return both


def _free_price(problem: Problem) -> IntArray:
    price = np.zeros(problem.pinned.shift.shape, dtype=np.int64)
    if problem.published is not None:
        price[problem.published.shift != OFF] = problem.weights.changed
    price[problem.pinned.shift != OFF] = BAR
    return price


def _near(problem: Problem) -> tuple[IntArray, IntArray]:
    person, place = np.nonzero(problem.reach != OFF)
    post = problem.reach[person, place]
    order = np.argsort(post, kind="stable")
    begins = np.searchsorted(post[order], np.arange(len(problem.post_ids) + 1))
    return begins.astype(np.int64), person[order].astype(np.int64)
