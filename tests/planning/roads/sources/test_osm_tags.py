"""What tags say of a way."""

from __future__ import annotations

import pytest

from yixian.planning.roads import flags
from yixian.planning.roads.classes import NAMES
from yixian.planning.roads.sources.osm_speeds import limit_kmh, surface_kmh
from yixian.planning.roads.sources.osm_tags import kind_of

F, B = flags.CAR_FORWARD, flags.CAR_BACKWARD
RF, RB = flags.RESCUE_FORWARD, flags.RESCUE_BACKWARD


def may(**tags: str) -> int:
    """Return who may use a way with these tags."""
    kind = kind_of({key.replace("__", ":"): value for key, value in tags.items()})
    return 0 if kind is None else kind.flags & (flags.CAR | flags.RESCUE | flags.FOOT)


def test_it_works() -> None:
    kind = kind_of({"highway": "residential", "width": "约3.5", "maxspeed": "30", "lanes": "2", "bridge": "yes"})

    assert kind is not None
    assert NAMES[kind.road_class] == "residential"
    assert (kind.width_cm, kind.width_from, kind.lanes) == (350, 1, 2)
    assert kind.limit_forward_kmh == kind.limit_backward_kmh == 30
    assert kind.flags & flags.BRIDGE
    assert may(highway="residential") == flags.CAR | flags.RESCUE | flags.FOOT


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({"oneway": "yes"}, F | RF | flags.FOOT),
        ({"oneway": "-1"}, B | RB | flags.FOOT),
        ({"oneway": "no"}, flags.CAR | flags.RESCUE | flags.FOOT),
        ({"oneway": "reversible"}, flags.FOOT),
        ({"junction": "roundabout"}, F | RF | flags.FOOT),
        ({"junction": "roundabout", "oneway": "no"}, flags.CAR | flags.RESCUE | flags.FOOT),
        ({"oneway": "yes", "oneway:motor_vehicle": "no"}, flags.CAR | flags.RESCUE | flags.FOOT),
        ({"oneway:foot": "yes"}, flags.CAR | flags.RESCUE | flags.FOOT_FORWARD),
    ],
)
def test_directions(tags: dict[str, str], expected: int) -> None:
    assert may(highway="tertiary", **{key.replace(":", "__"): value for key, value in tags.items()}) == expected


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        # An emergency vehicle passes where a rule keeps others out, not where the road is shut for everybody.
        ({"highway": "residential", "motor_vehicle": "no"}, flags.RESCUE | flags.FOOT),
        ({"highway": "residential", "access": "no"}, 0),
        ({"highway": "residential", "access": "no", "emergency": "yes"}, flags.RESCUE),
        ({"highway": "residential", "emergency": "no", "access": "yes"}, flags.CAR | flags.FOOT),
        ({"highway": "service", "service": "emergency_access"}, flags.RESCUE | flags.FOOT),
        ({"highway": "pedestrian"}, flags.RESCUE | flags.FOOT),
        ({"highway": "track"}, flags.RESCUE | flags.FOOT),
        ({"highway": "track", "motor_vehicle": "yes"}, flags.CAR | flags.RESCUE | flags.FOOT),
        ({"highway": "footway"}, flags.FOOT),
        ({"highway": "footway", "access": "yes"}, flags.FOOT),
        ({"highway": "path", "motor_vehicle": "designated"}, flags.CAR | flags.RESCUE | flags.FOOT),
        ({"highway": "steps"}, flags.FOOT),
        ({"highway": "motorway"}, F | RF),
        ({"highway": "trunk", "motorroad": "yes"}, flags.CAR | flags.RESCUE),
        ({"highway": "primary", "foot": "no"}, flags.CAR | flags.RESCUE),
        ({"highway": "path", "sac_scale": "alpine_hiking"}, 0),
        ({"highway": "path", "sac_scale": "hiking"}, flags.FOOT),
        ({"highway": "construction"}, 0),
        ({"highway": "residential", "impassable": "yes"}, 0),
        ({"highway": "pedestrian", "area": "yes"}, flags.FOOT),
        ({"highway": "residential", "access:forward": "no"}, B | RB | flags.FOOT),
    ],
)
def test_who_may(tags: dict[str, str], expected: int) -> None:
    assert may(**{key.replace(":", "__"): value for key, value in tags.items()}) == expected


@pytest.mark.parametrize("access", ["private", "destination", "customers", "delivery"])
def test_private_roads_are_not_for_passing_through(access: str) -> None:
    kind = kind_of({"highway": "service", "access": access})

    assert kind is not None
    assert kind.flags & flags.NO_THROUGH
    assert kind.flags & flags.CAR == flags.CAR


def test_the_smallest_width_counts() -> None:
    kind = kind_of({"highway": "service", "width": "4", "maxwidth:physical": "2.4", "est_width": "wide"})

    assert kind is not None
    assert kind.width_cm == 240


@pytest.mark.parametrize(
    ("text", "kmh"),
    [("50", 50), ("30 mph", 48.27), ("DE:urban", 50), ("DE:rural", 100), ("FR:rural", 80), ("CN:urban", 50),
     ("none", 140), ("walk", 0), ("", 0), ("999", 140), ("signals", 0)],
)  # fmt: skip
def test_limits(text: str, kmh: float) -> None:
    assert limit_kmh(text) == pytest.approx(kmh)


def test_the_worst_of_surface_track_and_smoothness_counts() -> None:
    assert surface_kmh({"surface": "gravel", "smoothness": "very_bad", "tracktype": "grade2"}) == 20
    assert surface_kmh({"surface": "asphalt"}) == 0
