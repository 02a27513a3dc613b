"""Read a problem of the format ``yixian-roster/1``; everything wrong with it is said at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.faults import BadInput
from yixian.planning.duty.problem import DAY_MIN, OFF, Problem, Roster, Weights, empty_roster
from yixian.planning.duty.read_facts import read_facts
from yixian.planning.duty.read_people import Names, read_people
from yixian.planning.judge import Judge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.duty.problem import IntArray

FORMAT = "yixian-roster/1"
MOST_DAYS = 92
MOST_SHIFTS = 12
MOST_NEED = 999
KEYS = (
    "format", "name", "start", "days", "shifts", "rules", "weights", "default_need", "needs", "posts",
    "people", "pinned", "frozen_days", "published",
)  # fmt: skip
WEIGHTS = (
    "uncovered", "no_leader", "minute", "away_from_home_post", "wish", "nights_square", "weekend_square",
    "changed",
)  # fmt: skip
RULES = (
    "min_rest_hours", "one_shift_per_day", "max_hours_week", "max_days_in_row", "max_nights_in_row",
    "max_nights", "max_shifts_week",
)  # fmt: skip


def read_problem(value: Any) -> Problem:
    """Return the problem that parsed JSON describes.

    Besides the keys of ``yixian-roster/1`` it knows: ``pinned`` and ``published``, rows
    ``[person, day, shift, post]``; ``frozen_days``, the first days in which only pinned lines stand;
    ``max_shifts_week``, a limit in ``rules`` or of a person.

    Raises
    ------
    BadInput
        With every fault, each at its path such as ``people[3].posts[0]``.
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
    n_days = judge.whole("problem", "days", top.get("days"), least=1, most=MOST_DAYS)
    shifts, starts_min, ends_min = _shifts(judge, top)
    posts = _ids(judge, "posts", top)
    names = Names(n_days=n_days, shifts=shifts, posts=posts, people=_ids(judge, "people", top))
    rules = judge.table("rules", top.get("rules"), RULES)
    if "one_shift_per_day" in rules and rules["one_shift_per_day"] is not True:
        judge.refuse("rules", "one_shift_per_day", "true: a day has one shift", rules["one_shift_per_day"])
    need, lead = _needs(judge, top, names)
    people = read_people(judge, top.get("people"), rules, names)
    published = top.get("published")
    return Problem(
        name=str(top.get("name", "")),
        start_on=judge.day("problem", "start", top.get("start")),
        n_days=n_days,
        shift_ids=tuple(shifts),
        post_ids=tuple(posts),
        person_ids=tuple(names.people),
        starts_min=starts_min,
        ends_min=ends_min,
        need=need,
        lead=lead,
        weights=_weights(judge, top),
        pinned=_lines(judge, "pinned", top.get("pinned", []), names),
        frozen_days=judge.whole("problem", "frozen_days", top.get("frozen_days", 0), most=n_days),
        facts=read_facts(judge, top, names),
        published=None if published is None else _lines(judge, "published", published, names),
        **people,
    )


def _shifts(judge: Judge, top: Mapping[str, Any]) -> tuple[dict[str, int], IntArray, IntArray]:
    rows = judge.items("problem", "shifts", top.get("shifts"))
    if not 1 <= len(rows) <= MOST_SHIFTS:
        judge.refuse("problem", "shifts", f"1 to {MOST_SHIFTS} shifts", len(rows))
    ids = _ids(judge, "shifts", top)
    starts, ends = [], []
    for i, row in enumerate(rows):
        shift = judge.table(f"shifts[{i}]", row, ("id", "start", "end"))
        start = judge.clock(f"shifts[{i}]", "start", shift.get("start"))
        end = judge.clock(f"shifts[{i}]", "end", shift.get("end"))
        starts.append(start)
        ends.append(end if end > start else end + DAY_MIN)
    return ids, np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64)


def _ids(judge: Judge, key: str, top: Mapping[str, Any]) -> dict[str, int]:
    """Return the ids of a list of objects; a missing or repeated id is a fault, and keeps its place."""
    ids: dict[str, int] = {}
    rows = top.get(key)
    if key != "shifts" and not (isinstance(rows, list) and rows):
        judge.refuse("problem", key, "a list with entries", rows)
    for i, row in enumerate(rows if isinstance(rows, list) else []):
        place = f"{key}[{i}]"
        name = judge.text(place, "id", row.get("id")) if isinstance(row, dict) else ""
        if not isinstance(row, dict) and key == "posts":
            judge.refuse(place, "entry", "an object", row)
        if name in ids:
            judge.refuse(place, "id", f"an id of its own, {key}[{ids[name]}] has this one", name)
        ids.setdefault(name if name and name not in ids else f"{place}?", i)
    return ids


def _needs(judge: Judge, top: Mapping[str, Any], names: Names) -> tuple[IntArray, IntArray]:
    default = judge.table("default_need", top.get("default_need"), ("people", "leaders"))
    shape = (len(names.posts), names.n_days, len(names.shifts))
    need, lead = (
        np.full(shape, judge.whole("default_need", key, default.get(key), most=MOST_NEED), dtype=np.int64)
        for key in ("people", "leaders")
    )
    seen: dict[tuple[int, ...], int] = {}
    for i, value in enumerate(judge.items("problem", "needs", top.get("needs", []))):
        place = f"needs[{i}]"
        row = judge.row(place, value, "post, day, shift, people, leaders")
        if row is None:
            continue
        slot = names.slot(judge, place, (row[0], row[1], row[2]))
        people = judge.whole(place, "people", row[3], most=MOST_NEED)
        leaders = judge.whole(place, "leaders", row[4], most=MOST_NEED)
        if slot is None:
            continue
        if slot in seen:
            judge.refuse(place, "slot", f"each slot once, needs[{seen[slot]}] has it", row[:3])
        seen.setdefault(slot, i)
        need[slot], lead[slot] = people, leaders
    return need, lead


def _weights(judge: Judge, top: Mapping[str, Any]) -> Weights:
    row = judge.table("weights", top.get("weights"), WEIGHTS)
    found = {key: judge.whole("weights", key, row.get(key), most=1_000_000) for key in WEIGHTS}
    return Weights(**found)


def _lines(judge: Judge, key: str, value: Any, names: Names) -> Roster:
    """Return rows ``[person, day, shift, post]`` as a roster."""
    roster = empty_roster(len(names.people), names.n_days)
    for i, line in enumerate(judge.items("problem", key, value)):
        place = f"{key}[{i}]"
        row = judge.row(place, line, "person, day, shift, post")
        if row is None:
            continue
        person = judge.index(place, "person", row[0], names.people)
        slot = names.slot(judge, place, (row[3], row[1], row[2]))
        if person is None or slot is None:
            continue
        post, day, shift = slot
        if roster.post[person, day] != OFF:
            judge.refuse(place, "day", "one line per person and day", row[1])
        roster.post[person, day], roster.shift[person, day] = post, shift
    return roster
