"""The bridge between the room and its planner of postings: facts in, a draft out, and tasks when it is published."""

from __future__ import annotations

import hashlib
import json
from importlib import import_module
from typing import TYPE_CHECKING

from yixian.web import clock
from yixian.web.rounds.lines import store
from yixian.web.rounds.publish import put_in_force
from yixian.web.rounds.take import as_bytes, problem_of

if TYPE_CHECKING:
    from datetime import datetime

    from yixian.planning.plan import Certificate
    from yixian.planning.rounds.posting.verbs import Posting
    from yixian.planning.stop import Report, Stop
    from yixian.web.plans.models import Plan


def take(plan: Plan) -> bytes:
    """Read the facts and return the problem."""
    return as_bytes(problem_of(plan, plan.facts_at or clock.now()))


def solve(problem: bytes, stop: Stop, report: Report, seed: int) -> bytes:
    """Return the planner's answer; runs in a child process."""
    document = _question(problem).solve(stop, seed, report, "zh")
    return json.dumps(document, separators=(",", ":")).encode()


def check(problem: bytes, answer: bytes) -> Certificate:
    """Return what the independent checker found; runs in the child too."""
    return _question(problem).check(json.loads(answer), "zh")


def keep(plan: Plan, answer: bytes, certificate: Certificate) -> None:
    """Store the lines of the draft."""
    store(plan, answer, certificate)


def publish(plan: Plan, at: datetime) -> int:
    """Turn the lines into tasks inside the running transaction; return how many people hear of it."""
    return put_in_force(plan, at)


def _question(problem: bytes) -> Posting:
    # Loaded when something is computed: the web process answers pages for weeks without it.
    verbs = import_module("yixian.planning.rounds.posting.verbs")
    question: Posting = verbs.Posting(json.loads(problem), hashlib.sha256(problem).hexdigest())
    return question
