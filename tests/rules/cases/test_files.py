"""Case files of each rule: what is read, and what is refused with which place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.faults import BadInput
from yixian.rules.cases.duty import read_duties
from yixian.rules.cases.grading import read_areas
from yixian.rules.cases.observation import read_observed
from yixian.rules.cases.pairs import read_pairs

if TYPE_CHECKING:
    from collections.abc import Callable

DUTY = {"id": "D1", "person": {"age": 30}, "start": "2020-02-24T08:00", "end": "2020-02-24T16:00"}


def places(read: Callable[[Any, str], object], case: dict[str, Any]) -> list[str]:
    with pytest.raises(BadInput) as caught:
        read([case], "f")
    return [f"{fault.place} {fault.field}" for fault in caught.value.faults]


def events(*rows: list[Any]) -> dict[str, Any]:
    return {"id": "O1", "on": "2020-02-07", "events": list(rows)}


def test_it_works() -> None:
    [area] = read_areas([{"id": 1, "on": "2020-03-09", "cases": [["2020-03-01", " 户A "], ["2020-03-02", None]]}], "f")
    assert area.id == 1
    assert [case.place for case in area.cases] == ["户A", ""]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("2020-03-01", "f[0].cases [0]"),
        (["2020-03-01"], "f[0].cases [0]"),
        (["2020-03-01", "", ""], "f[0].cases [0]"),
        (["2020-03", ""], "f[0].cases[0] [0]"),
        (["2020-03-01", ["户A"]], "f[0].cases[0] [1]"),
    ],
)
def test_a_case_is_a_date_and_a_place(case: object, expected: str) -> None:
    assert places(read_areas, {"id": "G1", "on": "2020-03-09", "cases": [case]}) == [expected]


def test_an_area_without_cases_must_say_so() -> None:
    assert places(read_areas, {"id": "G1", "on": "2020-03-09"}) == ["f[0] cases"]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (["2020-02-06", "temperature", "am", 36.5], "f[0].events[0] [1]"),
        (["2020-02-06", ["temp"], "am", 36.5], "f[0].events[0] [1]"),
        (["2020-02-06", "temp", "noon", 36.5], "f[0].events[0] [2]"),
        (["2020-02-06", "temp", "am", None], "f[0].events[0] [3]"),
        (["2020-02-06", "temp", "am", "36.5"], "f[0].events[0] [3]"),
        (["2020-02-06", "temp", "am", 365], "f[0].events[0] [3]"),
        (["2020-02-06", "temp", "am"], "f[0].events [0]"),
        (["06.02.2020", "arrival", "", None], "f[0].events[0] [0]"),
    ],
)
def test_an_event_that_cannot_be_read_is_refused(event: list[Any], expected: str) -> None:
    assert places(read_observed, events(event)) == [expected]


def test_a_symptom_answered_with_no_is_none() -> None:
    rows = [["2020-02-06", "symptom", "", answer] for answer in ("无", "否", "干咳")]
    [person] = read_observed([events(*rows)], "f")
    assert len(person.events) == 1


def test_unknown_facts_of_a_person_may_be_left_out_or_null() -> None:
    [duty] = read_duties([DUTY | {"person": {"age": None, "gest_weeks": 29}}], "f")
    assert (duty.person.age, duty.person.gest_weeks, duty.shift.hours_already) == (None, 29, 0)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"person": None}, ["f[0] person"]),
        ({"person": {"age": -1}}, ["f[0].person age"]),
        ({"person": {"age": "15"}}, ["f[0].person age"]),
        ({"person": {"symptomatic": 1}}, ["f[0].person symptomatic"]),
        ({"person": {"gest_week": 29}}, ["f[0].person key"]),
        ({"end": "2020-02-24T08:00"}, ["f[0] end"]),
        ({"end": "2020-02-24T06:00"}, ["f[0] end"]),
        ({"end": "later"}, ["f[0] end"]),
        ({"start": "early"}, ["f[0] start"]),
        ({"start": 8, "end": 16}, ["f[0] start", "f[0] end"]),
        ({"hours_already_that_day": 25}, ["f[0] hours_already_that_day"]),
    ],
)
def test_a_duty_that_cannot_be_read_is_refused(change: dict[str, Any], expected: list[str]) -> None:
    assert places(read_duties, DUTY | change) == expected


def test_a_duty_says_when() -> None:
    assert places(read_duties, {"id": "D1", "person": {}}) == ["f[0] start", "f[0] end"]


def test_numbers_of_a_record_may_be_numbers() -> None:
    [pair] = read_pairs([{"id": "P1", "a": {"phone": 13100000324}, "b": {"name": None}}], "f")
    assert (pair.a.phone, pair.b.name) == ("13100000324", "")


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({"id": "P1", "a": {}}, ["f[0] b"]),
        ({"id": "P1", "a": [], "b": {}}, ["f[0] a"]),
        ({"id": "P1", "a": {"name": 1.5}, "b": {"phon": ""}}, ["f[0].a name", "f[0].b key"]),
        ({"id": "P1", "a": {"id": 4.199e17}, "b": {}}, ["f[0].a id"]),
    ],
)
def test_a_pair_that_cannot_be_read_is_refused(case: dict[str, Any], expected: list[str]) -> None:
    assert places(read_pairs, case) == expected


KEYS = ["id", "on", "cases", "events", "person", "start", "end", "a", "b", "age", "name"]
LEAF = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.sampled_from(["", "2020-02-24", "2020-02-24T08:00", "temp", "am", "\ud800"])
)
VALUE = st.recursive(LEAF, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner))


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), VALUE), max_size=3))
def test_no_json_breaks_a_reader(data: list[Any]) -> None:
    for read in (read_areas, read_observed, read_duties, read_pairs):
        try:
            read(data, "f")
        except BadInput as bad:
            assert all(str(fault) for fault in bad.faults)
