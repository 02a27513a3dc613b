"""Which step is told next, and when."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.county import NIGHT
from yixian.web.duty.no_shows.steps import LAST, Patience, Told, next_step

PATIENCE = Patience({1: 10, 2: 10, 3: 10}, stands_min=20)


def at(minutes: int) -> datetime:
    return NIGHT + timedelta(minutes=minutes)


def told(*due: int, answered: dict[int, int] | None = None, empty: tuple[int, ...] = ()) -> list[Told]:
    answers = answered or {}
    return [
        Told(level, at(minute), level not in empty, at(answers[level]) if level in answers else None)
        for level, minute in enumerate(due, 1)
    ]


def test_it_works() -> None:
    assert next_step(at(0), [], PATIENCE) == (1, at(0))
    assert next_step(at(0), told(0), PATIENCE) == (2, at(10))
    assert next_step(at(0), told(0, 10), PATIENCE) == (3, at(20))
    assert next_step(at(0), told(0, 10, 20), PATIENCE) == (4, at(30))
    assert next_step(at(0), told(0, 10, 20, 30), PATIENCE) is None


def test_an_answer_holds_the_next_step_back() -> None:
    assert next_step(at(0), told(0, answered={1: 4}), PATIENCE) == (2, at(24))


def test_an_early_answer_never_makes_the_next_step_sooner() -> None:
    slow = Patience({1: 60, 2: 10, 3: 10}, stands_min=5)
    assert next_step(at(0), told(0, answered={1: 1}), slow) == (2, at(60))


def test_the_last_answer_counts() -> None:
    assert next_step(at(0), told(0, 24, answered={1: 4, 2: 30}), PATIENCE) == (3, at(50))


def test_a_step_that_nobody_holds_is_not_waited_for() -> None:
    assert next_step(at(0), told(0, 0, empty=(1, 2)), PATIENCE) == (3, at(0))


@given(
    waits=st.lists(st.integers(0, 60), min_size=3, max_size=3),
    stands=st.integers(0, 60),
    ticks=st.lists(st.integers(0, 300), max_size=12),
)
def test_whenever_the_worker_runs_the_same_steps_are_due_at_the_same_times(
    waits: list[int], stands: int, ticks: list[int]
) -> None:
    patience = Patience(dict(enumerate(waits, 1)), stands)

    def run(moments: list[int]) -> list[tuple[int, datetime]]:
        said: list[Told] = []
        for moment in sorted(moments):
            while (step := next_step(at(0), said, patience)) is not None and step[1] <= at(moment):
                said.append(Told(*step, has_people=True))
        return [(step.level, step.due_at) for step in said]

    assert run([*ticks, 300]) == run(list(range(301)))
    assert [level for level, _due in run([300])] == list(range(1, LAST + 1))
