"""Closures from files: every format, and everything wrong with them at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.roads.little import edge_between, shifted, village
from yixian.faults import BadInput
from yixian.planning.roads.overlay import DELAY_S
from yixian.planning.roads.read_overlay import FORMAT, read_overlay

NETWORK = village().network()


def box(low: tuple[float, float], high: tuple[float, float]) -> list[list[float]]:
    """Return a rectangle between two places in metres as degrees."""
    corners = np.array([low, (high[0], low[1]), high, (low[0], high[1]), low])
    return [list(pair) for pair in zip(*(axis.tolist() for axis in shifted(corners)), strict=True)]


def faults_of(value: Any) -> list[str]:
    """Return where the faults of a file are."""
    with pytest.raises(BadInput) as bad:
        read_overlay(value, NETWORK)
    return [f"{fault.place}: {fault.field}" for fault in bad.value.faults]


def test_it_works() -> None:
    lane = edge_between(NETWORK, 3, 6)
    overlay = read_overlay(
        {
            "format": FORMAT,
            "closures": [
                {
                    "id": "卡点0231", "edges": [lane], "kind": "manned_gate", "direction": "forward", "foot": False,
                    "from": "2020-02-10T00:00:00+08:00", "until": "2020-02-24T00:00:00+08:00",
                    "ordered_by": "县指挥部", "legal_basis": "传染病防治法 第四十二条",
                }
            ],
            "widths": [{"ways": [5], "width_cm": 220, "reported_by": "救护车司机"}],
            "speeds": [{"ways": [1], "factor": 1.5}],
        },
        NETWORK,
    )  # fmt: skip

    (closure,), (width,), (pace,) = overlay.closures, overlay.widths, overlay.paces
    assert (closure.id, closure.edges, closure.kind, closure.direction) == (
        "卡点0231",
        (lane,),
        "manned_gate",
        "forward",
    )
    assert closure.delay_s == DELAY_S["manned_gate"]
    assert not closure.is_walkable
    assert closure.period.starts_at == datetime.fromisoformat("2020-02-10T00:00:00+08:00")
    assert (width.edges, width.width_cm) == ((lane,), 220)
    assert pace.edges == tuple(sorted((edge_between(NETWORK, 1, 2), edge_between(NETWORK, 2, 5))))


def test_a_plain_list_of_polygons_is_enough() -> None:
    overlay = read_overlay([{"id": "c0", "polygon": box((40, -8), (56, 8)), "changed_pairs": 63}], NETWORK)

    assert overlay.closures[0].edges == (edge_between(NETWORK, 1, 2),)
    assert overlay.closures[0].kind == "hard_block"


def test_a_polygon_closes_every_road_it_meets() -> None:
    overlay = read_overlay([{"id": "c", "polygon": box((80, -8), (120, 20))}], NETWORK)

    pairs = ((1, 2), (2, 5), (2, 3))
    assert overlay.closures[0].edges == tuple(sorted(edge_between(NETWORK, *pair) for pair in pairs))


def test_null_says_that_nobody_has_the_key() -> None:
    entry = {"edges": [0], "kind": "bar_without_guard"}
    overlay = read_overlay([{"id": "a", **entry}, {"id": "b", **entry, "delay_s": None}], NETWORK)

    assert [one.delay_s for one in overlay.closures] == [DELAY_S["bar_without_guard"], None]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"edges": [999]}, "closures[0].edges[0]: road"),
        ({"ways": [7, -3]}, "closures[0].ways[0]: road"),
        ({"edges": [True]}, "closures[0].edges[0]: road"),
        ({}, "closures[0]: roads"),
        ({"edges": [0], "ways": [1]}, "closures[0]: roads"),
        ({"edges": 3}, "closures[0]: edges"),
        ({"polygon": [[117, 28], [117.1, 28]]}, "closures[0].polygon: polygon"),
        ({"polygon": [[117, 28], [117.1, 28], [1e9, 3]]}, "closures[0].polygon: polygon"),
        ({"polygon": [[117, 28], [117.1, 28.1], [117.1, 28], [117, 28.1]]}, "closures[0].polygon: polygon"),
        ({"edges": [0], "kind": "fence"}, "closures[0]: kind"),
        ({"edges": [0], "direction": "north"}, "closures[0]: direction"),
        ({"edges": [0], "delay_s": -1, "kind": "manned_gate"}, "closures[0]: delay_s"),
        ({"edges": [0], "foot": "no"}, "closures[0]: foot"),
        ({"edges": [0], "from": "2020-02-11"}, "closures[0]: from"),
        (
            {"edges": [0], "from": "2020-02-12T00:00:00+08:00", "until": "2020-02-11T00:00:00+08:00"},
            "closures[0]: until",
        ),
        ({"edges": [0], "directon": "forward"}, "closures[0]: key"),
    ],
)
def test_a_bad_closure_is_named(entry: dict[str, Any], fault: str) -> None:
    assert fault in faults_of([{"id": "c", **entry}])


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"closures": []}, "overlay: format"),
        ({"format": FORMAT, "datum": "beijing54"}, "overlay: datum"),
        ({"format": FORMAT, "widths": [{"edges": [0], "width_cm": 0}]}, "widths[0]: width_cm"),
        ({"format": FORMAT, "speeds": [{"edges": [0]}]}, "speeds[0]: speed"),
        ({"format": FORMAT, "speeds": [{"edges": [0], "kmh": 30, "factor": 2}]}, "speeds[0]: speed"),
        ({"format": FORMAT, "speeds": [{"edges": [0], "kmh": 0}]}, "speeds[0]: speed"),
        ({"format": FORMAT, "closures": 3}, "overlay: closures"),
        (7, "overlay: entry"),
        ([{"edges": [0]}], "closures[0]: id"),
        ([{"id": "a", "edges": [0]}, {"id": "a", "edges": [1]}], "closures[1]: id"),
        ([3], "closures[0]: entry"),
    ],
)
def test_a_bad_file_is_named(value: Any, fault: str) -> None:
    assert fault in faults_of(value)


def test_all_faults_come_at_once() -> None:
    found = faults_of([{"id": "a", "edges": [999]}, {"id": "a", "ways": [77], "kind": "fence"}])

    assert found == ["closures[0].edges[0]: road", "closures[1]: kind", "closures[1].ways[0]: road", "closures[1]: id"]


KEYS = ("id", "edges", "ways", "polygon", "kind", "format", "closures", "widths", "from", "kmh")
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 1000) | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


@given(json_values)
def test_nothing_makes_it_fall(value: Any) -> None:
    try:
        read_overlay(value, NETWORK)
    except BadInput as bad:
        assert bad.faults
