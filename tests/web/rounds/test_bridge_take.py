"""Facts into a problem."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import DAY, EVENING, County
from tests.web.rounds.postings import ask, crew, ill, member, new_plan, post, problem
from yixian.web.rounds.arrivals import record_arrival
from yixian.web.rounds.models import PostingPin


def key(county: County, name: str) -> str:
    known = county.places if name in county.places else county.people
    return str(known[name].pk)


def test_it_works(county: County) -> None:
    crew(county)
    ask(county, 安平苑=3, 金穗小区=4)
    rows = problem(new_plan(county))
    assert rows["format"] == "yixian-posting/1"
    assert [(row["id"], row["need"]) for row in rows["compounds"]] == [
        (key(county, "安平苑"), 3),
        (key(county, "金穗小区"), 4),
    ]
    assert rows["compounds"][0]["skills"] == {"publicist": 1, "screener": 1, "helper": 1}
    assert len(rows["staff"]) == 14  # 李婉宁 and 王建军 of this township are seconded as well
    assert rows["published"] is None


def test_as_long_as_nobody_said_which_all_compounds_are_covered(county: County) -> None:
    rows = problem(new_plan(county))
    assert [row["id"] for row in rows["compounds"]] == [key(county, "安平苑"), key(county, "金穗小区")]
    assert [row["need"] for row in rows["compounds"]] == [3, 3]


def test_a_compound_of_many_households_has_more_people(county: County) -> None:
    county.places["安平苑"].households = 700
    county.places["安平苑"].save(update_fields=["households"])
    assert problem(new_plan(county))["compounds"][0]["need"] == 4


def test_a_compound_that_was_left_out_is_not_in_it(county: County) -> None:
    ask(county, 安平苑=3, 金穗小区=0)
    assert [row["id"] for row in problem(new_plan(county))["compounds"]] == [key(county, "安平苑")]


def test_another_township_is_not_in_it(county: County) -> None:
    rows = problem(new_plan(county))
    assert member(county, "陈国平", rows) is None
    assert key(county, "粮站家属院") not in {row["id"] for row in rows["compounds"]}


def test_the_role_is_that_of_the_list_else_the_one_that_fewest_have(county: County) -> None:
    crew(county, 2)
    rows = problem(new_plan(county))
    assert member(county, "孙一", rows)["skills"] == ["publicist"]
    assert member(county, "钱二", rows)["skills"] == ["screener"]
    # Two of the list have none: the first takes what nobody has.
    others = [member(county, name, rows)["skills"][0] for name in ("李婉宁", "王建军")]
    assert sorted(others) == ["helper", "publicist"]


@pytest.mark.parametrize("kind", ["ill", "under_observation"])
def test_whom_the_law_protects_is_not_asked_and_the_file_does_not_say_why(county: County, kind: str) -> None:
    crew(county)
    ill(county, "孙一", kind)
    row = member(county, "孙一", problem(new_plan(county)))
    assert row["available"] is False
    assert set(row) == {"id", "unit", "x", "y", "skills", "available"}


def test_the_nursing_serve_near_home(county: County) -> None:
    crew(county)
    ill(county, "孙一", "nursing")
    row = member(county, "孙一", problem(new_plan(county)))
    assert row["near_home_only"] is True and "available" not in row


def test_who_is_not_sent_by_then_is_not_asked(county: County) -> None:
    crew(county)
    county.people["孙一"].arrives_on = DAY + timedelta(days=1)
    county.people["孙一"].save(update_fields=["arrives_on"])
    assert member(county, "孙一", problem(new_plan(county)))["available"] is False


def test_who_has_left_is_not_in_it(county: County) -> None:
    crew(county)
    county.people["孙一"].is_active = False
    county.people["孙一"].save(update_fields=["is_active"])
    assert member(county, "孙一", problem(new_plan(county))) is None


def test_what_people_were_told_is_published(county: County) -> None:
    crew(county)
    ask(county, 安平苑=3)
    post(county, "孙一")
    rows = problem(new_plan(county))
    assert rows["published"] == [[key(county, "孙一"), key(county, "安平苑")]]
    assert rows["pinned"] == []
    assert member(county, "孙一", rows)["skills"] == ["helper"]


def test_who_has_arrived_stays(county: County) -> None:
    crew(county)
    ask(county, 安平苑=3)
    posting = post(county, "孙一")
    record_arrival(by=county.duty_officer, posting=posting, happened_at=EVENING, at=EVENING)
    assert problem(new_plan(county))["pinned"] == [[key(county, "孙一"), key(county, "安平苑")]]


def test_more_arrived_than_needed_are_not_sent_away(county: County) -> None:
    crew(county)
    ask(county, 安平苑=3)
    for name in ("孙一", "钱二", "吴三", "郑四"):
        record_arrival(by=county.duty_officer, posting=post(county, name), happened_at=EVENING, at=EVENING)
    assert problem(new_plan(county))["compounds"][0]["need"] == 4


def test_a_pin_is_stronger_than_where_he_is(county: County) -> None:
    crew(county)
    ask(county, 安平苑=3, 金穗小区=3)
    PostingPin.objects.create(
        person=county.people["孙一"], place=county.places["金穗小区"], by=county.duty_officer, at=EVENING
    )
    assert problem(new_plan(county))["pinned"] == [[key(county, "孙一"), key(county, "金穗小区")]]


def test_a_pin_of_somebody_whom_the_law_protects_holds_nothing(county: County) -> None:
    crew(county)
    ask(county, 安平苑=3)
    PostingPin.objects.create(
        person=county.people["孙一"], place=county.places["安平苑"], by=county.duty_officer, at=EVENING
    )
    ill(county, "孙一")
    assert problem(new_plan(county))["pinned"] == []


def test_who_serves_in_another_township_is_not_asked_twice(county: County) -> None:
    crew(county)
    post(county, "孙一", "粮站家属院")
    assert member(county, "孙一", problem(new_plan(county))) is None


def test_who_was_sent_here_from_elsewhere_is_in_it(county: County) -> None:
    post(county, "陈国平", "安平苑")
    assert member(county, "陈国平", problem(new_plan(county))) is not None


def test_the_file_is_the_same_twice(county: County) -> None:
    crew(county)
    plan = new_plan(county)
    assert problem(plan) == problem(plan)
