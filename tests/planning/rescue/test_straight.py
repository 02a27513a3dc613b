"""Without a usable network the plan goes by straight lines, and says so; on invented and on real roads."""

from __future__ import annotations

import json
from functools import cache

import pytest

from tests.planning.rescue.morning import DATA, SHA, codes, document, morning, solved, village, with_row
from yixian.faults import NothingLawful
from yixian.planning.plan import Reason
from yixian.planning.rescue.read import read_case
from yixian.planning.rescue.straight import straight
from yixian.planning.rescue.terrain import terrain
from yixian.planning.rescue.verdict import judge, plan_for
from yixian.planning.roads.build import network_of
from yixian.planning.roads.network import Network
from yixian.planning.roads.sources.osm import draw

CAUSE = Reason("network_unreadable", {"what": "x"})


@cache
def valley() -> Network:
    """Return a real network."""
    return network_of(draw(str(DATA / "liechtenstein.osm.pbf")))


def test_it_works() -> None:
    case, ground = straight(read_case(morning()), CAUSE)
    answer = plan_for(case, ground, SHA, "en")

    assert answer.document["straight"] is True
    assert answer.document["alternatives"][0]["unit"] == "卫生院救护车"
    assert answer.document["why"][:2] == [
        {"code": "network_unreadable", "what": "x"},
        {"code": "closures_ignored", "count": 1},
    ]
    assert judge(case, ground, json.loads(json.dumps(answer.document)), SHA).faults == ()


def test_the_band_is_wider_than_on_roads() -> None:
    by_road = document(morning())["alternatives"][0]["seconds"]["hospital"]
    case, ground = straight(read_case(morning()), CAUSE)
    by_line = plan_for(case, ground, SHA, "en").document["alternatives"][0]["seconds"]["hospital"]

    assert by_line[2] / by_line[1] > by_road[2] / by_road[1]
    assert by_line[0] / by_line[1] < by_road[0] / by_road[1]


def test_a_patient_off_the_network() -> None:
    value = morning()
    value["patient"]["at"] = [117.9, 28.9]
    answer = solved(value)

    assert answer.document["straight"] is True
    assert codes(answer.document["why"])[0] == "off_network"


def test_a_village_shut_for_feet_and_wheels_is_off_the_network() -> None:
    value = with_row("closures", 0, kind="hard_block", foot=False)
    value["closures"] += [
        {**value["closures"][0], "id": "后山", "at": [117.2475, 28.3081]},
        {**value["closures"][0], "id": "巷口", "at": [117.232689, 28.308543]},
        {**value["closures"][0], "id": "巷里", "at": [117.232689, 28.309443]},
    ]
    answer = solved(value)

    assert answer.document["straight"] is True
    assert codes(answer.document["why"])[0] == "no_way"


def test_on_a_real_network_the_plan_goes_by_road() -> None:
    value = json.loads((DATA / "hillside.json").read_text(encoding="utf-8"))
    case, ground = terrain(valley(), read_case(value))
    answer = plan_for(case, ground, SHA, "en")

    first = answer.document["alternatives"][0]
    assert (answer.document["straight"], first["kind"], first["unit"]) == (False, "meet", "一号车")
    assert len(first["bearers"]) == 6
    assert judge(case, ground, json.loads(json.dumps(answer.document)), SHA).faults == ()


def test_on_a_real_network_that_ends_before_the_patient_the_fallback_answers() -> None:
    case, ground = terrain(valley(), read_case(morning()))
    answer = plan_for(case, ground, SHA, "en")

    assert ground.cause is not None
    assert answer.document["straight"] is True
    assert answer.document["alternatives"][0]["hospital"] == "乡镇卫生院"


def test_an_ambulance_far_from_any_road_is_cut_off_and_the_others_come() -> None:
    plan = document(with_row("units", 0, at=[117.9, 28.9]))
    assert {"code": "unit_cut_off", "unit": "卫生院救护车"} in plan["rejected"]


def test_one_on_the_ambulance_and_nobody_near_by_cannot_carry() -> None:
    value = morning(people=[], stores=[])
    for row in value["units"]:
        row["crew"] = ["孙师傅"]
    case, ground = terrain(village(), read_case(value))
    with pytest.raises(NothingLawful, match="one more person who can carry"):
        plan_for(case, ground, SHA, "en")


def test_a_plan_without_any_alternative_is_refused() -> None:
    case, ground = terrain(village(), read_case(morning()))
    assert any("no_alternative" in fault for fault in judge(case, ground, {"alternatives": []}, SHA).faults)


def test_without_hospital_nothing_can_be_planned() -> None:
    value = morning()
    for row in value["hospitals"]:
        row["open"] = False
    case, ground = terrain(village(), read_case(value))
    with pytest.raises(NothingLawful, match="no hospital can receive"):
        plan_for(case, ground, SHA, "en")
