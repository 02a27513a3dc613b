"""Judging values one by one: the value or a harmless stand-in, and a fault that tells where and what."""

from __future__ import annotations

from typing import Any

import pytest

from yixian.faults import BadInput
from yixian.planning.supplies.judge import MOST, Judge, quote


def fault_of(judge: Judge) -> str:
    """Return the only fault noted."""
    (fault,) = judge.faults
    return str(fault)


def test_it_works() -> None:
    judge = Judge()

    assert judge.whole("nodes[0]", "supply", 5) == 5
    assert judge.number("litres", "甲", 2.5) == 2.5
    assert judge.name("nodes[0]", "store", "县库") == "县库"
    judge.settle()


@pytest.mark.parametrize("value", [0, 1, 7, 7.0, MOST])
def test_whole_numbers(value: Any) -> None:
    judge = Judge()

    assert judge.whole("p", "f", value) == int(value)
    assert judge.faults == []


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (-1, "p: f: expected a whole number, 0 or more, got -1"),
        (2.5, "p: f: expected a whole number, 0 or more, got 2.5"),
        ("5", 'p: f: expected a whole number, 0 or more, got "5"'),
        (None, "p: f: expected a whole number, 0 or more, got null"),
        (True, "p: f: expected a whole number, 0 or more, got true"),
        ([], "p: f: expected a whole number, 0 or more, got []"),
        (10**17, "p: f: expected a whole number, 0 to 9000000000000000, got 100000000000000000"),
        (1e300, "p: f: expected a whole number, 0 to 9000000000000000"),
    ],
)
def test_what_is_no_whole_number(value: Any, fault: str) -> None:
    judge = Judge()

    assert judge.whole("p", "f", value) == 0
    assert fault_of(judge).startswith(fault)


@pytest.mark.parametrize(("value", "stand_in"), [(0, 1), (8, 1), (1, 1), (7, 7)])
def test_limits_of_whole_numbers(value: int, stand_in: int) -> None:
    judge = Judge()

    assert judge.whole("p", "f", value, least=1, most=7) == stand_in
    assert [str(fault) for fault in judge.faults] == (
        [] if 1 <= value <= 7 else [f"p: f: expected a whole number, 1 to 7, got {value}"]
    )


@pytest.mark.parametrize("value", [-0.5, "1", None, True, [], float("inf"), 1e300])
def test_what_is_no_number(value: Any) -> None:
    judge = Judge()

    assert judge.number("p", "f", value) == 0.0
    assert fault_of(judge).startswith("p: f: expected a number, 0 or more, got ")


@pytest.mark.parametrize(
    ("value", "numbers", "faults"),
    [
        ([1, 2.5], [1.0, 2.5], []),
        ([1], [0.0, 0.0], ["p: f: expected 2 numbers, got 1"]),
        (None, [0.0, 0.0], ["p: f: expected a list, got null", "p: f: expected 2 numbers, got 0"]),
        ([1, "x"], [1.0, 0.0], ['p.f[1]: number: expected a number, 0 or more, got "x"']),
    ],
)
def test_lists_of_numbers(value: Any, numbers: list[float], faults: list[str]) -> None:
    judge = Judge()

    assert judge.numbers("p", "f", value, 2) == numbers
    assert [str(fault) for fault in judge.faults] == faults


@pytest.mark.parametrize("value", ["县库", "0", 0, 17, -3])
def test_names(value: Any) -> None:
    judge = Judge()

    assert judge.name("p", "f", value) == value
    assert judge.faults == []


@pytest.mark.parametrize("value", ["", "   ", None, 1.5, True, [], {}])
def test_what_is_no_name(value: Any) -> None:
    judge = Judge()

    assert judge.name("p", "f", value) == 0
    assert fault_of(judge).startswith("p: f: expected a name or a number, got ")


@pytest.mark.parametrize("value", [None, {}, "abc", 5])
def test_what_is_no_list(value: Any) -> None:
    judge = Judge()

    assert judge.items("p", "f", value) == []
    assert fault_of(judge).startswith("p: f: expected a list, got ")


@pytest.mark.parametrize("value", [None, [], "abc", 5])
def test_what_is_no_object(value: Any) -> None:
    judge = Judge()

    assert judge.table("p", value, ("arcs",)) == {}
    assert fault_of(judge).startswith("p: entry: expected an object, got ")


@pytest.mark.parametrize(
    ("key", "meant"), [("arc", "arcs"), ("ARCS", "arcs"), ("suply", "supply"), ("Supply", "supply")]
)
def test_a_misspelt_key_is_named(key: str, meant: str) -> None:
    judge = Judge()

    judge.table("p", {key: 1}, ("arcs", "supply"))

    assert fault_of(judge) == f'p: key: expected {meant}, got "{key}"'


@pytest.mark.parametrize("key", ["remark", "arcs", "contact"])
def test_other_keys_are_information(key: str) -> None:
    judge = Judge()

    assert judge.table("p", {key: 1}, ("arcs", "supply")) == {key: 1}
    assert judge.faults == []


def test_all_faults_are_raised_together() -> None:
    judge = Judge()
    judge.refuse("a", "f", "one thing", 1)
    judge.refuse("b", "g", "another", "x")

    with pytest.raises(BadInput) as caught:
        judge.settle()

    assert [fault.place for fault in caught.value.faults] == ["a", "b"]


@pytest.mark.parametrize(
    ("value", "quoted"), [("县", '"县"'), (None, "null"), ([1, 2], "[1, 2]"), ("x" * 99, '"' + "x" * 58 + "…")]
)
def test_what_stood_there_is_quoted_short(value: Any, quoted: str) -> None:
    assert quote(value) == quoted
