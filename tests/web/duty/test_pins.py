"""Pins: set on a draft and on a roster in force, kept by the next plan, seen and let go."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.county import DAY, EVENING, County
from tests.web.duty.amended import GATE, in_force, slot
from tests.web.duty.rosters import ONE_DAY, at, line, new_plan, problem
from yixian.planning.duty.clash import pin_clashes
from yixian.planning.duty.read import read_problem
from yixian.web.access.models import Account
from yixian.web.action import Refused
from yixian.web.duty import pins_actions as pins
from yixian.web.duty.models import Need, Pin
from yixian.web.plans.models import Plan
from yixian.web.register.models import PersonCondition

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")


def pin(county: County, plan: Plan, name: str, cell: tuple[int, str] = (1, "early"), post: str = GATE) -> Pin:
    where, who = slot(county, plan, post, cell), county.people[name]
    return pins.pin_person(by=county.township_officer, slot=where, person=who, at=EVENING)


def pinned(county: County, plan: Plan) -> list[list[object]]:
    """Return the pinned lines of the problem that would be made now, by name."""
    names = {str(person.pk): name for name, person in county.people.items()}
    found = problem(plan)
    assert list(pin_clashes(read_problem(found))) == []
    return [[names[person], *rest] for person, *rest in found.get("pinned", [])]


def test_it_works(county: County) -> None:
    plan = in_force(county)
    pin(county, plan, "王建军")
    assert pinned(county, new_plan(county, version=2)) == [["王建军", 1, "early", "0001"]]


def test_a_draft_is_pinned_too_and_the_next_draft_keeps_it(county: County) -> None:
    draft = new_plan(county, state="draft")
    line(county, draft, "周凯", "下湾村口", (1, "late"))
    pin(county, draft, "周凯", (1, "late"), "下湾村口")
    assert pinned(county, new_plan(county, version=2)) == [["周凯", 1, "late", "0003"]]


def test_without_pins_the_problem_is_what_it_was(county: County) -> None:
    in_force(county)
    assert "pinned" not in problem(new_plan(county, version=2))


def test_a_pin_that_is_let_go_binds_nobody(county: County) -> None:
    plan = in_force(county)
    pins.let_go(by=county.township_officer, pin=pin(county, plan, "王建军"), at=EVENING)
    assert "pinned" not in problem(new_plan(county, version=2))


def test_a_pin_that_the_law_forbids_by_now_is_left_out(county: County) -> None:
    plan = in_force(county)
    pin(county, plan, "王建军")
    pin(county, plan, "李建新")
    PersonCondition.objects.create(person=county.people["王建军"], kind="ill", since_on=DAY, recorded_at=EVENING)
    assert pinned(county, new_plan(county, version=2)) == [["李建新", 1, "early", "0001"]]


def test_pins_that_a_new_need_has_no_room_for_are_left_out(county: County) -> None:
    plan = in_force(county)
    for name in ("王建军", "李建新"):
        pin(county, plan, name)
    Need.objects.unscoped("test").filter(post__number=1, shift__code="early").update(people=1)
    assert pinned(county, new_plan(county, version=2)) == [["王建军", 1, "early", "0001"]]


def test_pins_that_leave_no_rest_are_left_out(county: County) -> None:
    plan = in_force(county)
    line(county, plan, "王建军", GATE, (2, "early"))
    pin(county, plan, "王建军", (2, "early"))
    Pin.objects.create(
        post=county.posts[GATE], place_path=county.posts[GATE].place_path, person=county.people["王建军"],
        day=DAY + ONE_DAY, shift=county.shifts["night"], made_by=county.duty_officer, made_at=EVENING,
    )  # fmt: skip
    assert len(pinned(county, new_plan(county, version=2))) < 2


def test_begun_shifts_and_shifts_without_the_person_are_refused(county: County) -> None:
    plan = in_force(county)
    line(county, plan, "周凯", "下湾村口", (0, "late"))
    with pytest.raises(Refused, match="shift_begun"):
        pin(county, plan, "周凯", (0, "late"), "下湾村口")
    with pytest.raises(Refused, match="line_gone"):
        pin(county, plan, "周凯")


def test_what_the_law_forbids_is_not_pinned(county: County) -> None:
    plan = in_force(county)
    line(county, plan, "赵秀英", "下湾村口", (1, "night"))
    with pytest.raises(Refused, match="against_pregnant7m_night"):
        pin(county, plan, "赵秀英", (1, "night"), "下湾村口")


def test_one_pin_a_day(county: County) -> None:
    plan = in_force(county)
    pin(county, plan, "王建军")
    with pytest.raises(Refused, match="pinned_that_day"):
        pin(county, plan, "王建军")


@pytest.mark.parametrize("who", ["stranger", "auditor", "admin"])
def test_strangers_are_refused(county: County, who: str) -> None:
    plan = in_force(county)
    where, person = slot(county, plan), county.people["王建军"]
    with pytest.raises(Refused, match="not_allowed"):
        pins.pin_person(by=county.accounts[who], slot=where, person=person, at=EVENING)
    with pytest.raises(Refused, match="not_allowed"):
        pins.let_go(by=county.accounts[who], pin=pin(county, plan, "王建军"), at=EVENING)


def test_a_key_locks_the_cell_and_opens_it(county: County, logged_in: LogIn) -> None:
    plan = in_force(county)
    client, url = logged_in(county.township_officer), f"/duty/rosters/{plan.pk}/1/1/early/lock/"
    html = client.post(url, headers={"HX-Request": "true"}).content.decode()
    assert html.startswith("<td") and "locked" in html and "锁" in html
    assert Pin.objects.unscoped("test").count() == 2
    html = client.post(url, headers={"HX-Request": "true"}).content.decode()
    assert "locked" not in html and not Pin.objects.unscoped("test").exists()


def test_pins_are_listed_and_let_go_on_the_page(county: County, logged_in: LogIn) -> None:
    plan = in_force(county)
    made = pin(county, plan, "王建军")
    client = logged_in(county.township_officer)
    html = client.get(f"/duty/rosters/{plan.pk}/").content.decode()
    assert 'id="pins"' in html and "锁" in html.split('id="c-1-1-early"')[1].split("</td>")[0]
    assert client.post(f"/duty/rosters/{plan.pk}/pins/{made.pk}/let-go/").status_code == 302
    assert 'id="pins"' not in client.get(f"/duty/rosters/{plan.pk}/").content.decode()


def test_a_void_pin_is_said_to_be(county: County, logged_in: LogIn) -> None:
    plan = in_force(county)
    pin(county, plan, "王建军")
    PersonCondition.objects.create(person=county.people["王建军"], kind="ill", since_on=DAY, recorded_at=EVENING)
    html = logged_in(county.township_officer).get(f"/duty/rosters/{plan.pk}/").content.decode()
    assert "现在法律不准，下次计算不再保留" in html


def test_a_stranger_does_not_find_the_lock(county: County, logged_in: LogIn) -> None:
    plan = in_force(county)
    made = pin(county, plan, "王建军")
    client = logged_in(county.stranger)
    assert client.post(f"/duty/rosters/{plan.pk}/1/1/early/lock/").status_code == 404
    assert client.post(f"/duty/rosters/{plan.pk}/pins/{made.pk}/let-go/").status_code == 404
    assert logged_in(county.township_officer).get(f"/duty/rosters/{plan.pk}/1/1/early/lock/").status_code == 405


def test_an_empty_cell_cannot_be_locked(county: County, logged_in: LogIn) -> None:
    plan = in_force(county)
    answer = logged_in(county.township_officer).post(f"/duty/rosters/{plan.pk}/3/1/early/lock/")
    assert answer.status_code == 409 and "没有可以锁定的" in answer.content.decode()


def test_pins_of_past_days_are_past(county: County, logged_in: LogIn) -> None:
    plan = in_force(county)
    pin(county, plan, "王建军")
    later = new_plan(county, version=2, facts_at=at(1, 7))
    assert "pinned" not in problem(later)
