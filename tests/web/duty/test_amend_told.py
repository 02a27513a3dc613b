"""What groups and people are told: each by as much of a name as its setting allows, never a reason or a number."""

from __future__ import annotations

import pytest

from tests.county import EVENING, County
from tests.web.duty.amended import in_force, slot, told
from tests.web.duty.rosters import line, new_plan
from yixian.web.duty import amend_actions as amends
from yixian.web.duty import bridge
from yixian.web.notify.actions import GroupWish, add_group
from yixian.web.notify.models import Group, Message
from yixian.web.plans.models import Plan

KEY = "693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa"
pytestmark = pytest.mark.usefixtures("evening")


@pytest.fixture
def plan(county: County) -> Plan:
    return in_force(county)


def group(county: County, place: str = "柳河镇", names: str = "surnames") -> Group:
    wish = GroupWish("wecom", place, KEY, "", names)
    return add_group(by=county.duty_officer, place=county.places[place], wish=wish, at=EVENING)


def replace(county: County, plan: Plan, words: str = "") -> None:
    amends.replace_person(
        by=county.township_officer, slot=slot(county, plan), gone=county.people["李建新"],
        comes=county.people["于倩"], words=words, at=EVENING,
    )  # fmt: skip


def texts() -> list[str]:
    return list(Message.objects.unscoped("test").order_by("pk").values_list("text", flat=True))


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("none", "安平苑北门，2月14日 06:00–14:00：一人 换成 一人"),
        ("surnames", "安平苑北门，2月14日 06:00–14:00：李** 换成 于*"),
        ("full", "安平苑北门，2月14日 06:00–14:00：李建新 换成 于倩"),
    ],
)
def test_it_works(county: County, plan: Plan, names: str, said: str) -> None:
    group(county, names=names)
    replace(county, plan, "李建新发烧")
    (text,) = texts()
    assert said in text and "发烧" not in text and "1380" not in text


def test_who_leads_now_is_told_to_the_group_too(county: County, plan: Plan) -> None:
    group(county)
    replace(county, plan)
    assert "改由 王** 带班" in texts()[0]


def test_a_group_elsewhere_hears_nothing(county: County, plan: Plan) -> None:
    group(county, "城关镇")
    group(county, "下湾村")
    replace(county, plan)
    assert texts() == []


def test_a_refused_change_is_told_to_nobody(county: County, plan: Plan) -> None:
    group(county)
    how = {"by": county.township_officer, "slot": slot(county, plan), "comes": county.people["李建新"]}
    with pytest.raises(amends.Refused):
        amends.add_person(at=EVENING, **how)
    assert texts() == [] and told() == {}


def test_publishing_tells_each_person_once_and_the_group_how_many(county: County, plan: Plan) -> None:
    group(county)
    after = new_plan(county, version=2)
    line(county, after, "李建新", "安平苑北门", (1, "early"), leads=True)
    for day in (1, 2):
        line(county, after, "周凯", "下湾村口", (day, "late"))
    assert bridge.publish(after, EVENING) == 3
    assert told() == {"王建军": ["roster_changed"], "于倩": ["roster_changed"], "周凯": ["roster_new"]}
    assert "柳河镇 02-13 至 02-15 的值班表已发布，3 人的班有变动" in texts()[0]


def test_publishing_the_same_again_tells_nobody(county: County, plan: Plan) -> None:
    group(county)
    assert bridge.publish(plan, EVENING) == 0
    assert texts() == [] and told() == {}
