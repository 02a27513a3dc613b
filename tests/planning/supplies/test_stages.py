"""The order of stages, as staff write it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yixian.planning.supplies.judge import Judge
from yixian.planning.supplies.stages import default_stages, read_stages, write_stages


def read(value: Any, n_tiers: int = 2) -> tuple[list[list[int]], list[str]]:
    """Return the stage of each part and tier, and the faults."""
    judge = Judge()
    stages: list[list[int]] = read_stages(judge, value, n_tiers).tolist()
    return stages, [str(fault) for fault in judge.faults]


def test_it_works() -> None:
    assert read(["min0", "min1", "rest0", "rest1"]) == ([[0, 1], [2, 3]], [])


@pytest.mark.parametrize("n_tiers", [1, 2, 5])
def test_by_default_minimums_come_before_rests(n_tiers: int) -> None:
    names = [f"{part}{tier}" for part in ("min", "rest") for tier in range(n_tiers)]

    assert write_stages(default_stages(n_tiers)) == names
    assert read(names, n_tiers)[0] == default_stages(n_tiers).tolist()


@pytest.mark.parametrize(
    ("value", "stages"),
    [
        (["min0", "rest0", "min1", "rest1"], [[0, 2], [1, 3]]),
        (["min0+min1", "rest0+rest1"], [[0, 0], [1, 1]]),
        (["min0+min1+rest0+rest1"], [[0, 0], [0, 0]]),
        (["min1", "rest1", "min0", "rest0"], [[2, 0], [3, 1]]),
        ([" min0 + min1 ", "rest1", " rest 0"], [[0, 0], [2, 1]]),
    ],
)
def test_staff_choose_the_order(value: list[str], stages: list[list[int]]) -> None:
    assert read(value) == (stages, [])


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ([], "problem: stages: expected all parts, also min0, min1, rest0, rest1"),
        (["min0"], "problem: stages: expected all parts, also min1, rest0, rest1"),
        (["min0", "min1", "rest0", "rest1", "min0"], "stages[4]: stage: expected each part once, stages[0] has it"),
        (["min0+min0", "min1", "rest0", "rest1"], "stages[0]: stage: expected each part once, stages[0] has it"),
        (["min0", "min2", "rest0", "rest1"], "stages[1]: stage: expected min0 to rest1, joined by +"),
        (["min0", "", "rest0", "rest1"], "stages[1]: stage: expected min0 to rest1, joined by +"),
        (["min0", None, "rest0", "rest1"], "stages[1]: stage: expected min0 to rest1, joined by +"),
        (["最低0", "min1", "rest0", "rest1"], "stages[0]: stage: expected min0 to rest1, joined by +"),
        (["rest0", "min0", "min1", "rest1"], "problem: stages: expected min0 no later than rest0"),
        (["min0", "rest1", "rest0", "min1"], "problem: stages: expected min1 no later than rest1"),
        ("min0", "problem: stages: expected a list"),
        (None, "problem: stages: expected a list"),
    ],
)
def test_a_fault_is_named_with_its_place(value: Any, fault: str) -> None:
    assert any(line.startswith(fault) for line in read(value)[1]), read(value)[1]


def test_all_faults_come_at_once() -> None:
    assert len(read(["min0", "min9", "min0"])[1]) == 3


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.integers(1, 4), st.data())
def test_what_is_written_is_read_again(n_tiers: int, data: st.DataObject) -> None:
    rests = data.draw(st.permutations([f"rest{t}" for t in range(n_tiers)]))
    names = [*data.draw(st.permutations([f"min{t}" for t in range(n_tiers)])), *rests]
    joined = [names[0]]
    for name in names[1:]:
        if data.draw(st.booleans()):
            joined[-1] += f"+{name}"
        else:
            joined.append(name)
    stages, faults = read(joined, n_tiers)

    assert faults == []
    judge = Judge()
    assert read_stages(judge, write_stages(read_stages(judge, joined, n_tiers)), n_tiers).tolist() == stages
