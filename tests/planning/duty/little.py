"""A roster problem that fits in a head: one compound gate, one road post, five people, a week."""

from __future__ import annotations

import copy
import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

from yixian.planning.duty.formats import plan_document
from yixian.planning.duty.problem import Problem, Roster, RosterPlan, empty_roster
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.solve import solve
from yixian.planning.stop import Stop

DATA = Path("tests/data/duty")
SHA = "0" * 64
CLASHES = ("clash_nights", "clash_leader", "clash_sunday", "clash_hours")
ALL_FILES = ("tiny_1", "tiny_2", "town_10", "township_30", "county_300", "county_300_1200", *CLASHES)

LITTLE: dict[str, Any] = {
    "format": "yixian-roster/1",
    "name": "little",
    "start": "2020-02-10",
    "days": 7,
    "shifts": [
        {"id": "D", "start": "08:30", "end": "15:30"},
        {"id": "E", "start": "15:30", "end": "22:30"},
        {"id": "N", "start": "22:30", "end": "08:30"},
    ],
    "rules": {
        "min_rest_hours": 11,
        "one_shift_per_day": True,
        "max_hours_week": 48,
        "max_days_in_row": 6,
        "max_nights_in_row": 3,
        "max_nights": 5,
    },
    "weights": {
        "uncovered": 1000,
        "no_leader": 400,
        "minute": 1,
        "away_from_home_post": 20,
        "wish": 1,
        "nights_square": 6,
        "weekend_square": 4,
        "changed": 30,
    },
    "default_need": {"people": 1, "leaders": 0},
    "needs": [["东门", 0, "D", 2, 1], ["路口", 6, "N", 0, 0]],
    "posts": [{"id": "东门", "township": "城关", "x": 0, "y": 0}, {"id": "路口", "township": "城关", "x": 900, "y": 0}],
    "people": [
        {"id": "高涛", "leader": True, "home_post": "东门", "posts": [["东门", 5], ["路口", 12]]},
        {"id": "何娟", "leader": False, "home_post": "东门", "posts": [["东门", 6], ["路口", 9]]},
        {"id": "王秀", "leader": False, "home_post": "路口", "posts": [["路口", 4]], "no_nights": True},
        {"id": "赵成", "leader": True, "home_post": "路口", "posts": [["路口", 7], ["东门", 11]], "nights_before": 2},
        {
            "id": "李兰",
            "leader": False,
            "home_post": "东门",
            "posts": [["东门", 8]],
            "unavailable": [[2, "*"], [3, "N"]],
            "wishes_off": [[4, "*", 10], [4, "D", 5]],
            "max_hours_week": 21,
            "weekends_before": 1,
        },
    ],
}


def little(**changes: Any) -> dict[str, Any]:
    """Return the little problem with some top-level keys changed; None takes a key away."""
    value = copy.deepcopy(LITTLE)
    value.update(copy.deepcopy(changes))
    return {key: entry for key, entry in value.items() if entry is not None}


def with_person(index: int, **changes: Any) -> dict[str, Any]:
    """Return the little problem with some keys of one person changed."""
    value = little()
    value["people"][index].update(copy.deepcopy(changes))
    return value


def data(name: str) -> Any:
    """Return the parsed problem of an example file."""
    plain = DATA / f"{name}.json"
    text = plain.read_bytes() if plain.exists() else gzip.decompress((DATA / f"{name}.json.gz").read_bytes())
    return json.loads(text)


def path_of(name: str) -> str:
    """Return where an example file lies."""
    plain = DATA / f"{name}.json"
    return str(plain if plain.exists() else DATA / f"{name}.json.gz")


@cache
def example(name: str) -> Problem:
    """Return an example problem."""
    return read_problem(data(name))


@cache
def planned(name: str, n_moves: int = 300_000) -> RosterPlan:
    """Return a plan of an example problem, or of the little one, always the same."""
    problem = read_problem(little()) if name == "little" else example(name)
    return solve(problem, Stop(work_limit=n_moves))


def document(name: str) -> dict[str, Any]:
    """Return a plan as its file holds it, to be changed at will."""
    problem = read_problem(little()) if name == "little" else example(name)
    written = json.dumps(plan_document(problem, planned(name), SHA), ensure_ascii=False)
    value: dict[str, Any] = json.loads(written)
    return value


def roster_of(problem: Problem, lines: list[tuple[str, int, str, str]]) -> Roster:
    """Return a roster from lines of person, day, shift, post."""
    shape = (len(problem.person_ids), problem.n_days)
    roster = empty_roster(*shape)
    for person, day, shift, post in lines:
        row = problem.person_ids.index(person)
        roster.shift[row, day] = problem.shift_ids.index(shift)
        roster.post[row, day] = problem.post_ids.index(post)
    return roster
