"""What the checker says of a division: loads and bound of its own, each rule by name."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from tests.planning.rounds.screening.brute import least_longest
from tests.planning.rounds.screening.little import SHA, document, example, little, planned, town
from tests.planning.rounds.screening.test_random import problem_of
from yixian.planning.rounds.screening.bound import Town, best_prices
from yixian.planning.rounds.screening.check import check
from yixian.planning.rounds.screening.loads import load_of, pieces_of
from yixian.planning.rounds.screening.proof import Least
from yixian.planning.rounds.screening.read import read_problem
from yixian.planning.rounds.seal import seal_of

ROW = [["1栋", "2栋"], ["2栋", "3栋"], ["3栋", "4栋"], ["4栋", "7栋"], ["7栋", "6栋"], ["6栋", "5栋"]]


def faults(changes: dict[str, Any], name: str = "little") -> list[str]:
    """Return what the checker says of a sealed plan with some entries changed."""
    plan = {**document(name), **changes}
    return list(check(example(name), {**plan, "seal": seal_of(plan)}, SHA).faults)


def test_it_works() -> None:
    certificate = check(example("little"), document("little"), SHA)

    assert certificate.is_sound
    assert certificate.cost == planned("little").longest_s
    assert [(rule.code, rule.tested, rule.held) for rule in certificate.rules] == [
        ("once", 7, 7),
        ("one_piece", 2, 2),
        ("load", 2, 2),
    ]


def test_a_building_left_out_and_one_visited_twice_are_named() -> None:
    areas = document("little")["areas"]
    gone = areas[0][1].pop(0)
    areas[1][1].append(areas[1][1][0])

    told = faults({"areas": areas})
    assert any(f"once: {gone} must be visited once, is visited 0 times" in fault for fault in told)
    assert any(f"once: {areas[1][1][0]} must be visited once, is visited 2 times" in fault for fault in told)


def test_an_area_in_two_pieces_is_named() -> None:
    problem = read_problem(little(adjacent=ROW))
    areas = [["李兰", ["1栋", "2栋", "6栋", "5栋"], 0], ["赵成", ["3栋", "4栋", "7栋"], 0]]

    told = check(problem, {**document("little"), "areas": areas}, SHA).faults
    assert any("areas[0]: one_piece: the area of 李兰 is in 2 pieces (1栋, 5栋)" in fault for fault in told)
    assert not any("赵成 is in" in fault for fault in told)


def test_a_load_is_doors_and_ways() -> None:
    problem = example("little")

    assert load_of(problem, ()) == 0
    assert load_of(problem, (0, 1)) == 1440 + 60 + 1200
    assert len(pieces_of(problem, (0, 3))) == 2


@pytest.mark.parametrize("said", [0, "x", None, 1.5, True])
def test_a_wrong_load_is_named(said: Any) -> None:
    areas = document("little")["areas"]
    areas[0][2] = said

    assert any("load" in fault for fault in faults({"areas": areas}))


@pytest.mark.parametrize("seed", range(12))
def test_two_ways_to_the_bound_agree_at_any_prices(seed: int) -> None:
    chance = np.random.default_rng(seed)
    value = town(30, 4, seed, minutes_per_door=0.2)
    if seed % 3 == 0:
        names = [row["id"] for row in value["buildings"]]
        value["adjacent"] = [[a, b] for a, b in pairwise(names) if b not in ("B011", "B021")]
    problem = read_problem(value)
    prices = chance.integers(0, 60_000, 30) * (chance.random(30) < 0.4)

    assert Least(problem, prices).bound_s() == Town(problem).bound_s(prices)[0]


@pytest.mark.parametrize("seed", range(40))
def test_no_prices_prove_more_than_the_truth(seed: int) -> None:
    problem = read_problem(problem_of(seed))
    best = least_longest(problem)
    if best is None:
        assert int(problem.part_of.max()) + 1 > len(problem.worker_ids)
        return
    chance = np.random.default_rng(seed)
    for _ in range(10):
        prices = chance.integers(0, 200_000, len(problem.building_ids))

        assert Least(problem, prices).bound_s() <= best


def test_good_prices_prove_more_than_none() -> None:
    problem = read_problem(town(60, 3, 2, minutes_per_door=0.02))
    nothing = Least(problem, np.zeros(60, dtype=np.int64)).bound_s()

    assert best_prices(problem)[1] > nothing


def test_the_language_is_chosen() -> None:
    plan = {**document("little"), "longest_s": 1}

    assert any("重算为" in fault for fault in check(example("little"), plan, SHA, lang="zh").faults)
