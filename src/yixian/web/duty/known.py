"""A roster as the planner knows it: its files, read once."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from yixian.web.plans.models import Plan


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
    problem = planner("read").read_problem(question)
    roster = planner("claim").ClaimReader(problem).read(answer, sha256).roster
    return Known(
        problem=problem,
        roster=roster,
        crew=planner("crew").Crew(problem, roster),
        stand_ins=planner("fill").StandIns(problem, roster),
        cost=planner("figures").count(problem, roster).cost,
        posts={name: i for i, name in enumerate(problem.post_ids)},
        shifts={name: i for i, name in enumerate(problem.shift_ids)},
    )


def planner(name: str) -> Any:
    """Return a module of the planner."""
    # Loaded when somebody asks: the web process answers pages for weeks without it.
    return import_module(f"yixian.planning.duty.{name}")
