"""Which entrances stay open, on a small made-up cost, beside all choices."""

from __future__ import annotations

import copy
import itertools
from typing import Any

import numpy as np
import pytest

from tests.planning.roads.siting.made import DIGEST
from yixian.planning.roads.siting.check_passages import check_passages
from yixian.planning.roads.siting.formats import passage_document
from yixian.planning.roads.siting.passages import keep_open
from yixian.planning.roads.siting.villages import CUT_S, Passages
from yixian.planning.stop import Stop


def make(seed: int, n_open: tuple[int, ...] = (1, 1, 2)):
    """Return three villages and times that only grow when more is shut; some homes hang on one road."""
    chance = np.random.default_rng(seed)
    sizes = (3, 2, 4)
    edges, at = [], 10
    for size in sizes:
        edges.append(tuple(range(at, at + size)))
        at += size
    names = tuple(tuple(f"E{edge}" for edge in own) for own in edges)
    n_homes = 12
    # Each home has a few ways, each over some roads; the quickest that is not shut counts.
    ways = [
        [
            (float(chance.uniform(60, 900)), frozenset(chance.choice(np.arange(10, at), 2).tolist()))
            for _ in range(chance.integers(2, 7))
        ]
        for _ in range(n_homes)
    ]
    homes = tuple(f"H{k}" for k in range(n_homes))
    problem = Passages(("V0", "V1", "V2"), names, tuple(edges), n_open, homes, chance.integers(0, 90, n_homes))

    def times(shut: frozenset[int]) -> np.ndarray:
        return np.array([min((s for s, over in own if not over & shut), default=np.inf) for own in ways])

    return problem, times


def best_of_all(problem: Passages, times: Any) -> float:
    options = [
        list(itertools.combinations(range(len(own)), n)) for own, n in zip(problem.edges, problem.n_open, strict=True)
    ]
    return min(problem.cost(times(problem.shut(list(enumerate(choice))))) for choice in itertools.product(*options))


@pytest.mark.parametrize("seed", range(12))
def test_it_works(seed: int):
    problem, times = make(seed)
    plan = keep_open(problem, times, Stop())
    assert plan.value == best_of_all(problem, times) == plan.bound
    assert [len(choice) for choice in plan.choices] == [1, 1, 2]
    document = passage_document(problem, plan, DIGEST)
    assert check_passages(problem, document, DIGEST, times).is_optimal


def test_stopped_early_the_bound_is_honest():
    problem, times = make(3)
    plan = keep_open(problem, times, Stop(work_limit=1))
    assert plan.bound <= best_of_all(problem, times) <= plan.value
    assert check_passages(problem, passage_document(problem, plan, DIGEST), DIGEST, times).is_sound


def test_with_everything_open_nothing_is_shut():
    problem, times = make(1, n_open=(3, 2, 4))
    plan = keep_open(problem, times, Stop())
    assert plan.value == plan.open_value


def test_who_is_cut_off_counts_a_day():
    problem, times = make(2)
    plan = keep_open(problem, times, Stop())
    shut = problem.shut(list(enumerate(plan.choices)))
    cut = np.isinf(times(shut))
    assert plan.cut_off == tuple(np.flatnonzero(cut).tolist())
    assert plan.value >= CUT_S * problem.residents[cut].sum()


def corrupted(document: dict[str, Any], chance: np.random.Generator) -> dict[str, Any]:
    wrong = copy.deepcopy(document)
    spoil = [
        lambda: wrong.update(value=wrong["value"] * 1.01 + 5),
        lambda: wrong.update(bound=wrong["bound"] * 1.01 + 5),
        lambda: wrong.update(all_open=wrong["all_open"] * 0.9 - 5),
        lambda: wrong.update(problem="e" * 64),
        lambda: wrong.update(question="cover"),
        lambda: wrong["open"].pop("V1"),
        lambda: wrong["open"].update(V0=["E11", "E12"]),
        lambda: wrong["open"].update(V0=["E99"]),
        lambda: wrong["open"].update(V9=["E10"]),
        lambda: wrong.update(bound=None),
        lambda: wrong.update(all_open_cut=wrong["all_open_cut"] + 7),
        lambda: wrong["certificate"].update(leaves=[]),
        lambda: wrong["certificate"]["leaves"].pop(),
        lambda: wrong["certificate"]["leaves"].append(7),
        lambda: wrong.update(shortages=[{"demand": "H99", "residents": 1, "reason": "cut_off"}]),
        lambda: wrong.pop("shortages"),
    ]
    spoil[int(chance.integers(len(spoil)))]()
    return wrong


def test_corrupted_plans_are_refused():
    problem, times = make(5)
    document = passage_document(problem, keep_open(problem, times, Stop()), DIGEST)
    chance = np.random.default_rng(3)
    wrong = [corrupted(document, chance) for _ in range(100)]
    sound = [one for one in wrong if check_passages(problem, one, DIGEST, times).is_sound]
    assert sound == []


def test_another_choice_with_its_own_value_is_not_proven():
    problem, times = make(6)
    plan = keep_open(problem, times, Stop())
    document = passage_document(problem, plan, DIGEST)
    other = next(e for e in problem.entrances[0] if [e] != document["open"]["V0"])
    document["open"]["V0"] = [other]
    assert not check_passages(problem, document, DIGEST, times).is_optimal
