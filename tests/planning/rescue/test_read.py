"""A case file: what it may say, and every way it can be wrong, all at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.planning.rescue.morning import morning, with_row
from yixian.faults import BadInput
from yixian.planning.rescue.problem import MANNED
from yixian.planning.rescue.read import read_case


def faults(value: Any) -> list[str]:
    """Return all faults of a case."""
    with pytest.raises(BadInput) as caught:
        read_case(value)
    return [str(fault) for fault in caught.value.faults]


def test_it_works() -> None:
    case = read_case(morning())

    assert [unit.width_cm for unit in case.units] == [205, 205, 195, 195]
    assert case.closures[0].kind == MANNED
    assert case.patient.care == {"stroke"}
    assert case.at.isoformat() == "2020-02-11T10:05:00+08:00"


def test_places_in_gcj02_are_put_where_they_are() -> None:
    here, shifted = read_case(morning()), read_case(morning(datum="GCJ-02"))
    assert abs(here.patient.spot.lon - shifted.patient.spot.lon) > 0.003


def test_without_standby_ambulances_wait_where_others_stand() -> None:
    case = read_case(morning(standby=None))
    assert [one.id for one in case.standbys] == [unit.id for unit in case.units]


def test_a_pace_of_ones_own() -> None:
    case = read_case(morning(pace={"scene_s": [60, 120, 180], "drive_percent": [90, 100, 110], "lacking_s": 600}))

    assert case.pace.scene == (60_000, 120_000, 180_000)
    assert (case.pace.drive, case.pace.lacking_ms) == ((90, 100, 110), 600_000)


@pytest.mark.parametrize(
    ("begins", "ends", "count"),
    [
        (None, None, 1),
        ("2020-02-11T10:05:00+08:00", None, 1),
        ("2020-02-11T10:06:00+08:00", None, 0),
        (None, "2020-02-11T10:05:00+08:00", 0),
        (None, "2020-02-11T02:06:00+00:00", 1),
    ],
)
def test_a_closure_holds_from_until(begins: str | None, ends: str | None, count: int) -> None:
    value = with_row("closures", 0, **{"from": begins, "until": ends})
    assert len(read_case(value).closures) == count


@pytest.mark.parametrize("value", [None, [], 3, "x", {}])
def test_what_is_no_case(value: Any) -> None:
    assert faults(value)


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (morning(format="x"), 'case: format: expected yixian-rescue/1, got "x"'),
        (morning(at="2020-02-11T10:05:00"), "case: at: expected an instant"),
        (morning(datum="GPS"), "case: datum: expected one of WGS-84, GCJ-02, BD-09"),
        (morning(pateint={}), 'case: key: expected patient, got "pateint"'),
        (morning(units=None), "case: units: expected a list"),
        (morning(margin_cm=-1), "case: margin_cm: expected a whole number"),
        (morning(pace={"scene_s": [3, 2, 1]}), "pace: scene_s: expected [low, middle, high]"),
        (morning(pace={"walk_percent": [90, 101, 110]}), "pace: walk_percent: expected [low, 100, high]"),
        (with_row("units", 0, at=[28.3, 117.2]), "units[0]: at: expected [longitude, latitude] in degrees (longitude"),
        (with_row("units", 0, at=[117.2, float("inf")]), "units[0]: at: expected [longitude"),
        (with_row("units", 0, at=[117.2, float("nan")]), "units[0]: at: expected [longitude"),
        (with_row("units", 0, state="sleeping"), "units[0]: state: expected one of free, busy, off"),
        (with_row("units", 0, equipment=["rope"]), "units[0]: equipment[0]: expected one of aed"),
        (with_row("units", 0, crew=[3]), "units[0]: crew[0]: expected a text"),
        (with_row("units", 1, id="卫生院救护车"), "units[1]: id: expected an id of its own, units[0] has this one"),
        (with_row("people", 0, checked_in="yes"), "people[0]: checked_in: expected true or false"),
        (with_row("stores", 0, has="strap"), "stores[0]: has: expected a list"),
        (with_row("hospitals", 0, beds=-1), "hospitals[0]: beds: expected a whole number"),
        (with_row("closures", 0, kind="gate"), "closures[0]: kind: expected one of manned_gate"),
        (with_row("closures", 0, edge=3), 'closures[0]: where: expected one of at, edge, polygon, got ["at", "edge"]'),
        (with_row("closures", 0, by=""), "closures[0]: by: expected a text"),
        (with_row("widths", 0, source="rumour"), "widths[0]: source: expected one of survey"),
        (with_row("widths", 0, on="2020-13-01"), "widths[0]: on: expected a date"),
        (with_row("residents", 0, people=1.5), "residents[0]: people: expected a whole number"),
    ],
)
def test_each_fault_names_its_place(value: dict[str, Any], fault: str) -> None:
    assert any(line.startswith(fault) for line in faults(value)), faults(value)


def test_a_polygon_needs_three_corners() -> None:
    value = morning()
    value["closures"][0].pop("at")
    value["closures"][0]["polygon"] = [[117.2, 28.3], [117.3, 28.3]]
    assert any(line.startswith("closures[0]: polygon: expected three corners") for line in faults(value))


def test_a_period_that_ends_before_it_begins() -> None:
    times = {"from": "2020-02-11T10:05:00+08:00", "until": "2020-02-11T10:00:00+08:00"}
    assert any("closures[0]: until: expected later" in line for line in faults(with_row("closures", 0, **times)))


def test_signs_are_judged() -> None:
    value = morning()
    value["patient"]["signs"] = {"breathing": "no", "spo2": True, "pulse": -3}
    found = faults(value)
    assert [line.split(":")[1].strip() for line in found] == ["breathing", "spo2", "pulse"]
