"""Values out of parsed JSON: every fault is noted, with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.faults import BadInput
from yixian.rules.cases.node import Node, parse_date, read

if TYPE_CHECKING:
    from datetime import date


def day_of(node: Node) -> date:
    return node.key("on").day()


def faults(data: object) -> list[str]:
    with pytest.raises(BadInput) as caught:
        read(data, "cases.json", ("on", "cases"), day_of)
    return [str(fault) for fault in caught.value.faults]


def node(value: object) -> Node:
    return Node(value, "cases.json[0]", "field", [])


def test_it_works() -> None:
    days = read([{"id": "G1", "on": "2020-03-09", "note": "welcome"}], "cases.json", ("on",), day_of)
    assert [str(day) for day in days] == ["2020-03-09"]


def test_no_cases_are_no_fault() -> None:
    assert read([], "cases.json", ("on",), day_of) == []


def test_all_faults_come_at_once_with_their_place() -> None:
    data = [{"id": "G1", "on": "2020-02-30"}, 7, {"on": None}, {"id": "G1", "on": "2020-03-09"}]
    assert faults(data) == [
        "cases.json: [1]: expected an object, got 7",
        "cases.json[2]: id: expected a text, got nothing",
        'cases.json[3]: id: expected an id that no other case has, got "G1"',
        'cases.json[0]: on: expected a date YYYY-MM-DD from 1900 to 2199, got "2020-02-30"',
        "cases.json[2]: on: expected a date YYYY-MM-DD from 1900 to 2199, got null",
    ]


@pytest.mark.parametrize("data", [{}, None, "text", 7, 1.5, True])
def test_a_file_that_is_no_list_is_refused(data: object) -> None:
    assert len(faults(data)) == 1


@pytest.mark.parametrize("key", ["", None, True, 1.5, [], {}, "\ud800", 10**40])
def test_an_id_is_a_text_or_a_whole_number(key: object) -> None:
    assert len(faults([{"id": key, "on": "2020-03-09"}])) == 1


def test_an_id_of_a_number_and_its_text_are_one() -> None:
    assert len(faults([{"id": 1, "on": "2020-03-09"}, {"id": "1", "on": "2020-03-09"}])) == 1


def test_a_misspelt_key_is_refused_with_the_right_one() -> None:
    data = [{"id": "G1", "on": "2020-03-09", "casse": []}]
    assert faults(data) == ["cases.json[0]: key: expected cases, got 'casse'"]


@pytest.mark.parametrize(
    "value", ["2020-2-3", "20200203", "2020-W09-1", "1899-12-31", "2200-01-01", "２０２０-02-03", 1]
)
def test_a_date_is_written_in_full(value: object) -> None:
    assert parse_date(value) is None


@pytest.mark.parametrize("value", [-0.5, 24.5, "8", True, None, float("inf"), float("nan"), 10**400, [8]])
def test_a_number_keeps_its_bounds(value: object) -> None:
    field = node(value)
    assert field.number(0, 24) == 0
    assert len(field.faults) == 1


@pytest.mark.parametrize(
    "value",
    ["2020-02-24 08:00", "2020-02-24T8:00", "2020-02-24T24:00", "2020-02-24T08:00Z", "2020-02-30T08:00", 8],
)
def test_a_wall_time_is_local_and_exists(value: object) -> None:
    field = node(value)
    field.wall_time()
    assert len(field.faults) == 1


@pytest.mark.parametrize("value", ["2020-02-24T08:00", "2020-02-24T08:00:00", "2020-02-24T08:00+08:00"])
def test_the_offset_of_china_changes_nothing(value: str) -> None:
    assert node(value).wall_time().isoformat() == "2020-02-24T08:00:00"


@pytest.mark.parametrize("value", [0, 1, "true", None])
def test_a_flag_is_true_or_false(value: object) -> None:
    field = node(value)
    assert field.flag() is False
    assert len(field.faults) == 1


def test_a_long_value_is_quoted_in_part() -> None:
    field = node("长" * 1000)
    field.day()
    assert len(str(field.faults[0])) < 150


def test_a_container_is_quoted_by_its_size() -> None:
    field = node([[[]]])
    field.day()
    assert field.faults[0].got == "a list of 1"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "on", "x"]), inner),
    max_leaves=12,
)


@given(JSON)
def test_no_json_breaks_it(data: Any) -> None:
    try:
        read(data, "cases.json", ("on",), day_of)
    except BadInput as bad:
        assert bad.faults
