"""Ways to corrupt one line of a sound division; the seal is made anew, so that each must be found by what it says."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from yixian.planning.rounds.screening.problem import Problem

Document = dict[str, Any]
Corruption = Callable[[Document, Problem, random.Random], None]


def _area(plan: Document, chance: random.Random) -> list[Any]:
    area: list[Any] = chance.choice([row for row in plan["areas"] if len(row[1]) > 1])
    return area


def building_gone(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A building is left out."""
    _area(plan, chance)[1].pop()


def building_twice(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A building is visited twice."""
    area = _area(plan, chance)
    area[1].append(area[1][0])


def building_unknown(plan: Document, problem: Problem, chance: random.Random) -> None:
    """There is no such building."""
    _area(plan, chance)[1][0] = chance.choice(["B999", None, 4])


def building_moved(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A building is with somebody else, the figures are as before."""
    area = _area(plan, chance)
    other = chance.choice([row for row in plan["areas"] if row is not area])
    other[1].append(area[1].pop(0))


def areas_exchanged(plan: Document, problem: Problem, chance: random.Random) -> None:
    """Two far buildings are exchanged: areas fall into pieces, or loads differ."""
    one, other = plan["areas"][0], plan["areas"][-1]
    one[1][0], other[1][-1] = other[1][-1], one[1][0]


def worker_unknown(plan: Document, problem: Problem, chance: random.Random) -> None:
    """There is no such worker."""
    _area(plan, chance)[0] = "谁"


def worker_twice(plan: Document, problem: Problem, chance: random.Random) -> None:
    """Two areas have one worker."""
    plan["areas"][0][0] = plan["areas"][-1][0]


def area_gone(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A whole area is lost."""
    plan["areas"].remove(_area(plan, chance))


def area_cut(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A line has lost its seconds."""
    _area(plan, chance).pop()


def load_changed(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The seconds are not those of the walk."""
    _area(plan, chance)[2] += chance.choice([-60, -1, 1, 60])


def longest_changed(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The heaviest load is another one."""
    plan["longest_s"] += chance.choice([-60, -1, 1])


def bound_raised(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The bound promises more than the prices prove."""
    plan["bound_s"] += chance.choice([1, 5, 100])


def bound_lowered(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The bound is not what the prices prove."""
    plan["bound_s"] -= chance.choice([1, 5, 100])


def price_changed(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A price is so high that the bound falls."""
    plan["prices"]["building"][0] += 90_000.0


def price_below_zero(plan: Document, problem: Problem, chance: random.Random) -> None:
    """A negative price proves nothing."""
    plan["prices"]["building"][0] = chance.choice([-1.0, None, "1", 1e99])


def prices_gone(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The certificate is empty."""
    plan["prices"] = chance.choice([None, {}, {"building": []}, {"building": [1.0]}])


def proof_claimed(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The word of proof is turned round."""
    plan["proven"] = chance.choice([not plan["proven"], None, "yes"])


def other_problem(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The plan belongs to another file."""
    plan["problem"] = plan["problem"][:-1] + "x"


def other_format(plan: Document, problem: Problem, chance: random.Random) -> None:
    """The format is another one."""
    plan["format"] = "yixian-round-plan/2"


KINDS: tuple[Corruption, ...] = (
    building_gone, building_twice, building_unknown, building_moved, areas_exchanged, worker_unknown, worker_twice,
    area_gone, area_cut, load_changed, longest_changed, bound_raised, bound_lowered, price_changed, price_below_zero,
    prices_gone, proof_claimed, other_problem, other_format,
)  # fmt: skip
