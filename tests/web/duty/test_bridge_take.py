"""Facts into a problem."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import DAY, EVENING, County
from tests.web.duty.rosters import at, cells, new_plan, person, problem, task
from yixian.web.register.models import PersonCondition, PersonNumber
from yixian.web.tasks.models import TaskState

NIGHTS = {(day, "night") for day in range(3)}
TODAY_BEGUN = {(0, "early"), (0, "late")}


def test_it_works(county: County) -> None:
    rows = problem(new_plan(county))
    assert (rows["format"], rows["start"], rows["days"]) == ("yixian-roster/1", "2020-02-13", 3)
    assert [post["id"] for post in rows["posts"]] == ["0001", "0002", "0003", "0004"]
    assert ["0001", 0, "night", 2, 1] in rows["needs"]
    assert ["0002", 1, "early", 1, 0] in rows["needs"]
    wang = person(county, "王建军", rows)
    assert wang and wang["leader"] and wang["home_post"] == "0001"


def test_a_shift_that_has_begun_is_no_longer_planned(county: County) -> None:
    rows = problem(new_plan(county))
    assert not [need for need in rows["needs"] if need[1] == 0 and need[2] != "night"]
    assert all(cells(row) >= TODAY_BEGUN for row in rows["people"])


def test_a_post_needs_nobody_in_a_shift_without_people(county: County) -> None:
    rows = problem(new_plan(county))
    assert not [need for need in rows["needs"] if need[0] == "0002" and need[2] == "night"]


def test_another_township_is_not_in_it(county: County) -> None:
    rows = problem(new_plan(county))
    assert person(county, "陈国平", rows) is None


def test_the_county_plan_holds_everybody(county: County) -> None:
    rows = problem(new_plan(county, "临溪县"))
    assert len(rows["people"]) == 8
    assert len(rows["posts"]) == 5


def test_nobody_is_sent_across_the_border_of_a_township(county: County) -> None:
    rows = problem(new_plan(county, "临溪县"))
    chen = person(county, "陈国平", rows)
    assert chen and [post for post, _ in chen["posts"]] == ["0005"]


def test_without_a_post_the_nearest_one_is_his_own(county: County) -> None:
    rows = problem(new_plan(county))
    li = person(county, "李婉宁", rows)
    assert li and li["home_post"] == "0001"
    minutes = [far for _, far in li["posts"]]
    assert minutes == sorted(minutes) and len(minutes) <= 4 and minutes[-1] <= 40


def test_pregnant_for_seven_months_stands_no_night(county: County) -> None:
    rows = problem(new_plan(county))
    assert cells(person(county, "赵秀英", rows)) == NIGHTS | TODAY_BEGUN


def test_pregnant_for_less_may_stand_a_night(county: County) -> None:
    PersonCondition.objects.unscoped("test").update(since_on=DAY - timedelta(weeks=20))
    assert cells(person(county, "赵秀英", problem(new_plan(county)))) == TODAY_BEGUN


def test_weeks_count_on_within_the_roster(county: County) -> None:
    PersonCondition.objects.unscoped("test").update(since_on=DAY - timedelta(weeks=28) + timedelta(days=2))
    assert cells(person(county, "赵秀英", problem(new_plan(county)))) == TODAY_BEGUN | {(2, "night")}


@pytest.mark.parametrize("kind", ["ill", "under_observation"])
def test_the_ill_and_the_observed_stand_nothing_until_they_may(county: County, kind: str) -> None:
    PersonCondition.objects.create(
        person=county.people["于倩"], kind=kind, since_on=DAY, until_on=DAY + timedelta(days=1), recorded_at=EVENING
    )
    closed = cells(person(county, "于倩", problem(new_plan(county))))
    assert {day for day, _ in closed} == {0, 1}


def test_nursing_stands_no_night_for_a_year(county: County) -> None:
    PersonCondition.objects.create(
        person=county.people["于倩"], kind="nursing", since_on=DAY - timedelta(days=300), recorded_at=EVENING
    )
    assert cells(person(county, "于倩", problem(new_plan(county)))) == NIGHTS | TODAY_BEGUN


def test_under_sixteen_stands_nothing_and_under_eighteen_leads_nobody(county: County) -> None:
    numbers = PersonNumber.objects.unscoped("test")
    numbers.filter(person=county.people["于倩"]).update(born_on=DAY.replace(year=2005))
    numbers.filter(person=county.people["王建军"]).update(born_on=DAY.replace(year=2003))
    rows = problem(new_plan(county))
    assert len(cells(person(county, "于倩", rows))) == 9
    wang = person(county, "王建军", rows)
    assert wang and not wang["leader"] and cells(wang) == TODAY_BEGUN


def test_who_has_not_arrived_is_not_asked(county: County) -> None:
    county.people["于倩"].arrives_on = DAY + timedelta(days=2)
    county.people["于倩"].save(update_fields=["arrives_on"])
    closed = cells(person(county, "于倩", problem(new_plan(county))))
    assert {day for day, _ in closed} == {0, 1}


def test_who_has_left_is_not_in_it(county: County) -> None:
    county.people["于倩"].is_active = False
    county.people["于倩"].save(update_fields=["is_active"])
    assert person(county, "于倩", problem(new_plan(county))) is None


def test_a_volunteer_keeps_his_own_limit(county: County) -> None:
    kai = person(county, "周凯", problem(new_plan(county)))
    assert kai and kai["max_shifts_week"] == 3


def test_past_nights_are_carried_over(county: County) -> None:
    for days in (3, 5, 40):
        task(county, "于倩", "安平苑东门", DAY - timedelta(days=days), "night", state=TaskState.DONE)
    yu = person(county, "于倩", problem(new_plan(county)))
    # 10 February was a Monday and 8 February a Saturday; forty days ago is forgotten.
    assert yu and (yu["nights_before"], yu["weekends_before"]) == (2, 1)


def test_who_never_came_has_not_worked(county: County) -> None:
    task(county, "于倩", "安平苑东门", DAY - timedelta(days=3), "night", late_at=EVENING)
    yu = person(county, "于倩", problem(new_plan(county)))
    assert yu and yu["nights_before"] == 0


def test_the_night_before_closes_the_morning_after(county: County) -> None:
    task(county, "于倩", "安平苑东门", DAY, "night", state=TaskState.DONE)
    plan = new_plan(county, starts_on=DAY + timedelta(days=1), facts_at=at(1, 0))
    closed = cells(person(county, "于倩", problem(plan)))
    # Three more nights would make four in a row: the planner is told of this one and counts on.
    assert {shift for day, shift in closed if day == 0} >= {"early", "late"}
    assert [cell for cell in closed if cell[1] == "night"] == []
    told = person(county, "于倩", problem(plan))
    assert (told["days_in_row_before"], told["nights_in_row_before"]) == (1, 1)


def test_after_six_days_in_a_row_the_next_is_free(county: County) -> None:
    for days in range(1, 7):
        task(county, "于倩", "安平苑东门", DAY - timedelta(days=days), "early", state=TaskState.DONE)
    told = person(county, "于倩", problem(new_plan(county, facts_at=at(0, 0))))
    # The planner counts on from six, so the first day cannot be hers.
    assert told["days_in_row_before"] == 6


def test_what_is_left_of_the_week_is_all_that_is_asked(county: County) -> None:
    # Monday to Wednesday are done, Thursday is day 0: 48 hours leave three of the four days to Sunday.
    for days in (1, 2, 3):
        task(county, "于倩", "安平苑东门", DAY - timedelta(days=days), "early", state=TaskState.DONE)
    closed = cells(person(county, "于倩", problem(new_plan(county, days=5, facts_at=at(0, 0)))))
    whole = [day for day in range(5) if {(day, "early"), (day, "late"), (day, "night")} <= closed]
    assert len(whole) == 1 and whole[0] < 4


def test_who_is_on_another_published_duty_is_not_asked_twice(county: County) -> None:
    task(county, "于倩", "粮站家属院门", DAY + timedelta(days=1), "late")
    closed = cells(person(county, "于倩", problem(new_plan(county))))
    assert {(1, "early"), (1, "late"), (1, "night"), (2, "early")} <= closed
    assert (2, "late") not in closed


def test_a_shift_that_was_refused_is_not_asked_again(county: County) -> None:
    task(county, "于倩", "安平苑东门", DAY + timedelta(days=1), "late", state=TaskState.REFUSED)
    assert cells(person(county, "于倩", problem(new_plan(county)))) == TODAY_BEGUN | {(1, "late")}


def test_what_people_were_told_is_published(county: County) -> None:
    task(county, "于倩", "安平苑东门", DAY + timedelta(days=1), "late")
    rows = problem(new_plan(county))
    assert rows["published"] == [[str(county.people["于倩"].pk), 1, "late", "0002"]]
    assert cells(person(county, "于倩", rows)) == TODAY_BEGUN


def test_a_guard_who_came_early_is_not_replaced(county: County) -> None:
    task(county, "王建军", "安平苑北门", DAY, "night", state=TaskState.STARTED, leads=True)
    rows = problem(new_plan(county))
    assert ["0001", 0, "night", 1, 0] in rows["needs"]
    assert (1, "early") in cells(person(county, "王建军", rows))


def test_the_file_is_the_same_twice(county: County) -> None:
    plan = new_plan(county)
    assert problem(plan) == problem(plan)
