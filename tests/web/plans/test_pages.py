"""Plans on screen: asked for, watched, put in force."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.county import DAY, EVENING, County
from yixian.web.access.models import Account
from yixian.web.plans.models import Job, Plan, PlanState

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")
ASKED = {"room": "duty", "starts_on": "2020-02-13", "days": "7"}


def new_plan(county: County, place: str = "柳河镇", **fields: Any) -> Plan:
    area = county.places[place]
    settled = {"starts_on": DAY, "days": 7, "version": 1, "state": "computing"} | fields
    plan = Plan.objects.create(
        room="duty", place=area, place_path=area.path, asked_by=county.duty_officer, asked_at=EVENING, **settled
    )
    Job.objects.create(plan=plan, claimed_at=EVENING)
    return plan


def stored() -> Plan:
    return Plan.objects.unscoped("test").get()


def test_it_works(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    answer = client.post("/plans/new/?in=0000", ASKED)
    plan = stored()
    assert answer.status_code == 302 and answer["Location"] == f"/plans/{plan.pk}/"
    assert (plan.place_path, plan.starts_on, plan.days, plan.state) == ("0000", DAY, 7, "asked")
    assert "正在计算" in client.get(f"/plans/{plan.pk}/").content.decode()


def test_the_form_proposes_a_week_from_today(county: County, logged_in: LogIn) -> None:
    html = logged_in(county.township_officer).get("/plans/new/").content.decode()
    assert 'value="2020-02-13"' in html and 'value="7"' in html and "柳河镇" in html


def test_computing_again_hands_on_the_days(county: County, logged_in: LogIn) -> None:
    html = logged_in(county.township_officer).get("/plans/new/?starts_on=2020-02-20&days=3").content.decode()
    assert 'value="2020-02-20"' in html and 'value="3"' in html


@pytest.mark.parametrize("days", ["0", "29", "", "many"])
def test_days_out_of_range_are_refused(county: County, logged_in: LogIn, days: str) -> None:
    answer = logged_in(county.township_officer).post("/plans/new/", ASKED | {"days": days})
    assert answer.status_code == 422
    assert not Plan.objects.unscoped("test").exists()


def test_an_odd_day_is_refused_and_kept(county: County, logged_in: LogIn) -> None:
    answer = logged_in(county.township_officer).post("/plans/new/", ASKED | {"starts_on": "2020-02-31"})
    assert answer.status_code == 422 and "2020-02-31" in answer.content.decode()


def test_twice_is_refused_with_words(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    client.post("/plans/new/", ASKED)
    answer = client.post("/plans/new/", ASKED)
    assert answer.status_code == 422 and "正在计算" in answer.content.decode()
    assert Plan.objects.unscoped("test").count() == 1


def test_a_foreign_area_is_not_planned(county: County, logged_in: LogIn) -> None:
    logged_in(county.stranger).post("/plans/new/?in=0000", ASKED)
    # An address outside one's area falls back to one's own.
    assert stored().place_path == "0001"


def test_who_may_not_plan_is_refused(county: County, logged_in: LogIn) -> None:
    for account in (county.auditor, county.admin):
        assert logged_in(account).post("/plans/new/", ASKED).status_code == 403


def test_progress_tells_how_far_it_is(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county)
    Job.objects.unscoped("test").update(
        phase="search", share=0.63, best=412.6, bound=405.1, track=[[1, 900, None], [2, 500, 400], [3, 412.6, 405.1]]
    )
    html = logged_in(county.township_officer).get(f"/plans/{plan.pk}/progress/").content.decode()
    assert "63%" in html and "改进中" in html and "1.8%" in html and "0:09" in html
    assert html.count("<polyline") == 2


def test_progress_before_the_worker_has_begun(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county, state="asked")
    Job.objects.unscoped("test").update(claimed_at=None)
    html = logged_in(county.township_officer).get(f"/plans/{plan.pk}/progress/").content.decode()
    assert "等待计算" in html and "<polyline" not in html


def test_a_worker_that_does_not_come_back_is_said(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county)
    Job.objects.unscoped("test").update(claimed_at=EVENING.replace(hour=17))
    html = logged_in(county.township_officer).get(f"/plans/{plan.pk}/progress/").content.decode()
    assert "比平时久" in html


def test_a_drafted_plan_goes_on_to_its_review(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county, state="draft")
    client = logged_in(county.township_officer)
    assert client.get(f"/plans/{plan.pk}/progress/")["HX-Redirect"] == f"/plans/{plan.pk}/"
    assert client.get(f"/plans/{plan.pk}/")["Location"] == f"/duty/rosters/{plan.pk}/"


@pytest.mark.parametrize(("act", "wish"), [("best", "wants_best_now"), ("cancel", "wants_cancel")])
def test_the_search_is_ended_by_wish(county: County, logged_in: LogIn, act: str, wish: str) -> None:
    plan = new_plan(county)
    answer = logged_in(county.township_officer).post(f"/plans/{plan.pk}/{act}/")
    assert answer.status_code == 302
    assert getattr(Job.objects.unscoped("test").get(), wish)


def test_ending_what_has_ended_is_a_conflict(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county, state="draft")
    answer = logged_in(county.township_officer).post(f"/plans/{plan.pk}/best/")
    assert answer.status_code == 409 and "计算已经结束" in answer.content.decode()


@pytest.mark.parametrize("act", ["best", "cancel", "publish"])
def test_decisions_are_posts(county: County, logged_in: LogIn, act: str) -> None:
    plan = new_plan(county)
    assert logged_in(county.township_officer).get(f"/plans/{plan.pk}/{act}/").status_code == 405


def test_publishing(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county, state="draft", made_at=EVENING)
    client = logged_in(county.township_officer)
    answer = client.post(f"/plans/{plan.pk}/publish/", follow=True)
    assert stored().state == PlanState.PUBLISHED
    assert "已发布，通知 0 人" in answer.content.decode()


def test_publishing_twice_is_a_conflict(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county, state="published", made_at=EVENING)
    answer = logged_in(county.township_officer).post(f"/plans/{plan.pk}/publish/")
    assert answer.status_code == 409 and "只有草案能发布" in answer.content.decode()


def test_a_refused_plan_is_never_published(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county, state="draft", made_at=EVENING, certificate={"faults": ["cost: says 3, is 4"]})
    assert logged_in(county.township_officer).post(f"/plans/{plan.pk}/publish/").status_code == 409
    assert stored().state == PlanState.DRAFT


def test_a_stranger_finds_nothing(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county, problem=zlib.compress(b"{}"))
    client = logged_in(county.stranger)
    for url in ("", "progress/", "problem.json", "plan.json"):
        assert client.get(f"/plans/{plan.pk}/{url}").status_code == 404
    for url in ("best/", "cancel/", "publish/"):
        assert client.post(f"/plans/{plan.pk}/{url}").status_code == 404
    assert "柳河镇" not in client.get("/plans/").content.decode()


def test_the_list_begins_with_what_waits(county: County, logged_in: LogIn) -> None:
    new_plan(county, state="replaced")
    new_plan(county, state="draft", version=2)
    html = logged_in(county.duty_officer).get("/plans/").content.decode()
    assert html.index("等你发布") < html.index("草案") < html.index("已被取代")


def test_an_older_page_of_the_list(county: County, logged_in: LogIn) -> None:
    for version in range(1, 104):
        new_plan(county, state="cancelled", version=version)
    client = logged_in(county.duty_officer)
    first = client.get("/plans/").content.decode()
    oldest = Plan.objects.unscoped("test").order_by("pk")[3]
    assert "v103" in first and f"before={oldest.pk}" in first
    second = client.get(f"/plans/?before={oldest.pk}").content.decode()
    assert "· v3" in second and "· v4" not in second


@pytest.mark.parametrize(
    ("state", "words"),
    [("failed", "没有算出方案"), ("refused", "独立校验没有通过"), ("cancelled", "计算已取消")],
)
def test_an_end_without_a_plan_is_said(county: County, logged_in: LogIn, state: str, words: str) -> None:
    plan = new_plan(county, state=state, certificate={"faults": ["<line 3>"]})
    html = logged_in(county.township_officer).get(f"/plans/{plan.pk}/").content.decode()
    assert words in html and "<line 3>" not in html


def test_the_files_are_handed_out_as_they_were_computed(county: County, logged_in: LogIn) -> None:
    question, answer = {"format": "yixian-roster/1"}, {"cost": 3}
    plan = new_plan(
        county,
        state="draft",
        problem=zlib.compress(json.dumps(question).encode()),
        answer=zlib.compress(json.dumps(answer).encode()),
    )
    client = logged_in(county.township_officer)
    found = client.get(f"/plans/{plan.pk}/problem.json")
    assert found.json() == question and "attachment" in found["Content-Disposition"]
    assert client.get(f"/plans/{plan.pk}/plan.json").json() == answer


def test_a_file_that_is_not_there_yet(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county)
    assert logged_in(county.township_officer).get(f"/plans/{plan.pk}/plan.json").status_code == 404


def test_who_may_only_look_gets_no_files(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county, problem=zlib.compress(b"{}"))
    assert logged_in(county.auditor).get(f"/plans/{plan.pk}/problem.json").status_code == 403


def test_in_english(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county)
    client = logged_in(county.township_officer)
    client.cookies["django_language"] = "en"
    html = client.get(f"/plans/{plan.pk}/").content.decode()
    assert "Use the plan so far" in html and "You may leave this page" in html
