"""What a change of one cell would cost: a roster's files, read once, and the planner's own price of each step."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from yixian.web.plans.models import Plan

MOST_CHAINS = 3


@dataclass(frozen=True)
class Known:
    """A roster as the planner knows it, with its ids as indices."""

    problem: Any
    roster: Any
    crew: Any
    stand_ins: Any
    cost: int
    posts: dict[str, int]
    shifts: dict[str, int]

    def slot(self, post: str, day: int, shift: str) -> tuple[int, int, int] | None:
        """Return a slot in the planner's indices, None for a post that the problem did not hold."""
        return (self.posts[post], day, self.shifts[shift]) if post in self.posts else None


@lru_cache(maxsize=2)
def known(pk: int, sha256: str) -> Known:
    """Return a roster from its files; reading them takes a moment, asking them does not."""
    files = Plan.objects.unscoped("the roster was scoped by its page").values_list("problem", "answer")
    question, answer = (json.loads(zlib.decompress(bytes(data))) for data in files.get(pk=pk))
    problem = _planner("read").read_problem(question)
    roster = _planner("claim").ClaimReader(problem).read(answer, sha256).roster
    return Known(
        problem=problem,
        roster=roster,
        crew=_planner("crew").Crew(problem, roster),
        stand_ins=_planner("fill").StandIns(problem, roster),
        cost=_planner("figures").count(problem, roster).cost,
        posts={name: i for i, name in enumerate(problem.post_ids)},
        shifts={name: i for i, name in enumerate(problem.shift_ids)},
    )


def steps(roster: Known, slot: tuple[int, int, int], instead_of: int | None) -> dict[int, int]:
    """Return by how much each possible person changes the penalty, by id.

    In a slot that lacks somebody they fill the hole; in one that lacks nobody they come instead of a person.
    """
    candidates, base = roster.stand_ins.fill(slot).candidates, 0
    if not candidates and instead_of is not None:
        left = _planner("fill").without(roster.roster, instead_of, slot[1])
        base = roster.cost - _planner("figures").count(roster.problem, left).cost
        candidates = _planner("fill").StandIns(roster.problem, left).fill(slot).candidates
    return {int(row.person): row.cost_change - base for row in candidates}


def chains(roster: Known, slot: tuple[int, int, int]) -> list[dict[str, Any]]:
    """Return the cheapest ways to fill a hole with two changed people."""
    return [
        {
            "person": int(chain.person),
            "stand_in": int(chain.stand_in),
            "post": chain.gives_up[0],
            "day": chain.gives_up[1],
            "shift": chain.gives_up[2],
            "step": chain.cost_change,
        }
        for chain in roster.stand_ins.chains(slot, MOST_CHAINS)
    ]


def _planner(name: str) -> Any:
    # Loaded when somebody asks: the web process answers pages for weeks without it.
    return import_module(f"yixian.planning.duty.{name}")
