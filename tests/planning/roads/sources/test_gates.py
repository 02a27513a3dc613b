"""What stands on a node of the map, and who passes it."""

from __future__ import annotations

import pytest

from yixian.planning.roads import flags
from yixian.planning.roads.drawn import GATE_S, LOCKED_S
from yixian.planning.roads.sources.gates import gate_of


@pytest.mark.parametrize(
    ("tags", "may", "delay_s"),
    [
        ({"barrier": "bollard"}, flags.FOOT, 0.0),
        ({"barrier": "bollard", "bollard": "rising"}, flags.FOOT | flags.CAR | flags.RESCUE, GATE_S),
        ({"barrier": "gate"}, flags.FOOT | flags.CAR | flags.RESCUE, GATE_S),
        ({"barrier": "lift_gate"}, flags.FOOT | flags.CAR | flags.RESCUE, GATE_S),
        ({"barrier": "gate", "locked": "yes"}, flags.FOOT | flags.CAR | flags.RESCUE, LOCKED_S),
        ({"barrier": "gate", "access": "no"}, flags.RESCUE, LOCKED_S),
        ({"barrier": "gate", "motor_vehicle": "no"}, flags.FOOT | flags.RESCUE, LOCKED_S),
        ({"barrier": "gate", "foot": "no"}, flags.CAR | flags.RESCUE, GATE_S),
        ({"barrier": "swing_gate"}, flags.FOOT | flags.RESCUE, GATE_S),
        ({"barrier": "block"}, flags.FOOT, 0.0),
        ({"barrier": "cycle_barrier"}, flags.FOOT, 0.0),
        ({"barrier": "height_restrictor", "maxheight": "2.2"}, flags.FOOT | flags.CAR, 0.0),
    ],
)
def test_it_works(tags: dict[str, str], may: int, delay_s: float) -> None:
    gate = gate_of(tags)

    assert gate is not None
    assert (gate.flags, gate.delay_s) == (may, delay_s)


@pytest.mark.parametrize(
    "tags",
    [
        {"barrier": "cattle_grid"},
        {"barrier": "entrance"},
        {"barrier": "toll_booth"},
        {"barrier": "block", "motor_vehicle": "yes"},
        {"barrier": "height_restrictor", "maxheight": "3.5"},
        {"barrier": "height_restrictor"},
    ],
)
def test_some_things_stop_nobody(tags: dict[str, str]) -> None:
    assert gate_of(tags) is None
