"""Reading ``yixian-roster/1``: every key in its array, every fault at its path, all at once."""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest

from tests.planning.duty.little import ALL_FILES, example, little, with_person
from yixian.faults import BadInput, Fault
from yixian.planning.duty.problem import NO_LIMIT, OFF
from yixian.planning.duty.read import read_problem


def faults(value: Any) -> list[Fault]:
    """Return what is wrong with a problem."""
    with pytest.raises(BadInput) as caught:
        read_problem(value)
    return list(caught.value.faults)


def places(value: Any) -> list[tuple[str, str]]:
    """Return place and field of everything wrong."""
    return [(fault.place, fault.field) for fault in faults(value)]


def test_it_works() -> None:
    problem = read_problem(little())

    assert problem.person_ids[2] == "王秀"
    assert problem.need.shape == (2, 7, 3)
    assert problem.need[0, 0, 0] == 2
    assert problem.lead[0, 0, 0] == 1
    assert problem.need[1, 6, 2] == 0
    assert problem.starts_min.tolist() == [510, 930, 1350]
    assert problem.ends_min.tolist() == [930, 1350, 1950]
    assert problem.is_night.tolist() == [False, False, True]
    assert problem.away[4, 2].all()
    assert problem.away[4, 3].tolist() == [False, False, True]
    assert problem.wish[4, 4].tolist() == [15, 10, 10]
    assert problem.limits.week_min.tolist() == [2880, 2880, 2880, 2880, 1260]
    assert problem.limits.rest_min[0] == 660
    assert problem.limits.week_shifts[0] == NO_LIMIT
    assert problem.limits.no_nights.tolist() == [False, False, True, False, False]
    assert problem.reach[2].tolist() == [1, OFF]
    assert problem.nights_before[3] == 2


@pytest.mark.parametrize("name", ALL_FILES)
def test_every_example_is_read(name: str) -> None:
    problem = example(name)

    assert problem.need.sum() > 0
    assert len(problem.person_ids) == len(problem.leader) == len(problem.reach)


def test_a_longer_roster_allows_as_many_nights_again_per_fortnight() -> None:
    assert read_problem(little(days=14)).limits.nights[0] == 5
    assert read_problem(little(days=15)).limits.nights[0] == 10
    assert read_problem(little(days=28)).limits.nights[0] == 10


def test_a_roster_may_begin_on_any_day_of_the_week() -> None:
    problem = read_problem(little(start="2020-02-13"))

    assert problem.week_of.tolist() == [0, 0, 0, 0, 1, 1, 1]
    assert problem.is_weekend.tolist() == [False, False, True, True, False, False, False]


def test_a_shift_that_ends_at_midnight_is_no_night() -> None:
    shifts = [{"id": "D", "start": "08:00", "end": "16:00"}, {"id": "E", "start": "16:00", "end": "00:00"}]
    problem = read_problem(little(shifts=shifts, needs=[], people=little()["people"][:2]))

    assert problem.ends_min.tolist() == [960, 1440]
    assert not problem.is_night.any()


def test_pins_and_published_lines_become_rosters() -> None:
    problem = read_problem(little(pinned=[["高涛", 1, "N", "路口"]], published=[["何娟", 0, "D", "东门"]]))

    assert problem.pinned.shift[0, 1] == 2
    assert problem.pinned.post[0, 1] == 1
    assert problem.published is not None
    assert problem.published.post[1, 0] == 0
    assert problem.published.post[1, 1] == OFF


def test_own_limits_take_the_place_of_the_rules() -> None:
    own = {"min_rest_hours": 12.5, "max_days_in_row": 2, "max_nights_in_row": 1, "max_nights": 1}
    limits = read_problem(with_person(0, max_shifts_week=2, **own)).limits

    assert (limits.rest_min[0], limits.days_in_row[0], limits.nights_in_row[0]) == (750, 2, 1)
    assert (limits.nights[0], limits.week_shifts[0]) == (1, 2)
    assert limits.rest_min[1] == 660


def test_all_faults_come_at_once_with_their_paths() -> None:
    value = with_person(3, posts=[["西门", 5], ["路口", -2]], unavailable=[[9, "D"], [0, "X"]])
    value["weights"]["minute"] = math.nan
    value["needs"].append(["东门", 0, "D", 1, 0])
    value["people"][1]["id"] = "高涛"

    assert set(places(value)) == {
        ("people[3].posts[0]", "post"),
        ("people[3].posts[1]", "minutes"),
        ("people[3].unavailable[0]", "day"),
        ("people[3].unavailable[1]", "shift"),
        ("weights", "minute"),
        ("needs[2]", "slot"),
        ("people[1]", "id"),
    }


@pytest.mark.parametrize("value", [None, [], 3, "roster", {}, {"format": "yixian-roster/1"}])
def test_what_is_no_problem_is_refused(value: Any) -> None:
    assert faults(value)


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("format", "yixian-roster/9", "format"),
        ("days", 0, "days"),
        ("days", 7.5, "days"),
        ("days", True, "days"),
        ("start", "2020-02-30", "start"),
        ("start", 20200210, "start"),
        ("shifts", [], "shifts"),
        ("posts", [], "posts"),
        ("people", {}, "people"),
        ("needs", "none", "needs"),
        ("frozen_days", 8, "frozen_days"),
        ("pinned", 5, "pinned"),
        ("published", "no", "published"),
    ],
)
def test_a_wrong_top_level_value_is_named(key: str, value: Any, field: str) -> None:
    assert ("problem", field) in places(little(**{key: value}))


@pytest.mark.parametrize(
    ("key", "value", "place", "field"),
    [
        ("leader", "yes", "people[0]", "leader"),
        ("no_nights", 1, "people[0]", "no_nights"),
        ("home_post", "西门", "people[0]", "home_post"),
        ("posts", [["东门", 5], ["东门", 6]], "people[0].posts[1]", "post"),
        ("posts", [["东门"]], "people[0].posts[0]", "row"),
        ("posts", [[3, 5]], "people[0].posts[0]", "post"),
        ("posts", None, "people[0]", "posts"),
        ("unavailable", [[0]], "people[0].unavailable[0]", "row"),
        ("unavailable", "*", "people[0].unavailable", "rows"),
        ("wishes_off", [[0, "D", -1]], "people[0].wishes_off[0]", "weight"),
        ("wishes_off", [[-1, "D", 1]], "people[0].wishes_off[0]", "day"),
        ("nights_before", -1, "people[0]", "nights_before"),
        ("weekends_before", 1.5, "people[0]", "weekends_before"),
        ("max_hours_week", "48", "people[0]", "max_hours_week"),
        ("max_hours_week", math.inf, "people[0]", "max_hours_week"),
        ("max_nights", -1, "people[0]", "max_nights"),
        ("id", "", "people[0]", "id"),
        ("id", 7, "people[0]", "id"),
    ],
)
def test_a_wrong_value_of_a_person_is_named(key: str, value: Any, place: str, field: str) -> None:
    assert (place, field) in places(with_person(0, **{key: value}))


@pytest.mark.parametrize(
    "rule", ["min_rest_hours", "max_hours_week", "max_days_in_row", "max_nights_in_row", "max_nights"]
)
def test_a_rule_that_is_missing_is_not_guessed(rule: str) -> None:
    rules = little()["rules"]
    del rules[rule]

    assert ("rules", rule) in places(little(rules=rules))


def test_two_shifts_a_day_are_not_offered() -> None:
    rules = {**little()["rules"], "one_shift_per_day": False}

    assert ("rules", "one_shift_per_day") in places(little(rules=rules))


def test_a_misspelt_key_is_not_passed_over() -> None:
    found = faults(with_person(0, unavailible=[[0, "D"]]))

    assert [(fault.place, fault.expected) for fault in found] == [("people[0]", "unavailable")]


def test_keys_that_only_inform_are_passed_over() -> None:
    assert read_problem(with_person(0, kind="village", protect="nursing", phone="x"))


def test_the_nearest_id_is_proposed() -> None:
    value = little(needs=[["东门口", 0, "D", 1, 0]])

    assert "did you mean 东门?" in faults(value)[0].expected


@pytest.mark.parametrize("row", [["谁", 0, "D", "东门"], ["高涛", 7, "D", "东门"], ["高涛", 0, "D"], "高涛"])
def test_a_wrong_pin_is_named(row: Any) -> None:
    assert faults(little(pinned=[row]))[0].place == "pinned[0]"


def test_two_pins_of_a_person_on_one_day_are_refused() -> None:
    pins = [["高涛", 0, "D", "东门"], ["高涛", 0, "E", "东门"]]

    assert places(little(pinned=pins)) == [("pinned[1]", "day")]


@pytest.mark.parametrize("clock", ["24:00", "8:30", "0830", 830, None, "08:60"])
def test_a_time_is_written_with_four_digits(clock: Any) -> None:
    shifts = copy.deepcopy(little()["shifts"])
    shifts[0]["start"] = clock

    assert ("shifts[0]", "start") in places(little(shifts=shifts))


@pytest.mark.parametrize("key", ["posts", "people", "shifts"])
@pytest.mark.parametrize("entry", [None, 5, "x", []])
def test_an_entry_that_is_no_object_is_a_fault_and_no_crash(key: str, entry: Any) -> None:
    value = little()
    value[key].append(entry)

    assert any(fault.place.startswith(f"{key}[") for fault in faults(value))
