"""Bridges: what the ground floor asks of a room that has a planner. It finds them and imports no room."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Protocol, cast

from yixian.planning.plan import Certificate
from yixian.planning.stop import Report, Stop
from yixian.web import rooms
from yixian.web.plans.models import Plan


class Bridge(Protocol):
    """A room's ``bridge.py``. Question and answer travel as the planner's own files."""

    def take(self, plan: Plan) -> bytes:
        """Read the facts and return the problem."""

    def solve(self, problem: bytes, stop: Stop, report: Report, seed: int) -> bytes:
        """Return the answer; runs in a child process and never touches the database."""

    def check(self, problem: bytes, answer: bytes) -> Certificate:
        """Return what the independent checker found; runs in the child too."""

    def keep(self, plan: Plan, answer: bytes, certificate: Certificate) -> None:
        """Store the lines of the draft."""

    def publish(self, plan: Plan, at: datetime) -> int:
        """Turn the lines into tasks inside the running transaction; return how many people hear of it."""


@cache
def all_bridges() -> dict[str, Bridge]:
    """Return the bridge of every open room that has one, by the room's name."""
    return {module.__name__.split(".")[-2]: cast("Bridge", module) for module in rooms.modules("bridge")}


def of(plan: Plan) -> Bridge:
    """Return the bridge of a plan's room."""
    return all_bridges()[plan.room]
