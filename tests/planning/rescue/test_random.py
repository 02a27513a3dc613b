"""Alarms by chance: the race finds exactly what trying everything finds."""

from __future__ import annotations

import pytest

from tests.planning.rescue.brute import Brute
from tests.planning.rescue.chance import Little, little
from yixian.planning.rescue.muster import Muster
from yixian.planning.rescue.neighbours import Neighbours
from yixian.planning.rescue.problem import WAYS
from yixian.planning.rescue.race import RANKED, race
from yixian.planning.rescue.solve import fields_of

Merits = dict[tuple[str, int], int]


def raced(alarm: Little) -> Merits:
    """Return the merits of the best three ambulances as the race finds them."""
    neighbours = Neighbours(alarm.case, alarm.ground)
    board = race(neighbours, Muster(neighbours), fields_of(neighbours))
    return {(way, run.unit): run.merit_ms for entry in board.best for way, run in entry.runs.items()}


def tried(alarm: Little) -> Merits:
    """Return the merits of the best three ambulances as trying everything finds them."""
    every = Brute(alarm).merits()
    best = list(dict.fromkeys(unit for _, unit in sorted((ms, unit) for (_, unit), ms in every.items())))
    return {(way, unit): ms for (way, unit), ms in every.items() if unit in best[:RANKED]}


def test_it_works() -> None:
    found = [raced(little(seed)) for seed in range(40)]

    assert sum(bool(merits) for merits in found) > 15
    assert {way for merits in found for way, _ in merits} == set(WAYS)


@pytest.mark.parametrize("seed", range(150))
def test_the_race_equals_trying_everything(seed: int) -> None:
    alarm = little(seed)
    assert raced(alarm) == tried(alarm)


@pytest.mark.slow
def test_a_thousand_alarms_equal_trying_everything() -> None:
    different = [seed for seed in range(1000, 2000) if raced(little(seed)) != tried(little(seed))]
    assert different == []
