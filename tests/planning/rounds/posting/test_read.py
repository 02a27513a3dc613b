"""Reading ``yixian-posting/1``: every key in its array, every fault at its path, all at once."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.planning.rounds.posting.brute import minutes_between
from tests.planning.rounds.posting.little import LITTLE, example, little, with_entry
from yixian.faults import BadInput, Fault
from yixian.planning.rounds.posting.problem import NOWHERE
from yixian.planning.rounds.posting.read import read_problem


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

    assert problem.compound_ids == ("东苑", "西苑", "南山")
    assert problem.skill_ids == ("宣传", "排查")
    assert problem.need.tolist() == [3, 2, 2]
    assert problem.wanted.tolist() == [[1, 1], [1, 0], [0, 1]]
    assert problem.unit.tolist() == [0, 0, 0, 1, 1, 1, 0]
    assert problem.has[1].tolist() == [True, True]
    assert problem.near_home.tolist() == [False, True, False, False, False, True, False]
    assert problem.travel_min[0].tolist() == [2, 12, 40]
    assert problem.free.all()
    assert not problem.barred.any()
    assert (problem.pinned == NOWHERE).all()
    assert problem.published is None


@pytest.mark.parametrize("name", ["small_1", "county_1"])
def test_every_example_is_read(name: str) -> None:
    problem = example(name)

    assert problem.need.sum() == len(problem.person_ids)


def test_begun_minutes_count_as_the_readme_says() -> None:
    problem = read_problem(little())
    for p, person in enumerate(LITTLE["staff"]):
        for c, compound in enumerate(LITTLE["compounds"]):
            assert problem.travel_min[p, c] == minutes_between(LITTLE, person, compound)


def test_wishes_and_bars_become_arrays() -> None:
    value = with_entry("staff", 2, available=False, absence="产假", barred=["西苑"])
    value |= {"pinned": [["高涛", "南山"]], "published": [["何娟", "东苑"]]}
    value["weights"]["changed"] = 30
    problem = read_problem(value)

    assert not problem.free[2]
    assert problem.absence[2] == "产假"
    assert problem.barred[2].tolist() == [False, True, False]
    assert problem.pinned[0] == 2
    assert problem.published is not None
    assert problem.published.tolist() == [-1, 0, -1, -1, -1, -1, -1]


def test_all_faults_come_at_once_with_their_paths() -> None:
    value = with_entry("staff", 3, unit="水务", skills=[5], x="far")
    value["weights"]["minute"] = math.nan
    value["compounds"][1]["need"] = -1
    value["compounds"][2]["id"] = "东苑"
    value["pinned"] = [["谁", "东苑"]]

    assert set(places(value)) == {
        ("staff[3]", "unit"),
        ("staff[3].skills[0]", "skill"),
        ("staff[3]", "x"),
        ("weights", "minute"),
        ("compounds[1]", "need"),
        ("compounds[2]", "id"),
        ("pinned[0]", "person"),
    }


@pytest.mark.parametrize("value", [None, [], 3, "posting", {}, {"format": "yixian-posting/1"}])
def test_what_is_no_problem_is_refused(value: Any) -> None:
    assert faults(value)


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("format", "yixian-posting/9", "format"),
        ("compounds", [], "compounds"),
        ("units", {}, "units"),
        ("staff", None, "staff"),
        ("speed_m_per_min", 0, "speed_m_per_min"),
        ("speed_m_per_min", True, "speed_m_per_min"),
        ("near_home_minutes", "20", "near_home_minutes"),
        ("pinned", 5, "pinned"),
        ("published", "no", "published"),
    ],
)
def test_a_wrong_top_level_value_is_named(key: str, value: Any, field: str) -> None:
    assert ("problem", field) in places(little(**{key: value}))


@pytest.mark.parametrize(
    ("key", "value", "place", "field"),
    [
        ("x", math.inf, "staff[0]", "x"),
        ("y", None, "staff[0]", "y"),
        ("skills", "宣传", "staff[0]", "skills"),
        ("near_home_only", 1, "staff[0]", "near_home_only"),
        ("available", "yes", "staff[0]", "available"),
        ("barred", ["北苑"], "staff[0].barred[0]", "compound"),
        ("barred", "*", "staff[0]", "barred"),
        ("unit", 3, "staff[0]", "unit"),
        ("id", "", "staff[0]", "id"),
    ],
)
def test_a_wrong_value_of_a_person_is_named(key: str, value: Any, place: str, field: str) -> None:
    assert (place, field) in places(with_entry("staff", 0, **{key: value}))


@pytest.mark.parametrize(
    ("key", "value", "place", "field"),
    [
        ("need", 2.5, "compounds[0]", "need"),
        ("need", 100, "compounds[0]", "need"),
        ("skills", ["宣传"], "compounds[0]", "skills"),
        ("skills", {"宣传": "one"}, "compounds[0].skills", "宣传"),
        ("skills", {f"技能{k}": 1 for k in range(7)}, "compounds[0]", "skills"),
        ("x", "0", "compounds[0]", "x"),
    ],
)
def test_a_wrong_value_of_a_compound_is_named(key: str, value: Any, place: str, field: str) -> None:
    assert (place, field) in places(with_entry("compounds", 0, **{key: value}))


def test_what_is_published_asks_for_the_price_of_a_change() -> None:
    assert ("weights", "changed") in places(little(published=[]))


def test_a_misspelt_key_is_not_passed_over() -> None:
    found = faults(with_entry("staff", 0, near_home_onyl=True))

    assert [(fault.place, fault.expected) for fault in found] == [("staff[0]", "near_home_only")]


def test_the_nearest_id_is_proposed() -> None:
    assert "did you mean 教育局?" in faults(with_entry("staff", 0, unit="教育"))[0].expected


@pytest.mark.parametrize("row", [["谁", "东苑"], ["高涛", "北苑"], ["高涛"], "高涛", None])
def test_a_wrong_pin_is_named(row: Any) -> None:
    assert faults(little(pinned=[row]))[0].place == "pinned[0]"


def test_two_pins_of_a_person_are_refused() -> None:
    assert places(little(pinned=[["高涛", "东苑"], ["高涛", "西苑"]])) == [("pinned[1]", "person")]


@pytest.mark.parametrize("key", ["compounds", "units", "staff"])
@pytest.mark.parametrize("entry", [None, 5, "x", []])
def test_an_entry_that_is_no_object_is_one_fault_and_no_crash(key: str, entry: Any) -> None:
    value = little()
    value[key].append(entry)

    assert [fault.place for fault in faults(value)] == [f"{key}[{len(value[key]) - 1}]"]
