"""Given things of posting tests: a plan of the little county, its lines, and people who are posted."""

from __future__ import annotations

import hashlib
import json
import zlib
from datetime import timedelta
from typing import Any

from tests.county import DAY, EVENING, County
from yixian.planning.plan import Certificate, Shortfall
from yixian.rules.pinyin import keys
from yixian.web.plans.models import Plan
from yixian.web.register.models import Person, PersonCondition
from yixian.web.rounds import actions, bridge, in_force
from yixian.web.rounds.models import CompoundNeed, Posting

HOUR = timedelta(hours=1)
DUTIES = ("宣传员", "排查员", "服务员")
# Twelve more cadres of one bureau: enough for two compounds with a reserve.
NAMES = ("孙一", "钱二", "吴三", "郑四", "冯五", "褚六", "卫七", "蒋八", "沈九", "韩十", "杨百", "朱千")


def crew(county: County, n: int = 12, home: str = "安平苑") -> list[Person]:
    """Store seconded people who live at a compound, one duty after the other."""
    unit, place = county.units["县委办"], county.places[home]
    people = []
    for count, name in enumerate(NAMES[:n]):
        full, initials = keys(name)
        person = Person.objects.create(
            name=name, name_key=full, name_initials=initials, kind="cadre", unit=unit, unit_path=unit.path,
            phone=f"1390000{count:04d}", phone_end=f"{count:04d}", home=place, place_path=place.path,
            duty=DUTIES[count % 3],
        )  # fmt: skip
        county.people[name] = person
        people.append(person)
    return people


def ask(county: County, **needs: int) -> None:
    """Say how many people compounds are to have."""
    for name, people in needs.items():
        CompoundNeed.objects.create(place=county.places[name], people=people)


def ill(county: County, name: str, kind: str = "ill") -> None:
    """Let somebody be ill, under observation or nursing from today on."""
    PersonCondition.objects.create(person=county.people[name], kind=kind, since_on=DAY, recorded_at=EVENING)


def post(county: County, name: str, place: str = "安平苑", role: str = "helper", **more: Any) -> Posting:
    """Post somebody by hand."""
    return actions.post_person(
        by=more.get("by", county.duty_officer),
        place=county.places[place],
        person=county.people[name],
        role=role,
        at=more.get("at", EVENING),
    )


def new_plan(county: County, place: str = "柳河镇", **fields: Any) -> Plan:
    """Return a plan of fourteen days that has just been asked for."""
    area = county.places[place]
    settled = {"starts_on": DAY, "days": 14, "version": 1, "state": "asked", "facts_at": EVENING} | fields
    return Plan.objects.create(
        room="rounds", place=area, place_path=area.path, asked_by=county.duty_officer, asked_at=EVENING, **settled
    )


def problem(plan: Plan) -> dict[str, Any]:
    """Return the problem of a plan as parsed JSON, and store it as the worker does."""
    data = bridge.take(plan)
    plan.problem, plan.problem_sha256 = zlib.compress(data), hashlib.sha256(data).hexdigest()
    plan.save(update_fields=["problem", "problem_sha256"])
    return json.loads(data)


def member(county: County, name: str, rows: dict[str, Any]) -> dict[str, Any] | None:
    """Return the row of somebody in a problem, None if he is not in it."""
    key = str(county.people[name].pk)
    return next((row for row in rows["staff"] if row["id"] == key), None)


def answer(county: County, placed: dict[str, str], unplaced: dict[str, str] | None = None) -> bytes:
    """Return an answer of the planner: who goes where, and who goes nowhere and why."""
    rows = [[str(county.people[name].pk), str(county.places[place].pk)] for name, place in placed.items()]
    others = [[str(county.people[name].pk), why] for name, why in (unplaced or {}).items()]
    return json.dumps({"assignments": rows, "unplaced": others}).encode()


def certificate(*shortfalls: Shortfall, faults: tuple[str, ...] = ()) -> Certificate:
    """Return what a checker might have said."""
    return Certificate(cost=37, bound=37, rules=(), shortfalls=shortfalls, faults=faults)


def drafted(county: County, placed: dict[str, str], **fields: Any) -> Plan:
    """Return a draft whose lines are stored."""
    plan = new_plan(county, **fields)
    problem(plan)
    bridge.keep(plan, answer(county, placed), certificate())
    plan.state, plan.made_at = "draft", EVENING
    plan.answer = zlib.compress(answer(county, placed))
    plan.save(update_fields=["state", "made_at", "answer"])
    return plan


def posted(county: County) -> dict[str, tuple[str, str]]:
    """Return who is posted where in which role, by name."""
    rows = in_force.everywhere(EVENING).select_related("task__person", "task__place")
    return {row.task.person.name: (row.task.place.name, row.role) for row in rows}
