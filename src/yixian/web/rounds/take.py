"""Facts into a problem: compounds with their need, everybody who may be posted, as ``yixian-posting/1``."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yixian.web.plans.models import Plan
from yixian.web.register.models import Person, Place
from yixian.web.rounds.crew import Crew, home_of
from yixian.web.rounds.flat import Flat, Point
from yixian.web.rounds.needs import needs_in
from yixian.web.rounds.numbers import NUMBERS
from yixian.web.rounds.roles import Role

FORMAT = "yixian-posting/1"
Row = dict[str, Any]


@dataclass(frozen=True)
class Bench:
    """What a problem is made from."""

    crew: Crew
    needs: list[tuple[Place, int]]
    flat: Flat

    @classmethod
    def of(cls, plan: Plan, at: datetime) -> Bench:
        """Read the facts of a plan's area as they stand at a moment."""
        needs = needs_in(plan.place_path)
        points = [point for place, _people in needs if (point := point_of(place))]
        return cls(Crew.of(plan.place_path, plan.starts_on, at), needs, Flat.around(points))

    @property
    def compounds(self) -> set[int]:
        """The compounds that are to have people."""
        return {place.pk for place, _people in self.needs}


def problem_of(plan: Plan, at: datetime) -> Row:
    """Return the problem of a plan's area; whoever has arrived stays where he is."""
    bench = Bench.of(plan, at)
    pinned = list(_pinned(bench))
    return {
        "format": FORMAT,
        "name": f"plan-{plan.pk}",
        "compounds": list(_compounds(bench, Counter(place for _person, place in pinned))),
        "units": [{"id": unit} for unit in sorted({_unit(person) for person in bench.crew.people})],
        "staff": [_member(bench, person) for person in bench.crew.people],
        "speed_m_per_min": NUMBERS.metres_a_minute,
        "near_home_minutes": NUMBERS.near_home_minutes,
        "weights": NUMBERS.weights,
        "pinned": pinned,
        # Where nobody has been told anything, nobody is told something else.
        "published": list(_published(bench)) or None,
    }


def as_bytes(problem: Row) -> bytes:
    """Return the problem as the file that planner and checker read."""
    return json.dumps(problem, ensure_ascii=False, separators=(",", ":")).encode()


def point_of(place: Place) -> Point | None:
    """Return where a place lies, if anybody knows."""
    return (place.lon, place.lat) if place.lon is not None and place.lat is not None else None


def _compounds(bench: Bench, pins: Counter[str]) -> Iterator[Row]:
    for place, people in bench.needs:
        x, y = bench.flat.metres(point_of(place))
        key = str(place.pk)
        # Nobody who has arrived is sent away because a compound now needs fewer: an officer takes people back.
        need = max(people, pins[key])
        yield {"id": key, "x": x, "y": y, "need": need, "skills": {role.value: 1 for role in Role}}


def _member(bench: Bench, person: Person) -> Row:
    crew = bench.crew
    x, y = bench.flat.metres(home_of(person))
    row = {"id": str(person.pk), "unit": _unit(person), "x": x, "y": y, "skills": [crew.roles[person.pk].value]}
    if not crew.is_free(person):
        # The file leaves the house: it says that somebody may not be asked, never why.
        return row | {"available": False}
    return row | ({"near_home_only": True} if crew.law.keeps_near(person.pk) else {})


def _unit(person: Person) -> str:
    return str(person.unit_id or 0)


def _pinned(bench: Bench) -> Iterator[list[str]]:
    for person in bench.crew.people:
        place = bench.crew.stays(person)
        if place in bench.compounds and bench.crew.is_free(person):
            yield [str(person.pk), str(place)]


def _published(bench: Bench) -> Iterator[list[str]]:
    for person in bench.crew.people:
        own = bench.crew.here.get(person.pk)
        if own is not None and own.task.place_id in bench.compounds:
            yield [str(person.pk), str(own.task.place_id)]
