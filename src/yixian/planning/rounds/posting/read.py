"""Read a problem of the format ``yixian-posting/1``; everything wrong with it is said at once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.faults import BadInput
from yixian.planning.judge import Judge, entries
from yixian.planning.rounds.posting.problem import NOWHERE, Problem, Weights
from yixian.planning.rounds.posting.read_staff import Names, read_staff

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.rounds.posting.problem import IntArray

FORMAT = "yixian-posting/1"
KEYS = (
    "format", "name", "compounds", "units", "staff", "speed_m_per_min", "near_home_minutes", "weights",
    "pinned", "published",
)  # fmt: skip
COMPOUND = ("id", "x", "y", "need", "skills", "households", "township")
WEIGHTS = ("minute", "split_unit", "missing_skill", "too_far", "changed")
MOST_NEED = 99
MOST_WEIGHT = 1_000_000
FARTHEST_M = 10_000_000.0
MOST_MIXES = 64
"""So many ways in which the skills of a compound can be had in part; the proof goes through all of them."""


def read_problem(value: Any) -> Problem:
    """Return the problem that parsed JSON describes.

    Besides the keys of the shared examples it knows: ``pinned`` and ``published``, rows ``[person, compound]``;
    ``weights.changed``, asked for where something is published; of a person ``available`` (false: may not be
    posted), ``absence`` (why, in words) and ``barred`` (compounds at which he may never serve).

    Raises
    ------
    BadInput
        With every fault, each at its path such as ``staff[3].skills[0]``.
    """
    judge = Judge()
    top = judge.table("problem", value, KEYS)
    problem = _problem(judge, top) if isinstance(value, dict) else None
    if judge.faults or problem is None:
        raise BadInput(judge.faults)
    return problem


def _problem(judge: Judge, top: Mapping[str, Any]) -> Problem:
    if top.get("format") != FORMAT:
        judge.refuse("problem", "format", FORMAT, top.get("format"))
    names = Names(
        compounds=judge.ids("compounds", top.get("compounds")),
        units=judge.ids("units", top.get("units")),
        people=judge.ids("staff", top.get("staff")),
        skills=_skills(judge, top),
    )
    published = top.get("published")
    return Problem(
        name=str(top.get("name", "")),
        compound_ids=tuple(names.compounds),
        unit_ids=tuple(names.units),
        person_ids=tuple(names.people),
        skill_ids=tuple(names.skills),
        place_m=np.array(
            [_point(judge, f"compounds[{i}]", row) for i, row in enumerate(entries(top.get("compounds")))],
            dtype=np.float64,
        ).reshape(-1, 2),
        speed_m_per_min=judge.number("problem", "speed_m_per_min", top.get("speed_m_per_min"), least=1.0),
        near_home_min=judge.number("problem", "near_home_minutes", top.get("near_home_minutes"), least=0.0),
        need=_needs(judge, top),
        wanted=_wanted(judge, top, names.skills),
        weights=_weights(judge, top),
        pinned=_lines(judge, "pinned", top.get("pinned", []), names),
        published=None if published is None else _lines(judge, "published", published, names),
        **read_staff(judge, top.get("staff"), names),
    )


def _point(judge: Judge, place: str, row: Mapping[str, Any]) -> tuple[float, float]:
    """Return metres east and north of an entry."""
    if not row:
        return 0.0, 0.0
    x, y = (judge.number(place, key, row.get(key), least=-FARTHEST_M, most=FARTHEST_M) for key in ("x", "y"))
    return x, y


def _skills(judge: Judge, top: Mapping[str, Any]) -> dict[str, int]:
    """Return every skill that a compound wants, in the order of their names; nobody asks for any other."""
    found: set[str] = set()
    for i, row in enumerate(entries(top.get("compounds"))):
        wanted = judge.table(f"compounds[{i}]", row, COMPOUND).get("skills", {})
        if isinstance(wanted, dict):
            found |= set(wanted)
        else:
            judge.refuse(f"compounds[{i}]", "skills", "an object {skill: people}", wanted)
    return {name: k for k, name in enumerate(sorted(found))}


def _needs(judge: Judge, top: Mapping[str, Any]) -> IntArray:
    needs = [
        judge.whole(f"compounds[{i}]", "need", row.get("need"), most=MOST_NEED) if row else 0
        for i, row in enumerate(entries(top.get("compounds")))
    ]
    return np.array(needs, dtype=np.int64)


def _wanted(judge: Judge, top: Mapping[str, Any], skills: Mapping[str, int]) -> IntArray:
    table = np.zeros((len(entries(top.get("compounds"))), len(skills)), dtype=np.int64)
    for i, row in enumerate(entries(top.get("compounds"))):
        wanted = row.get("skills", {})
        for name, count in wanted.items() if isinstance(wanted, dict) else ():
            table[i, skills[name]] = judge.whole(f"compounds[{i}].skills", name, count, most=MOST_NEED)
        if math.prod((table[i] + 1).tolist()) > MOST_MIXES:
            judge.refuse(f"compounds[{i}]", "skills", f"(people + 1) multiplied up to {MOST_MIXES}", wanted)
    return table


def _weights(judge: Judge, top: Mapping[str, Any]) -> Weights:
    row = dict(judge.table("weights", top.get("weights"), WEIGHTS))
    if "published" not in top:
        row.setdefault("changed", 0)
    return Weights(**{key: judge.whole("weights", key, row.get(key), most=MOST_WEIGHT) for key in WEIGHTS})


def _lines(judge: Judge, key: str, value: Any, names: Names) -> IntArray:
    """Return rows ``[person, compound]`` as the compound of each person."""
    found = np.full(len(names.people), NOWHERE, dtype=np.int64)
    for i, row in enumerate(judge.items("problem", key, value)):
        place = f"{key}[{i}]"
        line = judge.pair(place, row, "person, compound")
        if line is None:
            continue
        person = judge.index(place, "person", line[0], names.people)
        compound = judge.index(place, "compound", line[1], names.compounds)
        if person is None or compound is None:
            continue
        if found[person] != NOWHERE:
            judge.refuse(place, "person", "one line per person", line[0])
        found[person] = compound
    return found
