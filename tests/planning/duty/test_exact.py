"""Small cases closed by a general solver: the same optimum, nothing on standard output."""

from __future__ import annotations

import numpy as np
import pytest

from tests.planning.duty.brute import least_cost
from tests.planning.duty.little import CLASHES, example, little, planned
from yixian.planning.duty.exact import close_gap, load, read_roster
from yixian.planning.duty.figures import count
from yixian.planning.duty.model import Model
from yixian.planning.duty.problem import empty_roster
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.search import Found
from yixian.planning.duty.standing import Standing
from yixian.planning.duty.world import build_world
from yixian.planning.stop import Stop, silent


@pytest.mark.parametrize("name", ["tiny_1", *CLASHES])
def test_it_works(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    problem = example(name)
    world = build_world(problem)
    nobody = Found(empty_roster(len(problem.person_ids), problem.n_days), 10**6)

    found = close_gap(world, nobody, Stop(time_limit_s=60.0), Standing(silent))

    assert found.cost == planned(name).cost == count(problem, found.roster).cost
    assert capfd.readouterr().out == ""


def test_pins_and_changes_are_in_the_model() -> None:
    value = little(
        days=2,
        needs=[],
        pinned=[["何娟", 1, "E", "路口"]],
        published=[["高涛", 0, "D", "东门"]],
        people=little()["people"][:2],
    )
    problem = read_problem(value)
    world = build_world(problem)
    nobody = Found(empty_roster(2, 2), 10**6)

    found = close_gap(world, nobody, Stop(time_limit_s=20.0), Standing(silent))

    assert found.cost == least_cost(problem)


def test_nothing_better_leaves_what_is_known() -> None:
    world = build_world(example("clash_hours"))
    best = Found(planned("clash_hours").roster, planned("clash_hours").cost)

    assert close_gap(world, best, Stop(time_limit_s=20.0), Standing(silent)) is best


def test_the_relaxed_model_is_no_higher_than_the_optimum() -> None:
    model = Model(build_world(example("tiny_1")))
    highs = load(model)
    highs.changeColsIntegrality(
        model.n_duties,
        np.arange(model.n_duties, dtype=np.int32),
        np.zeros(model.n_duties, dtype=np.uint8),
    )
    highs.run()

    assert 1870 < highs.getInfo().objective_function_value <= 1881


def test_no_solution_is_no_roster() -> None:
    world = build_world(example("clash_hours"))

    assert read_roster(world, Model(world), np.zeros(0)) is None
