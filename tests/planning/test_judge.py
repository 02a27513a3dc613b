"""Every value of a problem file is judged; a fault says where, what was expected, what stands there."""

from __future__ import annotations

from datetime import date

import pytest

from yixian.planning.judge import Judge, entries, quote


@pytest.fixture
def judge() -> Judge:
    return Judge()


def said(judge: Judge) -> list[str]:
    return [str(fault) for fault in judge.faults]


def test_it_works(judge: Judge) -> None:
    assert judge.whole("posts[0]", "people", 2) == 2
    assert judge.whole("posts[1]", "people", "2") == 0
    assert said(judge) == ['posts[1]: people: expected a whole number, 0 or more, got "2"']


@pytest.mark.parametrize("value", [True, 1.5, None, -1, 11, "1", [1]])
def test_a_whole_number_is_within_its_limits(judge: Judge, value: object) -> None:
    assert judge.whole("p", "days", value, least=1, most=10) == 1
    assert "a whole number, 1 to 10" in said(judge)[0]


@pytest.mark.parametrize("value", [True, float("nan"), float("inf"), None, "1.5", 2.5])
def test_a_number_is_finite_and_within_its_limits(judge: Judge, value: object) -> None:
    assert judge.number("p", "share", value, least=0, most=2) == 1.0
    assert len(judge.faults) == 1


@pytest.mark.parametrize(("value", "minutes"), [(8, 480), (7.5, 450), (0, 0), (744, 44_640)])
def test_hours_become_minutes(judge: Judge, value: float, minutes: int) -> None:
    assert judge.hours("p", "rest", value) == minutes
    assert not judge.faults


@pytest.mark.parametrize("value", [-1, 745, "8", True, None])
def test_what_is_no_hours_is_refused(judge: Judge, value: object) -> None:
    assert judge.hours("p", "rest", value) == 0
    assert len(judge.faults) == 1


@pytest.mark.parametrize(("value", "minutes"), [("00:00", 0), ("08:30", 510), ("23:59", 1439)])
def test_a_clock_becomes_minutes_after_midnight(judge: Judge, value: str, minutes: int) -> None:
    assert judge.clock("p", "start", value) == minutes


@pytest.mark.parametrize("value", ["24:00", "8:30", "08:60", 830, None, "08:30 "])
def test_what_is_no_clock_is_refused(judge: Judge, value: object) -> None:
    assert judge.clock("p", "start", value) == 0
    assert said(judge)[0].startswith("p: start: expected HH:MM")


def test_a_day_is_written_as_a_date(judge: Judge) -> None:
    assert judge.day("p", "start", "2020-02-13") == date(2020, 2, 13)
    for wrong in ("2020-02-31", "13.2.2020", None, 20200213):
        assert judge.day("p", "start", wrong) == date.min
    assert len(judge.faults) == 4


@pytest.mark.parametrize("value", ["", "  ", None, 5])
def test_a_text_says_something(judge: Judge, value: object) -> None:
    assert judge.text("p", "id", value) == ""
    assert len(judge.faults) == 1


def test_a_claim_is_true_or_false_and_not_one_or_zero(judge: Judge) -> None:
    assert judge.claim("p", "leader", True) is True
    assert judge.claim("p", "leader", 1) is False
    assert len(judge.faults) == 1


def test_rows_and_pairs_have_their_length(judge: Judge) -> None:
    assert judge.row("p", [1, "N"], "day, shift") == [1, "N"]
    assert judge.pair("p", ["a", 2], "post, minutes") == ("a", 2)
    assert judge.row("p", [1], "day, shift") is None
    assert judge.pair("p", {"a": 2}, "post, minutes") is None
    assert [fault.expected for fault in judge.faults] == ["[day, shift]", "[post, minutes]"]


def test_a_misspelt_key_is_a_fault_and_another_key_is_information(judge: Judge) -> None:
    judge.table("people[3]", {"id": "x", "leadr": True, "colour": "red"}, ("id", "leader"))
    assert said(judge) == ['people[3]: key: expected leader, got "leadr"']
    assert judge.table("people[4]", [], ("id",)) == {}


def test_an_unknown_id_proposes_the_nearest(judge: Judge) -> None:
    assert judge.index("p", "post", "P001", {"P001": 7}) == 7
    assert judge.index("p", "post", "P0O1", {"P001": 7}) is None
    assert "did you mean P001?" in said(judge)[0]


def test_ids_are_there_and_their_own(judge: Judge) -> None:
    found = judge.ids("people", [{"id": "a"}, {"id": "a"}, {}, 5])
    assert found["a"] == 0 and len(found) == 4
    assert len(judge.faults) == 3
    assert judge.ids("people", []) == {}
    assert "a list with entries" in said(judge)[-1]


def test_what_is_no_list_of_objects_has_empty_entries() -> None:
    assert entries([{"id": 1}, 5]) == [{"id": 1}, {}]
    assert entries("people") == []


def test_a_long_value_is_quoted_in_short() -> None:
    assert quote("x" * 500).endswith("…") and len(quote("x" * 500)) == 60
    assert quote({1, 2}).startswith('"{')
