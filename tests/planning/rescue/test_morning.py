"""10:05 at the village behind the checkpoint: what the newspaper tells, planned."""

from __future__ import annotations

from typing import Any

from tests.planning.rescue.morning import PATROL, codes, document, morning, with_row

TWENTY_S = 1200


def hard_gate() -> dict[str, Any]:
    """Return the case with the checkpoint shut for everybody who drives."""
    return with_row("closures", 0, kind="hard_block")


def reasons(plan: dict[str, Any], code: str) -> list[dict[str, Any]]:
    """Return the reasons of a code."""
    return [row for row in (*plan["why"], *plan["rejected"]) if row["code"] == code]


def test_it_works() -> None:
    plan = document(morning())
    first = plan["alternatives"][0]

    assert (first["kind"], first["unit"], first["hospital"]) == ("meet", "卫生院救护车", "乡镇卫生院")
    assert not plan["straight"]


def test_the_band_holds_twenty_minutes_to_the_township_hospital() -> None:
    low, middle, high = document(morning())["alternatives"][0]["seconds"]["hospital"]
    assert low < middle < high
    assert low <= TWENTY_S <= high


def test_six_named_bearers_carry_the_narrow_lane() -> None:
    first = document(morning())["alternatives"][0]
    carry = next(leg for leg in first["legs"] if leg["by"] == "carry")

    assert set(first["bearers"]) == set(carry["who"]) == PATROL
    assert 195 <= carry["metres"] <= 215
    walks = [leg for leg in first["legs"] if leg["by"] == "foot"]
    assert {name for leg in walks for name in leg["who"]} == PATROL
    assert all(leg["metres"] <= 500 for leg in walks)


def test_party_and_ambulance_meet() -> None:
    legs = document(morning())["alternatives"][0]["legs"]
    handover = next(leg for leg in legs if leg["by"] == "handover")
    arrivals = [
        leg["starts"][1] + leg["seconds"] for leg in legs if leg["to"] == "meeting" and leg["from"] != "meeting"
    ]

    assert len(arrivals) == 2
    assert handover["starts"][1] == max(arrivals)
    assert set(handover["who"]) == PATROL | {"钱医生", "孙师傅"}


def test_then_the_transfer_to_the_county_hospital() -> None:
    first = document(morning())["alternatives"][0]

    assert first["transfer"] == "县人民医院"
    assert first["seconds"]["care"][1] > first["seconds"]["hospital"][1]
    assert [leg["by"] for leg in first["legs"]][-2:] == ["stabilise", "ambulance"]


def test_the_post_keeps_a_guard_who_opens_the_gate() -> None:
    orders = document(morning())["alternatives"][0]["orders"]
    opener = next(order for order in orders if order["order"] == "open")
    guide = next(order for order in orders if order["order"] == "guide")

    assert (opener["place"], opener["who"]) == ("村口卡点", "张敏")
    assert guide["who"] == "刘洋"
    assert guide["who"] not in PATROL


def test_without_a_second_guard_nobody_leaves_the_gate() -> None:
    value = morning()
    value["people"] = [row for row in value["people"] if row["id"] != "刘洋"]
    plan = document(value)

    orders = {order["order"]: order["who"] for order in plan["alternatives"][0]["orders"] if order["order"] != "go"}
    assert orders == {"open": "张敏"}
    assert {"code": "guard_stays", "person": "张敏", "post": "村口卡点"} in plan["rejected"]
    assert "no_guide" in codes(plan["why"])


def test_a_hard_gate_makes_it_longer_and_the_plan_says_why() -> None:
    before, after = document(morning()), document(hard_gate())

    assert after["alternatives"][0]["merit"] > before["alternatives"][0]["merit"] + 300
    cost = reasons(after, "closure_costs")
    assert [row["closure"] for row in cost] == ["村口卡点"]
    assert cost[0]["basis"] == "第3号通告"
    # A gate that is gone altogether is 45 seconds faster than one that a guard opens.
    gain = after["alternatives"][0]["merit"] - before["alternatives"][0]["merit"]
    assert abs(cost[0]["seconds"] - gain - 45) < 0.01


def test_a_gate_without_anybody_counts_as_a_bar_and_without_a_key_as_a_block() -> None:
    value = morning()
    value["people"] = [row for row in value["people"] if row["post"] != "村口卡点"]
    blocked = document(value)
    value["closures"][0]["key"] = "老周"
    barred = document(value)

    assert reasons(blocked, "gate_unmanned")[0]["kind"] == "hard_block"
    assert reasons(barred, "gate_unmanned")[0]["kind"] == "bar_without_guard"
    assert blocked["alternatives"][0]["merit"] > barred["alternatives"][0]["merit"]
    assert {"who": "老周", "order": "open", "place": "村口卡点", "seconds": None} in barred["alternatives"][0]["orders"]


def test_the_lane_is_said_to_be_too_narrow() -> None:
    narrow = reasons(document(morning()), "carry_narrow")

    assert {row["clear_cm"] for row in narrow} == {240, 235}
    assert all(row["need_cm"] == 255 for row in narrow)
    assert 190 <= sum(row["metres"] for row in narrow) <= 210


def test_a_survey_that_finds_the_lane_wide_brings_the_ambulance_to_the_door() -> None:
    value = morning()
    value["widths"] = [
        {"id": "新测", "at": at, "clear_cm": 300, "source": "survey"} for at in ([117.232689, 28.308543],)
    ]
    value["widths"].append({"id": "新测二", "at": [117.232689, 28.309443], "clear_cm": 300, "source": "survey"})
    plan = document(value)

    assert plan["alternatives"][0]["kind"] == "walk_in"
    assert reasons(plan, "carry_narrow") == []
    assert {row["way"] for row in reasons(plan, "door_reached")} >= {"meet"}


def test_a_narrower_ambulance_needs_no_carrying() -> None:
    plan = document(with_row("units", 0, width_cm=180))
    assert plan["alternatives"][0]["kind"] == "walk_in"


def test_a_report_by_map_tag_does_not_overrule_a_survey() -> None:
    value = morning()
    value["widths"].append({"id": "地图", "at": [117.232689, 28.308543], "clear_cm": 400, "source": "tag"})
    assert document(value)["alternatives"][0]["kind"] == "meet"


def test_a_busy_ambulance_is_named_and_the_next_one_comes() -> None:
    plan = document(with_row("units", 0, state="busy"))

    assert plan["alternatives"][0]["unit"] == "县医院二号车"
    assert {"code": "unit_busy", "unit": "卫生院救护车"} in plan["rejected"]


def test_a_full_township_hospital_sends_to_the_county_at_once() -> None:
    plan = document(with_row("hospitals", 0, beds=0))
    first = plan["alternatives"][0]

    assert (first["hospital"], first["transfer"]) == ("县人民医院", None)
    assert {"code": "hospital_full", "hospital": "乡镇卫生院"} in plan["rejected"]


def test_the_cover_left_behind_and_one_move() -> None:
    cover = document(morning())["cover"]

    assert cover["lost"] == ["王家村", "李家村", "镇上"]
    assert cover["before"] - cover["after"] == 420 + 610 + 5200
    assert (cover["relocation"]["unit"], cover["relocation"]["people"]) == ("县医院二号车", 6230)


def test_two_carry_a_short_way() -> None:
    value = morning()
    value["patient"]["at"] = [117.232689, 28.308633]
    first = next(row for row in document(value)["alternatives"] if row["kind"] == "walk_in")
    assert len(first["bearers"]) == 2


def test_straps_from_the_clinic_are_fetched_by_name() -> None:
    fetched = next(row for row in document(morning())["alternatives"] if row["kind"] == "fetch")
    orders = [order for order in fetched["orders"] if order["order"] == "fetch"]

    assert orders
    assert all(order["place"] == "村卫生室" and order["who"] in PATROL for order in orders)


def test_who_does_not_breathe_needs_the_defibrillator_first() -> None:
    value = morning()
    value["patient"]["signs"]["breathing"] = False
    value["stores"].append({"id": "村委会", "at": [117.232689, 28.306], "has": ["aed"]})
    plan = document(value)

    assert {"code": "meet_lacks", "items": ["aed"]} in plan["rejected"]
    fetched = next(row for row in plan["alternatives"] if row["kind"] == "fetch")
    assert any(order.get("items") == ["aed"] for order in fetched["orders"])
