"""The bridge between the duty room and its planner: facts in, a draft out, and tasks when it is published."""

from __future__ import annotations

import hashlib
import json
from importlib import import_module
from typing import TYPE_CHECKING

from yixian.web import clock
from yixian.web.duty.lines import store
from yixian.web.duty.publish import put_in_force
from yixian.web.duty.take import as_bytes, problem_of

if TYPE_CHECKING:
    from datetime import datetime
    from types import ModuleType

    from yixian.planning.plan import Certificate
    from yixian.planning.stop import Report, Stop
    from yixian.web.plans.models import Plan


def take(plan: Plan) -> bytes:
    """Read the facts and return the problem."""
    return as_bytes(problem_of(plan, plan.facts_at or clock.now()))


def solve(problem: bytes, stop: Stop, report: Report, seed: int) -> bytes:
    """Return the planner's answer; runs in a child process."""
    question = _planner("read").read_problem(json.loads(problem))
    # What people have been told is where the search begins, so that a new roster changes little.
    plan = _planner("solve").solve(question, stop, seed=seed, near=question.published, report=report)
    document = _planner("formats").plan_document(question, plan, hashlib.sha256(problem).hexdigest())
    return json.dumps(document, separators=(",", ":")).encode()


def check(problem: bytes, answer: bytes) -> Certificate:
    """Return what the independent checker found; runs in the child too."""
    question = _planner("read").read_problem(json.loads(problem))
    found: Certificate = _planner("check").check(
        question, json.loads(answer), hashlib.sha256(problem).hexdigest(), lang="zh"
    )
    return found


def keep(plan: Plan, answer: bytes, certificate: Certificate) -> None:
    """Store the lines of the draft."""
    store(plan, answer, certificate)


def publish(plan: Plan, at: datetime) -> int:
    """Turn the lines into tasks inside the running transaction; return how many people hear of it."""
    return put_in_force(plan, at)


def _planner(name: str) -> ModuleType:
    # Loaded when something is computed: the web process answers pages for weeks without it.
    return import_module(f"yixian.planning.duty.{name}")
