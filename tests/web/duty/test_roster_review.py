"""The review of a roster: grid, certificate, holes, publishing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.county import DAY, EVENING, County
from tests.web.duty.rosters import ONE_DAY, line, new_plan
from yixian.web.access.models import Account
from yixian.web.duty.models import RosterHole
from yixian.web.plans.models import Plan

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")


def drafted(county: County, place: str = "柳河镇", **fields: Any) -> Plan:
    """Return a draft that the checker has passed."""
    rules = [
        {"code": "need_people", "tested": 27, "held": 26},
        {"code": "rest", "tested": 40, "held": 40},
        {"code": "nights_in_row", "tested": 0, "held": 0},
    ]
    proof = {"rules": rules, "faults": [], "solve_s": 41.0, "check_s": 0.2}
    made = {"state": "draft", "made_at": EVENING, "cost": 1037, "bound": 1037, "certificate": proof}
    plan = new_plan(county, place, **(made | fields))
    return plan.as_stored()


def hole(county: County, plan: Plan, post: str, day: int, shift: str, **fields: Any) -> RosterHole:
    where = county.posts[post]
    return RosterHole.objects.create(
        plan=plan, post=where, place_path=where.place.path, day=DAY + day * ONE_DAY, shift=county.shifts[shift],
        **{"missing": 1} | fields,
    )  # fmt: skip


def page(client: Client, plan: Plan, query: str = "") -> str:
    answer = client.get(f"/duty/rosters/{plan.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def cell(html: str, key: str) -> str:
    """Return one cell of the grid."""
    return html.split(f'id="c-{key}"')[1].split("</td>")[0]


def test_it_works(county: County, logged_in: LogIn) -> None:
    plan = drafted(county)
    line(county, plan, "李建新", "安平苑北门", (1, "early"), leads=True)
    line(county, plan, "于倩", "安平苑北门", (1, "early"))
    html = page(logged_in(county.township_officer), plan)
    there = cell(html, "1-1-early")
    assert '<span class="party">李建新</span><br>于倩' in there
    assert 'scope="row"' in html and 'scope="colgroup"' in html
    assert "柳河镇值班表" in html and "草案" in html


def test_a_hole_says_what_is_missing_and_why(county: County, logged_in: LogIn) -> None:
    plan = drafted(county)
    why = [{"code": "keeps_on_duty", "params": {"people": 6}}, {"code": "keeps_rest", "params": {"people": 3}}]
    hole(county, plan, "安平苑北门", 2, "night", reasons=why)
    hole(county, plan, "金穗小区南门", 1, "late", missing=0, missing_leaders=1)
    html = page(logged_in(county.township_officer), plan)
    assert "short" in cell(html, "1-2-night") and "缺 1 人" in cell(html, "1-2-night")
    assert "doubt" in cell(html, "4-1-late") and "缺党员" in cell(html, "4-1-late")
    assert "能到的 9 人中，6 人当天已有班，3 人休息不足 11 小时。" in html


def test_the_certificate_tells_the_figures(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.township_officer), drafted(county))
    assert "1,037" in html and "不可能更好" in html and "校验通过" in html
    assert "26 / 27" in html
    # A rule that was never tested has held nothing.
    assert "连续夜班" not in html


def test_a_gap_is_shown_where_nothing_is_proven(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.township_officer), drafted(county, cost=200, bound=150))
    assert "25.0%" in html and "不可能更好" not in html


def test_publishing_says_how_many_hear_of_it(county: County, logged_in: LogIn) -> None:
    plan = drafted(county)
    for name in ("李建新", "于倩"):
        line(county, plan, name, "安平苑北门", (1, "early"))
    html = page(logged_in(county.township_officer), plan)
    assert "发布并通知 2 人" in html


def test_who_may_not_publish_sees_no_button(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.auditor), drafted(county))
    assert f"/plans/{Plan.objects.unscoped('test').get().pk}/publish/" not in html


def test_names_are_masked_for_who_may_not_see_them(county: County, logged_in: LogIn) -> None:
    plan = drafted(county)
    line(county, plan, "李建新", "安平苑北门", (1, "early"))
    html = page(logged_in(county.auditor), plan)
    assert "李建新" not in html and "李**" in html
    assert "李建新" not in page(logged_in(county.auditor), plan, "?by=person")


def test_a_plan_without_its_verdict_cannot_be_published(county: County, logged_in: LogIn) -> None:
    plan = drafted(county)
    Plan.objects.unscoped("test").update(made_at=None)
    html = page(logged_in(county.township_officer), plan)
    assert "disabled" in html.split("/publish/")[1].split("</form>")[0]


def test_what_differs_from_the_roster_in_force_is_marked(county: County, logged_in: LogIn) -> None:
    old, new = drafted(county, state="published"), drafted(county, version=2)
    line(county, old, "于倩", "安平苑北门", (1, "early"))
    line(county, new, "王建军", "安平苑北门", (1, "early"))
    for plan in (old, new):
        line(county, plan, "周凯", "下湾村口", (1, "late"))
    html = page(logged_in(county.township_officer), new)
    assert "changed" in cell(html, "1-1-early") and "改" in cell(html, "1-1-early")
    assert "changed" not in cell(html, "3-1-late")
    only = page(logged_in(county.township_officer), new, "?only=changes")
    assert 'id="c-1-1-early"' in only and 'id="c-3-1-late"' not in only


def test_a_person_who_only_goes_is_a_change_too(county: County, logged_in: LogIn) -> None:
    old, new = drafted(county, state="published"), drafted(county, version=2)
    line(county, old, "于倩", "安平苑北门", (1, "early"))
    html = page(logged_in(county.township_officer), new, "?only=changes")
    assert "changed" in cell(html, "1-1-early")


def test_begun_shifts_are_past_and_tonight_is_not(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.township_officer), drafted(county))
    assert "past" in cell(html, "1-0-late") and "past" not in cell(html, "1-0-night")


def test_by_person_has_a_row_for_each(county: County, logged_in: LogIn) -> None:
    plan = drafted(county)
    line(county, plan, "李建新", "安平苑北门", (1, "night"))
    html = page(logged_in(county.township_officer), plan, "?by=person")
    assert '<span class="party">李建新</span>' in html and "<b>夜</b> 安平苑北门" in html


def test_a_foreign_roster_is_not_there(county: County, logged_in: LogIn) -> None:
    plan = drafted(county)
    for url in ("", "print/", "1/1/early/why/"):
        assert logged_in(county.stranger).get(f"/duty/rosters/{plan.pk}/{url}").status_code == 404


def test_of_a_county_roster_a_township_sees_its_own_rows(county: County, logged_in: LogIn) -> None:
    plan = drafted(county, "临溪县", state="published", published_at=EVENING, published_by=county.duty_officer)
    line(county, plan, "李建新", "安平苑北门", (1, "early"))
    line(county, plan, "陈国平", "粮站家属院门", (1, "early"))
    html = page(logged_in(county.stranger), plan)
    assert "陈国平" in html and "李建新" not in html and "安平苑" not in html


def test_a_county_draft_does_not_leak_into_a_township(county: County, logged_in: LogIn) -> None:
    plan = drafted(county, "临溪县")
    assert logged_in(county.township_officer).get(f"/duty/rosters/{plan.pk}/").status_code == 404


def test_a_plan_that_is_still_computed_has_no_review(county: County, logged_in: LogIn) -> None:
    plan = drafted(county, state="computing")
    assert logged_in(county.township_officer).get(f"/duty/rosters/{plan.pk}/").status_code == 404


def test_names_cannot_break_the_table(county: County, logged_in: LogIn) -> None:
    county.people["于倩"].name = "<b>于&倩"
    county.people["于倩"].save(update_fields=["name"])
    plan = drafted(county)
    line(county, plan, "于倩", "安平苑北门", (1, "early"))
    assert "&lt;b&gt;于&amp;倩" in page(logged_in(county.township_officer), plan)


def test_an_odd_address_shows_the_first_page(county: County, logged_in: LogIn) -> None:
    plan = drafted(county)
    client = logged_in(county.township_officer)
    for query in ("?after=x", "?by=elephant", "?post=99999999999", "?in=zzzz", "?only=", "?by=person&after=~~"):
        page(client, plan, query)


def test_it_needs_few_queries(
    county: County, logged_in: LogIn, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    old, plan = drafted(county, state="published"), drafted(county, version=2)
    for which in (old, plan):
        for day in range(3):
            line(county, which, "李建新", "安平苑北门", (day, "early"))
            line(county, which, "于倩", "安平苑东门", (day, "late"))
    client = logged_in(county.township_officer)
    # Eight of them are the session's and the shell's; the number does not grow with the roster.
    with django_assert_max_num_queries(24):
        page(client, plan)


def test_in_english(county: County, logged_in: LogIn) -> None:
    plan = drafted(county)
    hole(county, plan, "安平苑北门", 2, "night")
    client = logged_in(county.township_officer)
    client.cookies["django_language"] = "en"
    html = page(client, plan)
    assert "Can I trust this plan?" in html and "1 person short" in html and "Thu" in html


def test_the_list_shows_what_is_in_force_and_what_waits(county: County, logged_in: LogIn) -> None:
    drafted(county, state="published", published_at=EVENING, published_by=county.duty_officer)
    drafted(county, version=2)
    drafted(county, state="published", starts_on=DAY - 9 * ONE_DAY)
    html = logged_in(county.township_officer).get("/duty/rosters/").content.decode()
    assert html.count("柳河镇值班表") == 2
    assert "柳河镇值班表" not in logged_in(county.stranger).get("/duty/rosters/").content.decode()


@pytest.mark.parametrize("url", ["/duty/rosters/", "/plans/"])
def test_a_list_renews_itself_without_its_page(county: County, logged_in: LogIn, url: str) -> None:
    drafted(county)
    part = logged_in(county.township_officer).get(url, headers={"HX-Request": "true"}).content.decode()
    assert "柳河镇" in part and "<html" not in part and "data-live=" in part


def test_the_list_shows_what_is_being_computed(county: County, logged_in: LogIn) -> None:
    new_plan(county, state="computing")
    client = logged_in(county.township_officer)
    assert "正在计算" in client.get("/duty/rosters/").content.decode()
    assert "正在计算" not in logged_in(county.stranger).get("/duty/rosters/").content.decode()
