"""The whole way of a roster with the real planner: facts, search, check, draft, tasks."""

from __future__ import annotations

import hashlib
import json
import zlib

import pytest

from tests.county import EVENING, County
from tests.web.duty.rosters import new_plan
from yixian.planning.stop import Progress, Stop
from yixian.web.duty import bridge
from yixian.web.duty.models import RosterHole, RosterLine
from yixian.web.plans.models import Plan
from yixian.web.tasks.models import Task

SHORT_S = 1.0


@pytest.fixture
def plan(county: County) -> Plan:
    made = new_plan(county, days=7)
    data = bridge.take(made)
    made.problem, made.problem_sha256 = zlib.compress(data), hashlib.sha256(data).hexdigest()
    made.save()
    return made


def test_it_works(county: County, plan: Plan) -> None:
    told: list[Progress] = []
    problem = bridge.take(plan)
    answer = bridge.solve(problem, Stop(SHORT_S), told.append, 1)
    certificate = bridge.check(problem, answer)
    bridge.keep(plan, answer, certificate)
    people = bridge.publish(plan, EVENING)

    lines = RosterLine.objects.unscoped("test").filter(plan=plan)
    assert certificate.is_sound and certificate.bound is not None and certificate.bound <= certificate.cost
    assert told and 0 <= told[-1].share <= 1
    assert Task.objects.unscoped("test").filter(plan=plan).count() == lines.count() > 0
    assert people == lines.values("person").distinct().count()
    # Six people cannot man four posts: what is missing is named, with its causes.
    holes = RosterHole.objects.unscoped("test").filter(plan=plan)
    assert holes.exists() and all(hole.reasons for hole in holes if hole.missing)


def test_the_pregnant_stand_by_day_and_never_by_night(county: County, plan: Plan) -> None:
    problem = bridge.take(plan)
    answer = bridge.solve(problem, Stop(SHORT_S), lambda progress: None, 1)
    bridge.keep(plan, answer, bridge.check(problem, answer))
    hers = RosterLine.objects.unscoped("test").filter(person=county.people["赵秀英"])
    assert hers.exists()
    assert not hers.filter(shift=county.shifts["night"]).exists()


def test_planned_by_hand_against_the_law_is_refused(county: County, plan: Plan) -> None:
    problem = bridge.take(plan)
    document = json.loads(bridge.solve(problem, Stop(SHORT_S), lambda progress: None, 1))
    document["assignments"].append([str(county.people["赵秀英"].pk), 6, "night", "0003"])
    assert bridge.check(problem, json.dumps(document).encode()).faults


def test_an_answer_to_another_question_is_refused(county: County, plan: Plan) -> None:
    problem = bridge.take(plan)
    answer = bridge.solve(problem, Stop(SHORT_S), lambda progress: None, 1)
    assert bridge.check(problem.replace(b'"plan-', b'"other-'), answer).faults
