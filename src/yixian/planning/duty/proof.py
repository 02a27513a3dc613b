"""The checker's own bound: what the prices of a plan prove, counted anew and by a way of its own.

For any prices the number ``sum(pi x need) + sum(mu x leaders) + everybody's cheapest lawful pattern`` is a true
lower bound, as long as ``pi`` is at most the price of a hole and ``mu`` between 0 and the price of a missing
leader (Lagrange; the part of holes and missing leaders is then never negative). Here the patterns are walked
forwards, day by day, over all states that can be reached. Money is whole millionths of a cost unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yixian.planning.compiled import compiled
from yixian.planning.duty.problem import DAY_MIN, OFF

if TYPE_CHECKING:
    from yixian.planning.duty.problem import BoolArray, IntArray, Prices, Problem

MICRO = 1_000_000
NEVER = 1 << 60
Reached = tuple[int, int, int, int, int, int, int]
Terms = tuple[int, ...]


class Steps(NamedTuple):
    """Every lawful step from a state to a state."""

    first: IntArray  # [day + 1] where the steps of a day begin
    begin: IntArray  # [step] state in the morning
    end: IntArray  # [step] state next morning
    shift: IntArray  # [step] OFF = free
    counts: IntArray  # [last state, 2] nights, weekend duties


class Load(NamedTuple):
    """What everybody carried over, and what squares of it cost."""

    nights_before: IntArray  # [person]
    weekends_before: IntArray  # [person]
    weights: IntArray  # [2] millionths per square of nights, of weekend duties


def bound_of(problem: Problem, prices: Prices) -> float:
    """Return the bound that the prices prove, in cost units."""
    pi = np.rint(prices.pi * MICRO).astype(np.int64)
    mu = np.rint(prices.mu * MICRO).astype(np.int64)
    total = int((pi * problem.need).sum()) + int((mu * problem.lead).sum())
    cells, free = _cells(problem, pi, mu)
    terms = _terms(problem)
    weights = np.array([problem.weights.nights_square, problem.weights.weekend_square]) * MICRO
    load = Load(problem.nights_before, problem.weekends_before, weights)
    for own in sorted(set(terms)):
        people = np.array([i for i, row in enumerate(terms) if row == own], dtype=np.int64)
        total += _cheapest(_steps_of(problem, own), people, (cells, free), load)
    return total / MICRO


def _terms(problem: Problem) -> list[Terms]:
    limits = problem.limits
    nights = np.where(limits.no_nights, 0, limits.nights)
    columns = (
        limits.rest_min, limits.week_min, limits.week_shifts, limits.days_in_row, limits.nights_in_row, nights,
        limits.days_before, limits.nights_before,
    )  # fmt: skip
    return [tuple(row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def _cells(problem: Problem, pi: IntArray, mu: IntArray) -> tuple[IntArray, IntArray]:
    """Return the least price of each cell ``[person, day, shift]`` and of each free day ``[person, day]``."""
    weights = problem.weights
    cells = np.full(problem.away.shape, NEVER, dtype=np.int64)
    for k in range(problem.reach.shape[1]):
        post = problem.reach[:, k]
        travel = weights.minute * problem.travel_min[:, k] + weights.away_from_home_post * (post != problem.home)
        worth = pi[post] + mu[post] * problem.leader[:, None, None]
        price = (travel[:, None, None] + weights.wish * problem.wish) * MICRO - worth
        price += _news(problem, post) * MICRO
        is_open = (post != OFF)[:, None, None] & (problem.need[post] > 0) & _undecided(problem, post)
        cells = np.minimum(cells, np.where(is_open, price, NEVER))
    night = problem.is_night[None, None, :] & problem.limits.no_nights[:, None, None]
    free = np.zeros(cells.shape[:2], dtype=np.int64)
    if problem.published is not None:
        free[problem.published.shift != OFF] = weights.changed * MICRO
    free[problem.pinned.shift != OFF] = NEVER
    return np.where(problem.away | night, NEVER, cells), free


def _news(problem: Problem, post: IntArray) -> IntArray:
    """Return what a duty at ``post[person]`` costs as a change of what was published."""
    if problem.published is None:
        return np.zeros(1, dtype=np.int64)
    told = problem.published
    same = (told.post == post[:, None])[:, :, None] & (told.shift[:, :, None] == np.arange(len(problem.shift_ids)))
    return np.where(same, 0, problem.weights.changed)


def _undecided(problem: Problem, post: IntArray) -> BoolArray:
    """Return whether neither a pin nor history forbids a duty at ``post[person]``."""
    pins = problem.pinned
    kept = (pins.post == post[:, None])[:, :, None] & (pins.shift[:, :, None] == np.arange(len(problem.shift_ids)))
    is_past = np.arange(problem.n_days) < problem.frozen_days
    is_open = (pins.shift == OFF) & ~is_past
    may: BoolArray = is_open[:, :, None] | kept
    return may


def _steps_of(problem: Problem, terms: Terms) -> Steps:
    """Return all steps from state to state, day by day, under one set of limits."""
    first: list[int] = [0]
    rows: list[tuple[int, int, int]] = []
    *_, days_before, nights_before = terms
    states: dict[Reached, int] = {(-DAY_MIN * 9, days_before, nights_before, 0, 0, 0, 0): 0}
    for day in range(problem.n_days):
        if day and problem.week_of[day] != problem.week_of[day - 1]:
            states = _new_week(states, rows, first[-2])
        after: dict[Reached, int] = {}
        for state, number in states.items():
            for shift, reached in _afters(problem, terms, (day, state)):
                rows.append((number, after.setdefault(reached, len(after)), shift))
        states = after
        first.append(len(rows))
    table = np.array(rows, dtype=np.int64)
    counts = np.array([(state[3], state[6]) for state in states], dtype=np.int64)
    return Steps(np.array(first), table[:, 0].copy(), table[:, 1].copy(), table[:, 2].copy(), counts)


def _new_week(states: dict[Reached, int], rows: list[tuple[int, int, int]], since: int) -> dict[Reached, int]:
    """Start the week's counts at 0; yesterday's arcs lead to what is then the same state."""
    monday: dict[Reached, int] = {}
    number = {old: monday.setdefault((*state[:4], 0, 0, state[6]), len(monday)) for state, old in states.items()}
    for i in range(since, len(rows)):
        row = rows[i]
        rows[i] = (row[0], number[row[1]], row[2])
    return monday


def _afters(problem: Problem, terms: Terms, at: tuple[int, Reached]) -> list[tuple[int, Reached]]:
    """Return the free day and every lawful shift: what it is, and the state after it."""
    day, (ended, row, night_row, nights, minutes, shifts, weekends) = at
    rest_min, week_min, week_shifts, days_in_row, nights_in_row, most_nights = terms[:6]
    steps = [(OFF, (max(ended - DAY_MIN, -rest_min), 0, 0, nights, minutes, shifts, weekends))]
    for shift, (start, end) in enumerate(zip(problem.starts_min.tolist(), problem.ends_min.tolist(), strict=True)):
        night = int(end > DAY_MIN)
        worked = minutes + end - start
        reached = (
            end - DAY_MIN, row + 1, (night_row + 1) * night, nights + night, worked, shifts + 1,
            weekends + int(problem.is_weekend[day]),
        )  # fmt: skip
        is_rested = start - ended >= rest_min
        is_within = worked <= week_min and shifts < week_shifts and row < days_in_row
        if is_rested and is_within and reached[2] <= nights_in_row and reached[3] <= most_nights:
            steps.append((shift, reached))
    return steps


@compiled
def _cheapest(steps: Steps, people: IntArray, prices: tuple[IntArray, IntArray], load: Load) -> int:
    """Return the sum of the cheapest patterns of people who live under the same limits."""
    n_states = max(steps.begin.max(), steps.end.max()) + 1
    here, there = np.zeros(n_states, dtype=np.int64), np.zeros(n_states, dtype=np.int64)
    total = 0
    for person in people:
        here[:] = NEVER
        here[0] = 0
        for day in range(steps.first.shape[0] - 1):
            there[:] = NEVER
            for step in range(steps.first[day], steps.first[day + 1]):
                price = here[steps.begin[step]] + _price(prices, (person, day), steps.shift[step])
                there[steps.end[step]] = min(there[steps.end[step]], price)
            here, there = there, here
        total += _end(steps, here, load, person)
    return int(total)


@compiled
def _end(steps: Steps, here: IntArray, load: Load, person: int) -> int:
    """Return the cheapest last state, with the squares of its nights and weekend duties."""
    nights, weekends = load.nights_before[person], load.weekends_before[person]
    best = NEVER
    for state in range(steps.counts.shape[0]):
        grown_nights = (nights + steps.counts[state, 0]) ** 2 - nights**2
        grown_weekends = (weekends + steps.counts[state, 1]) ** 2 - weekends**2
        cost = here[state] + grown_nights * load.weights[0] + grown_weekends * load.weights[1]
        best = min(best, cost)
    return int(best)


@compiled
def _price(prices: tuple[IntArray, IntArray], at: tuple[int, int], shift: int) -> int:
    cells, free = prices
    return int(free[at] if shift == OFF else cells[at[0], at[1], shift])
