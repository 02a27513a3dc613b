"""Why a cell of a roster is as it is; answered from the plan's own files by the planner's rule book."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable

import pytest
from django.test import Client

from tests.county import EVENING, County
from tests.web.duty.rosters import answer, certificate, new_plan, problem
from yixian.web.access.models import Account
from yixian.web.duty import bridge
from yixian.web.plans.models import Plan

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")
PART = {"HX-Request": "true"}


@pytest.fixture
def plan(county: County) -> Plan:
    """A draft: 李建新 is at the north gate in the morning of day 1, 王建军 at the east gate later."""
    made = new_plan(county)
    problem(made)
    lines = [
        [str(county.people["李建新"].pk), 1, "early", "0001"],
        [str(county.people["王建军"].pk), 1, "late", "0002"],
        [str(county.people["于倩"].pk), 0, "night", "0001"],
    ]
    data = answer(lines, [["0001", 1, "early", 1, 0]])
    bridge.keep(made, data, certificate())
    made.answer, made.made_at, made.state = zlib.compress(data), EVENING, "draft"
    # Each plan has a digest of its own, or one test would be answered from another's files.
    made.problem_sha256 = hashlib.sha256(str(made.pk).encode()).hexdigest()
    made.save()
    return made


def why(client: Client, plan: Plan, cell: str = "1/1/early") -> str:
    found = client.get(f"/duty/rosters/{plan.pk}/{cell}/why/", headers=PART)
    assert found.status_code == 200
    return found.content.decode()


def part(html: str, heading: str) -> str:
    return html.split(f"<h3>{heading}</h3>")[1].split("</div>")[0]


def test_it_works(county: County, plan: Plan, logged_in: LogIn) -> None:
    html = why(logged_in(county.township_officer), plan)
    assert "李建新" in part(html, "已排") and "本岗" in part(html, "已排")
    assert "赵秀英" in part(html, "也能来的，扣分少的在前")


def test_who_cannot_come_has_a_reason(county: County, plan: Plan, logged_in: LogIn) -> None:
    out = part(why(logged_in(county.township_officer), plan), "不能来")
    assert "王建军" in out and "当天在安平苑东门上中班" in out
    assert "于倩" in out and "只能休息 0 小时，要 11 小时" in out


def test_the_law_speaks_for_itself(county: County, plan: Plan, logged_in: LogIn) -> None:
    out = part(why(logged_in(county.township_officer), plan, "1/1/night"), "不能来")
    assert "赵秀英" in out and "怀孕七个月以上，不得排夜班" in out


def test_a_hole_says_how_many_are_missing(county: County, plan: Plan, logged_in: LogIn) -> None:
    assert "缺 1 人" in why(logged_in(county.township_officer), plan)


def test_without_script_it_is_a_page(county: County, plan: Plan, logged_in: LogIn) -> None:
    html = logged_in(county.township_officer).get(f"/duty/rosters/{plan.pk}/1/1/early/why/").content.decode()
    assert "<h1>" in html and "回到值班表" in html


def test_a_cell_that_does_not_exist(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    for cell in ("1/9/early", "1/1/noon", "77/1/early", "5/1/early"):
        assert client.get(f"/duty/rosters/{plan.pk}/{cell}/why/").status_code == 404


def test_who_may_not_see_names_is_refused(county: County, plan: Plan, logged_in: LogIn) -> None:
    assert logged_in(county.auditor).get(f"/duty/rosters/{plan.pk}/1/1/early/why/").status_code == 403


def test_a_stranger_finds_nothing(county: County, plan: Plan, logged_in: LogIn) -> None:
    assert logged_in(county.stranger).get(f"/duty/rosters/{plan.pk}/1/1/early/why/").status_code == 404


def test_each_who_could_come_has_his_price(county: County, plan: Plan, logged_in: LogIn) -> None:
    could = part(why(logged_in(county.township_officer), plan), "也能来的，扣分少的在前")
    # He fills a hole that counts a thousand, at the price of his way and of a post that is not his own.
    assert "扣分" in could and "-9" in could


def test_a_hole_that_nobody_can_fill_alone_has_a_repair(county: County, plan: Plan, logged_in: LogIn) -> None:
    # Everybody within reach of the village is on duty that day, but one of them can be relieved.
    stored = {
        "assignments": [
            [str(county.people["周凯"].pk), 1, "early", "0003"],
            [str(county.people["赵秀英"].pk), 1, "late", "0003"],
        ],
        "holes": [["0003", 1, "night", 1, 0]],
    }
    Plan.objects.unscoped("test").update(
        answer=zlib.compress(answer(stored["assignments"], stored["holes"])), problem_sha256="f" * 64
    )
    repair = part(why(logged_in(county.township_officer), plan, "3/1/night"), "最小补法")
    assert "来顶" in repair and "下湾村口" in repair
