"""A draft into tasks: who is told, who is not, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import DAY, EVENING, County
from tests.web.rounds.postings import (
    HOUR,
    answer,
    ask,
    certificate,
    crew,
    drafted,
    ill,
    new_plan,
    post,
    posted,
    problem,
)
from yixian.web.action import Refused
from yixian.web.journal.models import Event
from yixian.web.plans.actions import publish_plan
from yixian.web.plans.models import PlanState
from yixian.web.rounds import bridge
from yixian.web.rounds.actions import move_person, take_back
from yixian.web.rounds.arrivals import record_arrival
from yixian.web.rounds.models import CompoundNeed, Posting, PostingLine
from yixian.web.rounds.rebuild import PROJECTIONS
from yixian.web.tasks.models import Task

TEAM = {"孙一": "安平苑", "钱二": "安平苑", "吴三": "安平苑"}


@pytest.fixture(autouse=True)
def _crew(county: County) -> None:
    crew(county)
    ask(county, 安平苑=3, 金穗小区=3)


def publish(county: County, team: dict[str, str], **fields: object) -> int:
    plan = drafted(county, team, **fields)
    return publish_plan(by=county.duty_officer, plan=plan, at=EVENING)


def keys(name: str) -> list[str]:
    rows = Task.objects.unscoped("test").filter(kind="posting", person__name=name).exclude(state="cancelled")
    return list(rows.values_list("key", flat=True))


def is_rebuilt() -> bool:
    return not [one for projection in PROJECTIONS for one in projection.differences(list(projection.keys()))]


def test_it_works(county: County) -> None:
    assert publish(county, TEAM) == 3
    assert posted(county) == {
        "孙一": ("安平苑", "publicist"),
        "钱二": ("安平苑", "screener"),
        "吴三": ("安平苑", "helper"),
    }
    task = Task.objects.unscoped("test").get(person=county.people["孙一"])
    # Told at 18:00, so they have four hours; fourteen days later it ends at midnight.
    assert (task.kind, task.starts_at) == ("posting", EVENING + 4 * HOUR)
    assert task.ends_at == EVENING.replace(hour=0) + timedelta(days=14)
    assert Posting.objects.unscoped("test").get(pk=task.pk).told_at == EVENING
    assert is_rebuilt()


def test_published_the_day_before_people_report_by_noon(county: County) -> None:
    publish(county, TEAM, starts_on=DAY + timedelta(days=1))
    task = Task.objects.unscoped("test").get(person=county.people["孙一"])
    assert task.starts_at == EVENING.replace(hour=12) + timedelta(days=1)


def test_the_same_plan_again_tells_nobody(county: County) -> None:
    publish(county, TEAM)
    before = keys("孙一")
    assert publish(county, TEAM, version=2) == 0
    assert keys("孙一") == before
    assert is_rebuilt()


def test_only_who_is_moved_or_new_is_told(county: County) -> None:
    publish(county, TEAM)
    before = keys("钱二")
    assert publish(county, TEAM | {"孙一": "金穗小区", "郑四": "安平苑"}, version=2) == 2
    assert posted(county)["孙一"] == ("金穗小区", "publicist")
    assert keys("钱二") == before
    assert len(keys("孙一")) == 1
    assert is_rebuilt()


def test_where_somebody_came_from_is_kept(county: County) -> None:
    publish(county, TEAM)
    publish(county, TEAM | {"孙一": "金穗小区"}, version=2)
    [moved] = Posting.objects.unscoped("test").exclude(moved_from=None)
    assert moved.moved_from and moved.moved_from.task.place == county.places["安平苑"]


def test_whom_a_new_plan_leaves_out_is_taken_back(county: County) -> None:
    publish(county, TEAM)
    assert publish(county, {"孙一": "安平苑", "钱二": "安平苑"}, version=2) == 1
    assert "吴三" not in posted(county)
    assert is_rebuilt()


def test_who_has_arrived_keeps_his_arrival(county: County) -> None:
    publish(county, TEAM)
    posting = Posting.objects.unscoped("test").get(task__person=county.people["孙一"])
    record_arrival(by=county.duty_officer, posting=posting, happened_at=EVENING, at=EVENING)
    publish(county, TEAM, version=2)
    task = Task.objects.unscoped("test").get(pk=posting.pk)
    assert (task.state, task.started_at) == ("started", EVENING)


def test_back_at_a_former_compound_he_reports_again(county: County) -> None:
    publish(county, TEAM)
    first = Posting.objects.unscoped("test").get(task__person=county.people["孙一"])
    record_arrival(by=county.duty_officer, posting=first, happened_at=EVENING, at=EVENING)
    there = move_person(by=county.duty_officer, posting=first, place=county.places["金穗小区"], at=EVENING)
    again = move_person(by=county.duty_officer, posting=there, place=county.places["安平苑"], at=EVENING)
    assert again.pk != first.pk and again.task.started_at is None
    assert is_rebuilt()


def test_another_township_is_not_touched(county: County) -> None:
    post(county, "陈国平", "粮站家属院")
    publish(county, TEAM)
    assert posted(county)["陈国平"][0] == "粮站家属院"


def test_a_draft_with_somebody_fallen_ill_is_refused(county: County) -> None:
    plan = drafted(county, TEAM)
    ill(county, "孙一")
    with pytest.raises(Refused) as refused:
        publish_plan(by=county.duty_officer, plan=plan, at=EVENING)
    assert refused.value.code == "draft_overtaken"
    assert plan.as_stored().state == PlanState.DRAFT and posted(county) == {}


def test_a_draft_with_somebody_posted_elsewhere_meanwhile_is_refused(county: County) -> None:
    plan = drafted(county, TEAM)
    post(county, "孙一", "粮站家属院")
    with pytest.raises(Refused, match="draft_overtaken"):
        publish_plan(by=county.duty_officer, plan=plan, at=EVENING)


def test_a_draft_with_somebody_who_left_is_refused(county: County) -> None:
    plan = drafted(county, TEAM)
    county.people["孙一"].is_active = False
    county.people["孙一"].save(update_fields=["is_active"])
    with pytest.raises(Refused, match="draft_overtaken"):
        publish_plan(by=county.duty_officer, plan=plan, at=EVENING)


def test_a_stranger_township_cannot_publish_it(county: County) -> None:
    with pytest.raises(Refused, match="not_allowed"):
        publish_plan(by=county.stranger, plan=drafted(county, TEAM), at=EVENING)


def test_it_cannot_be_published_twice(county: County) -> None:
    plan = drafted(county, TEAM)
    publish_plan(by=county.duty_officer, plan=plan, at=EVENING)
    with pytest.raises(Refused, match="not_a_draft"):
        publish_plan(by=county.duty_officer, plan=plan, at=EVENING)


def test_which_compounds_are_covered_is_settled_by_the_first_plan(county: County) -> None:
    CompoundNeed.objects.unscoped("test").delete()
    publish(county, TEAM)
    needs = CompoundNeed.objects.unscoped("test").order_by("place__path").values_list("place__name", "people")
    assert list(needs) == [("安平苑", 3), ("金穗小区", 3)]


def test_taken_back_by_hand_after_publication_the_figures_still_rebuild(county: County) -> None:
    publish(county, TEAM)
    posting = Posting.objects.unscoped("test").get(task__person=county.people["孙一"])
    take_back(by=county.duty_officer, posting=posting, at=EVENING)
    assert is_rebuilt()


def test_a_task_that_says_another_place_is_found(county: County) -> None:
    publish(county, TEAM)
    Task.objects.unscoped("test").filter(person=county.people["孙一"]).update(place=county.places["金穗小区"])
    assert not is_rebuilt()


def test_live_pages_are_told(county: County) -> None:
    publish(county, TEAM)
    event = Event.objects.unscoped("test").get(kind="postings_published")
    assert (event.topic, event.place_path, event.params) == ("rounds", "0000", {"people": 3})


def test_a_line_of_a_draft_names_who_stays_nowhere_and_why(county: County) -> None:
    plan = new_plan(county)
    problem(plan)
    bridge.keep(plan, answer(county, TEAM, {"郑四": "reserve"}), certificate())
    [line] = PostingLine.objects.unscoped("test").filter(place=None)
    assert (line.person.name, line.why, line.place_path) == ("郑四", "reserve", county.people["郑四"].place_path)
