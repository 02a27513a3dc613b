"""The review of a plan of postings: lines, reasons, gaps, stale marks."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable

import pytest
from django.test import Client

from tests.county import EVENING, County
from tests.web.rounds.postings import (
    HOUR,
    answer,
    ask,
    certificate,
    crew,
    drafted,
    new_plan,
    post,
    posted,
    problem,
)
from yixian.planning.plan import Reason, Shortfall
from yixian.planning.stop import Progress, Stop
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.plans.models import Plan
from yixian.web.rounds import bridge
from yixian.web.rounds.models import PostingGap, PostingLine

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")
TEAM = {"孙一": "安平苑", "钱二": "安平苑", "吴三": "金穗小区"}


@pytest.fixture(autouse=True)
def _crew(county: County) -> None:
    crew(county)
    ask(county, 安平苑=3, 金穗小区=3)


def page(client: Client, plan: Plan, query: str = "") -> str:
    found = client.get(f"/rounds/plans/{plan.pk}/{query}")
    assert found.status_code == 200
    return found.content.decode()


def test_it_works(county: County, logged_in: LogIn) -> None:
    shown = page(logged_in(county.duty_officer), drafted(county, TEAM))
    assert 'data-compounds="2" data-people="3"' in shown
    assert "发布并通知 3 人" in shown and "校验通过" in shown


def test_the_whole_way_with_the_real_planner(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county)
    question, told = problem(plan), list[Progress]()
    data = json.dumps(question, ensure_ascii=False, separators=(",", ":")).encode()
    found = bridge.solve(data, Stop(None, 2000), told.append, 1)
    sound = bridge.check(data, found)
    assert sound.is_sound and told
    bridge.keep(plan, found, sound)
    plan.answer, plan.state, plan.made_at = zlib.compress(found), "draft", EVENING
    plan.save()
    lines = PostingLine.objects.unscoped("test").filter(plan=plan)
    # Six places, fourteen people: eight are in reserve, each with the reason.
    assert lines.filter(place=None, why="reserve").count() == 8
    for place in ("安平苑", "金穗小区"):
        team = lines.filter(place=county.places[place]).values_list("role", flat=True)
        assert set(team) == {"publicist", "screener", "helper"}
    client = logged_in(county.duty_officer)
    placed = lines.exclude(place=None).first()
    why = client.get(f"/rounds/plans/{plan.pk}/why/{placed.person_id}/").content.decode()
    assert placed.person.name in why and "路上" in why
    assert str(placed.person_id) + "：" not in why
    client.post(f"/plans/{plan.pk}/publish/")
    assert len(posted(county)) == 6


def test_who_goes_nowhere_is_named_with_the_reason(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county, state="draft")
    problem(plan)
    bridge.keep(plan, answer(county, TEAM, {"郑四": "reserve", "冯五": "away"}), certificate())
    client = logged_in(county.duty_officer)
    shown = page(client, plan, "?state=nowhere")
    assert "备用：各处都已有人" in shown and "按规定受保护" in shown
    why = client.get(f"/rounds/plans/{plan.pk}/why/{county.people['冯五'].pk}/").content.decode()
    assert "按规定受保护" in why


def test_gaps_are_named_with_their_numbers(county: County, logged_in: LogIn) -> None:
    plan = new_plan(county, state="draft")
    problem(plan)
    place = str(county.places["金穗小区"].pk)
    short = (
        Shortfall((place, "people"), 2, (Reason("hole_people", {"needed": 6, "people": 4}),)),
        Shortfall((place, "helper"), 1, (Reason("skill_scarce", {"skilled": 1, "wanted": 2}),)),
    )
    bridge.keep(plan, answer(county, TEAM), certificate(*short))
    gap = PostingGap.objects.unscoped("test").get()
    assert (gap.missing, gap.roles) == (2, ["helper"])
    shown = page(logged_in(county.duty_officer), plan)
    assert "缺 2 人" in shown and "各小区共需 6 人，能派出的只有 4 人" in shown


def test_facts_that_have_moved_are_listed(county: County, logged_in: LogIn) -> None:
    client, plan = logged_in(county.duty_officer), drafted(county, TEAM)
    assert 'id="stale"' not in page(client, plan)
    with clock.stopped_at(EVENING + HOUR):
        post(county, "郑四", at=EVENING + HOUR)
        assert "算出之后情况有变：" in (shown := page(client, plan))
        assert "手工派出 1" in shown


def test_only_changes_are_shown_when_asked(county: County, logged_in: LogIn) -> None:
    post(county, "孙一")
    shown = page(logged_in(county.duty_officer), drafted(county, TEAM), "?state=changes")
    assert "钱二" in shown and "孙一" not in shown


def test_by_unit(county: County, logged_in: LogIn) -> None:
    assert "县委办" in page(logged_in(county.duty_officer), drafted(county, TEAM), "?state=units")


def test_a_draft_with_somebody_fallen_ill_is_refused_in_words(county: County, logged_in: LogIn) -> None:
    client, plan = logged_in(county.duty_officer), drafted(county, TEAM)
    county.people["孙一"].is_active = False
    county.people["孙一"].save(update_fields=["is_active"])
    refused = client.post(f"/plans/{plan.pk}/publish/")
    assert refused.status_code == 409 and "草案里有 1 人已不能照派" in refused.content.decode()


def test_a_stranger_township_has_no_such_plan(county: County, logged_in: LogIn) -> None:
    plan = drafted(county, TEAM)
    assert logged_in(county.stranger).get(f"/rounds/plans/{plan.pk}/").status_code == 404


def test_of_the_countys_plan_a_township_sees_its_own_lines_once_in_force(county: County, logged_in: LogIn) -> None:
    ask(county, 粮站家属院=3)
    plan = drafted(county, TEAM | {"陈国平": "粮站家属院"}, place="临溪县")
    client = logged_in(county.township_officer)
    assert client.get(f"/rounds/plans/{plan.pk}/").status_code == 404
    logged_in(county.duty_officer).post(f"/plans/{plan.pk}/publish/")
    shown = page(client, plan)
    assert "孙一" in shown and "陈国平" not in shown and "粮站家属院" not in shown


def test_a_button_of_the_room_chooses_what_is_planned(county: County, logged_in: LogIn) -> None:
    shown = logged_in(county.duty_officer).get("/plans/new/?room=rounds&days=14").content.decode()
    assert '<option value="rounds" selected>下沉安排' in shown and 'value="14"' in shown


def test_in_english(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    client.cookies["django_language"] = "en"
    shown = page(client, drafted(county, TEAM))
    assert "Publish and tell 3 people" in shown and "Publicist" in shown
