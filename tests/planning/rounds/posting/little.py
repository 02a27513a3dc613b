"""A posting that fits in a head: three compounds, two bureaus, seven people."""

from __future__ import annotations

import copy
import json
from functools import cache
from pathlib import Path
from typing import Any

from yixian.planning.rounds.posting.formats import plan_document
from yixian.planning.rounds.posting.problem import PostingPlan, Problem
from yixian.planning.rounds.posting.read import read_problem
from yixian.planning.rounds.posting.solve import solve
from yixian.planning.stop import Stop

DATA = Path("tests/data/duty/posting")
SHA = "0" * 64

LITTLE: dict[str, Any] = {
    "format": "yixian-posting/1",
    "name": "little",
    "compounds": [
        {"id": "东苑", "x": 0, "y": 0, "households": 200, "need": 3, "skills": {"宣传": 1, "排查": 1}},
        {"id": "西苑", "x": 2000, "y": 0, "households": 90, "township": "城关", "need": 2, "skills": {"宣传": 1}},
        {"id": "南山", "x": 0, "y": 6000, "households": 60, "township": "南山", "need": 2, "skills": {"排查": 1}},
    ],
    "units": [{"id": "教育局", "x": 100, "y": 100}, {"id": "水务局", "x": 1900, "y": 100}],
    "staff": [
        {"id": "高涛", "unit": "教育局", "x": 200, "y": 0, "skills": ["宣传"], "near_home_only": False},
        {"id": "何娟", "unit": "教育局", "x": 300, "y": 300, "skills": ["宣传", "排查"], "near_home_only": True},
        {"id": "王秀", "unit": "教育局", "x": 1500, "y": 0, "skills": [], "near_home_only": False},
        {"id": "赵成", "unit": "水务局", "x": 1800, "y": 200, "skills": ["排查"], "near_home_only": False},
        {"id": "李兰", "unit": "水务局", "x": 2200, "y": 0, "skills": ["宣传", "服务"], "near_home_only": False},
        {"id": "孙平", "unit": "水务局", "x": 0, "y": 5500, "skills": ["排查"], "near_home_only": True},
        {"id": "周明", "unit": "教育局", "x": 200, "y": 4000, "skills": ["服务"], "near_home_only": False},
    ],
    "speed_m_per_min": 200,
    "near_home_minutes": 20,
    "weights": {"minute": 1, "split_unit": 15, "missing_skill": 200, "too_far": 10000},
}


def little(**changes: Any) -> dict[str, Any]:
    """Return the little problem with some top-level keys changed; None takes a key away."""
    value = copy.deepcopy(LITTLE)
    value.update(copy.deepcopy(changes))
    return {key: entry for key, entry in value.items() if entry is not None}


def with_entry(key: str, index: int, **changes: Any) -> dict[str, Any]:
    """Return the little problem with some keys of one compound, unit or person changed."""
    value = little()
    value[key][index].update(copy.deepcopy(changes))
    return value


def told(lines: list[list[str]], changed: int = 40) -> dict[str, Any]:
    """Return what to change in the little problem so that lines are published and moving from them costs."""
    return {"published": lines, "weights": {**LITTLE["weights"], "changed": changed}}


def data(name: str) -> Any:
    """Return the parsed problem of an example file."""
    return json.loads((DATA / f"{name}.json").read_bytes())


@cache
def example(name: str) -> Problem:
    """Return an example problem, or the little one."""
    return read_problem(little() if name == "little" else data(name))


@cache
def planned(name: str, n_tries: int = 500_000) -> PostingPlan:
    """Return a plan of an example problem, always the same."""
    return solve(example(name), Stop(work_limit=n_tries))


def document_of(problem: Problem, plan: PostingPlan) -> dict[str, Any]:
    """Return a plan as its file holds it."""
    value: dict[str, Any] = json.loads(json.dumps(plan_document(problem, plan, SHA), ensure_ascii=False))
    return value


def document(name: str) -> dict[str, Any]:
    """Return the plan of an example problem as its file holds it, to be changed at will."""
    return document_of(example(name), planned(name))
