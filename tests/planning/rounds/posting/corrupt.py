"""Ways to corrupt one line of a sound posting; the seal is made anew, so that each must be found by what it says."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from yixian.planning.rounds.posting.problem import Problem
from yixian.planning.rounds.seal import seal_of

Document = dict[str, Any]
Corruption = Callable[[Document, Problem, random.Random], None]


def resealed(plan: Document) -> Document:
    """Return a document with a seal that fits."""
    return {**plan, "seal": seal_of(plan)}


def _line(plan: Document, chance: random.Random) -> list[Any]:
    line: list[Any] = chance.choice(plan["assignments"])
    return line


def line_gone(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A line is lost: a compound lacks somebody."""
    plan["assignments"].remove(_line(plan, chance))


def line_twice(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A line stands there twice."""
    plan["assignments"].append(list(_line(plan, chance)))


def person_twice(plan: Document, problem: Problem, chance: random.Random) -> None:
    """Somebody serves at two compounds."""
    person, compound = _line(plan, chance)
    plan["assignments"].append([person, chance.choice([c for c in problem.compound_ids if c != compound])])


def person_unknown(plan: Document, problem: Problem, chance: random.Random) -> None:
    """Nobody of that name is in the problem."""
    _line(plan, chance)[0] += "0"


def compound_unknown(plan: Document, problem: Problem, chance: random.Random) -> None:
    """There is no such compound."""
    _line(plan, chance)[1] = chance.choice(["C999", None, 3])


def compound_moved(plan: Document, problem: Problem, chance: random.Random) -> None:
    """Somebody is sent elsewhere: one compound lacks, another has one too many."""
    line = _line(plan, chance)
    line[1] = chance.choice([c for c in problem.compound_ids if c != line[1]])


def line_cut(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A line has lost its second half."""
    _line(plan, chance).pop()


def cost_changed(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The cost is not what the lines cost."""
    plan["cost"] += chance.choice([-15, -1, 1, 15])


def bound_raised(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The bound promises more than the prices prove."""
    plan["bound"] += chance.choice([1, 5, 100])


def bound_lowered(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The bound is not what the prices prove."""
    plan["bound"] -= chance.choice([1, 5, 100])


def price_changed(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A price is so high that the bound falls."""
    plan["prices"]["person"][chance.randrange(len(problem.person_ids))] += 5000.0


def price_below_zero(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A negative price proves nothing."""
    plan["prices"]["person"][chance.randrange(len(problem.person_ids))] = chance.choice([-1.0, None, "1", 1e99])


def price_gone(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A price is lost."""
    plan["prices"]["person"].pop()


def prices_gone(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The certificate is empty."""
    plan["prices"] = chance.choice([None, {}, {"person": []}, []])


def hole_invented(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A hole is listed where nobody lacks."""
    plan["holes"].append([chance.choice(problem.compound_ids), chance.choice([0, 1, 2])])


def unplaced_invented(plan: Document, problem: Problem, chance: random.Random) -> None:
    """Somebody who serves is listed as unplaced."""
    plan["unplaced"].append([_line(plan, chance)[0], chance.choice(["reserve", "away", "barred"])])


def proof_claimed(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The word of proof is turned round."""
    plan["proven"] = chance.choice([not plan["proven"], None, "yes"])


def other_problem(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The plan belongs to another file."""
    plan["problem"] = plan["problem"][:-1] + "x"


def other_format(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The format is another one."""
    plan["format"] = "yixian-posting-plan/2"


def table_gone(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A whole table is lost."""
    plan[chance.choice(["assignments", "unplaced"])] = None


KINDS: tuple[Corruption, ...] = (
    line_gone, line_twice, person_twice, person_unknown, compound_unknown, compound_moved, line_cut,
    cost_changed, bound_raised, bound_lowered, price_changed, price_below_zero, price_gone, prices_gone,
    hole_invented, unplaced_invented, proof_claimed, other_problem, other_format, table_gone,
)  # fmt: skip
