"""The moves of a round: no area is ever cut in two, no building lost, every load what its walk says."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.planning.rounds.screening.little import ISLAND, little, town
from yixian.planning.rounds.screening.areas import State, Streets, burden, is_whole, is_whole_without
from yixian.planning.rounds.screening.bound import best_prices
from yixian.planning.rounds.screening.loads import load_of, pieces_of
from yixian.planning.rounds.screening.moves import try_change, try_move_away, try_moves, try_order, try_trade
from yixian.planning.rounds.screening.problem import Problem
from yixian.planning.rounds.screening.read import read_problem
from yixian.planning.rounds.screening.remake import try_remake
from yixian.planning.rounds.screening.start import first_areas, state_of, streets_of

HOT = 10.0**9


def started(value: dict[str, Any], seed: int = 0) -> tuple[Problem, Streets, State]:
    """Return a problem and where its search begins."""
    problem = read_problem(value)
    _, bound_s, fewest = best_prices(problem)
    streets = streets_of(problem, bound_s)
    return problem, streets, state_of(problem, first_areas(problem, streets, fewest), seed)


def is_sound(problem: Problem, state: State) -> bool:
    """Whether every building is in one walk, every area in one piece, every load what its walk says."""
    tours = [state.tour[k, : state.length[k]].tolist() for k in range(len(state.length))]
    is_everybody = sorted(b for tour in tours for b in tour) == list(range(len(state.area)))
    is_placed = all(state.area[b] == k for k, tour in enumerate(tours) for b in tour)
    is_counted = all(load_of(problem, tour) == state.load_s[k] for k, tour in enumerate(tours))
    is_joined = all(len(pieces_of(problem, tour)) == 1 for tour in tours)
    return is_everybody and is_placed and is_counted and is_joined and not state.mark.any()


@pytest.mark.parametrize(("n_buildings", "n_workers"), [(7, 2), (30, 4), (30, 12), (60, 8), (12, 12)])
def test_it_works(n_buildings: int, n_workers: int) -> None:
    problem, _, state = started(town(n_buildings, n_workers, 1))

    assert is_sound(problem, state)
    assert len(state.length) == min(n_buildings, n_workers)


@pytest.mark.parametrize("move", [try_change, try_order, try_trade, try_move_away, try_remake])
@pytest.mark.parametrize("seed", range(3))
def test_no_move_cuts_an_area_however_hot(move: Any, seed: int) -> None:
    problem, streets, state = started(town(24, 6, seed), seed)
    for _ in range(100):
        move(streets, state, HOT)

        assert is_sound(problem, state)


@pytest.mark.parametrize("move", [try_change, try_order, try_trade, try_move_away, try_remake])
def test_a_cold_move_never_makes_it_worse(move: Any) -> None:
    problem, streets, state = started(town(24, 6, 5), 5)
    worst = [burden(int(load), streets.even_s) for load in state.load_s]
    for _ in range(200):
        move(streets, state, 0.0)
        now = [burden(int(load), streets.even_s) for load in state.load_s]

        assert sum(now) <= sum(worst) * (1 + 1e-12)
        worst = now
    assert is_sound(problem, state)


def test_the_best_is_kept_whole_while_the_search_goes_on() -> None:
    problem, streets, state = started(town(40, 6, 2))
    best = State._make(field.copy() for field in state)
    heaviest = [int(best.load_s.max())]
    for _ in range(10):
        try_moves(streets, state, best, 1000.0, 300)
        heaviest.append(int(best.load_s.max()))

        assert is_sound(problem, best)
    assert heaviest == sorted(heaviest, reverse=True)
    assert heaviest[-1] < heaviest[0]


@pytest.mark.parametrize("seed", range(4))
def test_one_piece_is_what_a_search_through_the_neighbours_says(seed: int) -> None:
    problem, streets, state = started(town(30, 5, seed), seed)
    for building in range(30):
        area = int(state.area[building])
        tour = state.tour[area, : state.length[area]].tolist()
        rest = [b for b in tour if b != building]

        assert is_whole(streets, state, area)
        assert is_whole_without(streets, state, building) == (len(pieces_of(problem, rest)) <= 1)


def test_areas_never_cross_what_no_way_joins() -> None:
    problem, streets, state = started(little(adjacent=ISLAND, workers=[{"id": f"W{k}"} for k in range(4)]))
    best = State._make(field.copy() for field in state)
    try_moves(streets, state, best, HOT, 2_000)

    for area in range(4):
        parts = {int(problem.part_of[b]) for b in np.flatnonzero(state.area == area)}
        assert len(parts) == 1


def test_a_heavier_load_weighs_more_than_two_lighter_ones() -> None:
    assert burden(1200, 1000.0) + burden(800, 1000.0) > 2 * burden(1000, 1000.0)
    assert burden(0, 1000.0) == 0.0
