"""What each stand-in costs the roster, beside who he is and how far he has to go."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tests.county import DAY, EVENING, County
from tests.web.duty.rosters import ONE_DAY, answer, at, certificate, new_plan, problem, task
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.duty import bridge
from yixian.web.duty.stand_in_price import Price, price_of
from yixian.web.plans.models import Plan
from yixian.web.tasks.models import Task, TaskState

LogIn = Callable[[Account], Client]
GATE = "安平苑北门"


@pytest.fixture(autouse=True)
def _early() -> Iterator[None]:
    with clock.stopped_at(at(1, 6, 15)):
        yield


@pytest.fixture
def missing(county: County) -> Task:
    """By the roster 李建新 stands at the north gate in the morning of day 1; he has not come."""
    with clock.stopped_at(EVENING):
        made = new_plan(county)
        problem(made)
        lines = [
            [str(county.people["李建新"].pk), 1, "early", "0001"],
            [str(county.people["王建军"].pk), 1, "late", "0002"],
        ]
        data = answer(lines, [["0001", 1, "early", 1, 0]])
        bridge.keep(made, data, certificate())
    made.answer, made.made_at, made.state = zlib.compress(data), EVENING, "published"
    made.problem_sha256 = hashlib.sha256(f"price {made.pk}".encode()).hexdigest()
    made.save()
    return task(county, "李建新", GATE, DAY + ONE_DAY, "early", plan=made, state=TaskState.SENT, late_at=at(1, 6, 10))


def page(county: County, missing: Task, logged_in: LogIn) -> str:
    answered = logged_in(county.township_officer).get(f"/duty/posts/1/stand-in/{missing.pk}/")
    assert answered.status_code == 200
    return answered.content.decode()


def test_it_works(county: County, missing: Task) -> None:
    steps = price_of(missing, county.township_officer).steps
    assert county.people["于倩"].pk in steps
    assert county.people["李建新"].pk not in steps


def test_the_page_says_the_price(county: County, missing: Task, logged_in: LogIn) -> None:
    html = page(county, missing, logged_in)
    shown = {int(pk): int(step) for pk, step in re.findall(r'data-step="(\d+):(-?\d+)"', html)}
    steps = price_of(missing, county.township_officer).steps
    assert shown and all(steps[pk] == step for pk, step in shown.items())


def test_the_reason_against_each_other_person_stays(county: County, missing: Task, logged_in: LogIn) -> None:
    task(county, "王建军", GATE, DAY + ONE_DAY, "late")
    assert "王建军两班之间休息不足 11 小时" in page(county, missing, logged_in)


def test_ways_with_two_people_name_both(county: County, missing: Task, logged_in: LogIn) -> None:
    chains = price_of(missing, county.township_officer).chains
    html = page(county, missing, logged_in)
    assert len(re.findall(r"data-chain=", html)) == len(chains)
    assert all(chain["person"].name in html and chain["stand_in"].name in html for chain in chains)


def test_a_roster_without_its_files_has_no_price(county: County, missing: Task, logged_in: LogIn) -> None:
    Plan.objects.unscoped("test").update(made_at=None)
    missing = Task.objects.unscoped("test").select_related("plan").get(pk=missing.pk)
    assert price_of(missing, county.township_officer) == Price()
    assert "data-step" not in page(county, missing, logged_in)


def test_a_shift_without_a_roster_has_no_price(county: County) -> None:
    alone = task(county, "李建新", GATE, DAY + ONE_DAY, "early", late_at=at(1, 6, 10))
    assert price_of(alone, county.township_officer) == Price()
