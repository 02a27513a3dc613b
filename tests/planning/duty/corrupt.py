"""Ways to corrupt one line of a sound plan, each of which makes it untrue."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from yixian.planning.duty.problem import Problem

Document = dict[str, Any]
Corruption = Callable[[Document, Problem, random.Random], None]


def _line(plan: Document, chance: random.Random) -> list[Any]:
    line: list[Any] = chance.choice(plan["assignments"])
    return line


def line_gone(plan: Document, problem: Problem, chance: random.Random) -> None:
    """Somebody's duty is lost."""
    plan["assignments"].remove(_line(plan, chance))


def line_twice(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A line stands there twice."""
    plan["assignments"].append(list(_line(plan, chance)))


def shift_doubled(plan: Document, problem: Problem, chance: random.Random) -> None:
    """Somebody has a second shift on the same day."""
    person, day, shift, post = _line(plan, chance)
    other = chance.choice([one for one in problem.shift_ids if one != shift])
    plan["assignments"].append([person, day, other, post])


def person_swapped(plan: Document, problem: Problem, chance: random.Random) -> None:
    """Another person, who is on duty that day already, is written in."""
    line = _line(plan, chance)
    busy = [one[0] for one in plan["assignments"] if one[1] == line[1] and one[0] != line[0]]
    line[0] = chance.choice(busy)


def person_unknown(plan: Document, problem: Problem, chance: random.Random) -> None:
    """Nobody of that name is in the problem."""
    _line(plan, chance)[0] += "0"


def post_unknown(plan: Document, problem: Problem, chance: random.Random) -> None:
    """There is no such post."""
    _line(plan, chance)[3] = "P999"


def shift_unknown(plan: Document, problem: Problem, chance: random.Random) -> None:
    """There is no such shift."""
    _line(plan, chance)[2] = "X"


def day_outside(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The day is not in the roster."""
    _line(plan, chance)[1] = chance.choice([-1, problem.n_days, "1", 1.5, None])


def shift_moved(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The shift is another one: one slot lacks, another has one too many."""
    line = _line(plan, chance)
    line[2] = chance.choice([one for one in problem.shift_ids if one != line[2]])


def cell_away(plan: Document, problem: Problem, chance: random.Random) -> None:
    """Somebody stands there who is away."""
    cells = [(p, d, s) for p, d, s in zip(*problem.away.nonzero(), strict=True)]
    person, day, shift = chance.choice(cells)
    name = problem.person_ids[person]
    plan["assignments"] = [line for line in plan["assignments"] if line[:2] != [name, int(day)]]
    post = problem.post_ids[int(problem.reach[person, 0])]
    plan["assignments"].append([name, int(day), problem.shift_ids[shift], post])


def cost_changed(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The cost is not what the lines cost."""
    plan["cost"] += chance.choice([-30, -1, 1, 30])


def bound_raised(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The bound promises more than the prices prove."""
    plan["bound"] += chance.choice([1, 7, 100])


def bound_lowered(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The bound is not what the prices prove."""
    plan["bound"] -= chance.choice([1, 7, 100])


def price_changed(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A price is so low that the bound falls."""
    post, day = chance.randrange(len(problem.post_ids)), chance.randrange(problem.n_days)
    plan["prices"]["pi"][post][day][chance.randrange(len(problem.shift_ids))] = -500.0


def price_too_high(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A price is above what a hole costs, so it proves nothing."""
    plan["prices"]["pi"][0][chance.randrange(problem.n_days)][0] = 1001.0


def leader_price_below_zero(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A leader's price is negative, so it proves nothing."""
    plan["prices"]["mu"][0][chance.randrange(problem.n_days)][0] = -1.0


def price_row_gone(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The prices of a day are lost."""
    plan["prices"][chance.choice(["pi", "mu"])][0].pop()


def prices_gone(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The certificate is empty."""
    plan["prices"] = chance.choice([None, {}, {"pi": [], "mu": []}])


def hole_invented(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A hole is listed where nobody lacks."""
    line = _line(plan, chance)
    plan["holes"] = [hole for hole in plan["holes"] if hole[:3] != [line[3], line[1], line[2]]]
    plan["holes"].append([line[3], line[1], line[2], 3, 0])


def proof_claimed(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The word of proof is turned round."""
    plan["proven"] = not plan["proven"]


def other_problem(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The plan belongs to another file."""
    plan["problem"] = plan["problem"][:-1] + "x"


def other_format(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The format is another one."""
    plan["format"] = "yixian-roster-plan/2"


KINDS: tuple[Corruption, ...] = (
    line_gone, line_twice, shift_doubled, person_swapped, person_unknown, post_unknown, shift_unknown,
    day_outside, shift_moved, cell_away, cost_changed, bound_raised, bound_lowered, price_changed,
    price_too_high, leader_price_below_zero, price_row_gone, prices_gone, hole_invented, proof_claimed,
    other_problem, other_format,
)  # fmt: skip
