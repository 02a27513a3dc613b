"""A roster whose facts have moved says so, and which."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.county import DAY, EVENING, County
from tests.web.duty.amended import GATE, in_force
from tests.web.duty.rosters import ONE_DAY, at, new_plan, problem
from yixian.web.access.models import Account
from yixian.web.duty.models import Need, Pin, Post
from yixian.web.duty.why_stale import moved
from yixian.web.plans.models import Plan
from yixian.web.register.models import PersonCondition

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")


@pytest.fixture
def plan(county: County) -> Plan:
    """A roster in force with the question that it answers."""
    made = in_force(county)
    problem(made)
    # Each test asks a question of its own, or one would be answered from another's.
    Plan.objects.unscoped("test").filter(pk=made.pk).update(problem_sha256=f"{id(made):064d}")
    return made.as_stored()


def said(county: County, plan: Plan) -> list[str]:
    return moved(plan, county.township_officer, EVENING)


def test_it_works(county: County, plan: Plan) -> None:
    assert said(county, plan) == []
    Need.objects.unscoped("test").filter(post__number=1, shift__code="early").update(people=3)
    assert said(county, plan) == ["安平苑北门早班原来要 2 人，现在要 3 人"]


def test_posts_that_were_opened_or_closed(county: County, plan: Plan) -> None:
    Post.objects.unscoped("test").filter(number=3).update(is_open=False)
    assert said(county, plan) == ["下湾村口已撤"]


def test_people_who_left_and_people_who_came(county: County, plan: Plan) -> None:
    county.people["王建军"].is_active = False
    county.people["王建军"].save()
    here = county.people["赵云清"]
    here.post_place, here.place_path = county.posts[GATE].place, county.posts[GATE].place_path
    here.save()
    assert said(county, plan) == ["王建军已不在队伍里", "新来 1 人"]


def test_a_condition_recorded_since_names_its_shifts(county: County, plan: Plan) -> None:
    for since, name in ((DAY, "王建军"), (DAY + 9 * ONE_DAY, "李建新")):
        PersonCondition.objects.create(
            person=county.people[name], kind="ill", since_on=since, recorded_at=EVENING + timedelta(minutes=1)
        )
    # 李建新 is ill only after the roster is over.
    assert said(county, plan) == ["王建军有 1 班现在法律不准上"]


def test_a_pin_set_since_that_a_draft_does_not_keep(county: County) -> None:
    draft = new_plan(county, state="draft", version=2)
    problem(draft)
    Pin.objects.create(
        post=county.posts[GATE], place_path=county.posts[GATE].place_path, person=county.people["王建军"],
        day=DAY + ONE_DAY, shift=county.shifts["late"], made_by=county.duty_officer, made_at=at(0, 18, 5),
    )  # fmt: skip
    assert moved(draft.as_stored(), county.township_officer, EVENING) == ["有 1 个锁定的班没有保留"]


def test_what_is_over_is_never_stale_and_a_stranger_learns_nothing(county: County, plan: Plan) -> None:
    Post.objects.unscoped("test").filter(number=3).update(is_open=False)
    assert moved(plan, county.township_officer, at(4, 0)) == []
    assert moved(plan, county.stranger, EVENING) == []


def test_who_may_not_see_names_learns_of_nobody(county: County, plan: Plan) -> None:
    PersonCondition.objects.create(
        person=county.people["王建军"], kind="ill", since_on=DAY, recorded_at=EVENING + timedelta(minutes=1)
    )
    assert moved(plan, county.auditor, EVENING) == []


def test_it_stands_on_the_page(county: County, plan: Plan, logged_in: LogIn) -> None:
    client, url = logged_in(county.township_officer), f"/duty/rosters/{plan.pk}/"
    assert "情况有变" not in client.get(url).content.decode()
    Post.objects.unscoped("test").filter(number=3).update(is_open=False)
    html = client.get(url).content.decode()
    assert "情况有变" in html and "下湾村口已撤" in html
    client.cookies["django_language"] = "en"
    assert "下湾村口 was closed" in client.get(url).content.decode()
