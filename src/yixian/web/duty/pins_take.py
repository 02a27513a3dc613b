"""Pins into a problem: lines that the planner must keep, without those that nobody may keep any more."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from yixian.web.access.scope import under
from yixian.web.duty.models import Pin

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from yixian.web.duty.window import Window
    from yixian.web.plans.models import Plan

Row = dict[str, Any]


def with_pins(problem: Row, plan: Plan, window: Window, at: datetime) -> Row:
    """Return a problem with the pins of its area and days.

    A pin that the law, a new need, or another duty has made impossible is left out: it must not keep the county
    without a roster. The page of the roster names it.
    """
    lines = _lines(problem, plan, window, at)
    # Each round takes out at least one line, so it ends.
    while lines and (lost := _clashing(problem | {"pinned": lines})):
        lines = [line for line in lines if (line[0], line[1]) not in lost]
    return problem | {"pinned": lines} if lines else problem


def _lines(problem: Row, plan: Plan, window: Window, at: datetime) -> list[list[Any]]:
    people = {row["id"] for row in problem["people"]}
    posts = {row["id"] for row in problem["posts"]}
    pins = Pin.objects.unscoped("the planner serves the whole area").filter(
        under("place_path", plan.place_path), day__gte=plan.starts_on
    )
    rows = pins.order_by("day", "pk").values_list("person_id", "day", "shift__code", "post__number")
    found = []
    for person, on, code, number in rows:
        cell = window.day(on), code
        is_ahead = cell in window.hours and window.hours[cell][0] > at
        if is_ahead and str(person) in people and f"{number:04d}" in posts:
            found.append([str(person), *cell, f"{number:04d}"])
    return found


def _clashing(problem: Row) -> set[tuple[str, int]]:
    """Return person and day of the pins that break a rule; of too many on one slot the last."""
    question = _planner("read").read_problem(problem)
    reasons = [reason.params for reason in _planner("clash").pin_clashes(question)]
    named = {(str(params["person"]), int(params["day"])) for params in reasons if "person" in params}
    crowded = [params for params in reasons if "person" not in params]
    return named | {_last(problem["pinned"], params) for params in crowded}


def _last(lines: Iterable[list[Any]], slot: Any) -> tuple[str, int]:
    there = [line for line in lines if (line[1], line[2], line[3]) == (slot["day"], slot["shift"], slot["post"])]
    return str(there[-1][0]), int(there[-1][1])


def _planner(name: str) -> Any:
    # Loaded by the worker only: the web process answers pages without it.
    return import_module(f"yixian.planning.duty.{name}")
