"""Reasons that can be recomputed by hand: a slot, a person, a county."""

from __future__ import annotations

from tests.planning.duty.little import document, example, little, planned, roster_of
from yixian.planning.duty.explain import explain_person, explain_slot
from yixian.planning.duty.explain_total import explain_total
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.shortage import provable_shortage

PROBLEM = read_problem(little())


def test_it_works() -> None:
    plan = planned("clash_nights")
    told = explain_total(example("clash_nights"), plan.roster, plan.prices)

    assert told.figures.code == "total"
    assert told.figures.params["missing"] == 2
    assert told.figures.params["leaders_missing"] == 4
    assert (told.figures.params["slots_need"], told.figures.params["slots_possible"]) == (14, 12)
    assert told.figures.params["proven_short"] == 2
    short = [reason.params for reason in told.reasons if reason.code == "post_short"]
    assert short == [{"post": "P001", "missing": 2}]


def test_a_hole_has_need_possible_short_and_a_reason_for_each_in_reach() -> None:
    problem, plan = example("clash_sunday"), planned("clash_sunday")
    hole = next(hole for hole in document("clash_sunday")["holes"] if hole[3])
    slot = (0, hole[1], problem.shift_ids.index(hole[2]))

    told = explain_slot(problem, plan.roster, slot)

    figures = told.figures.params
    assert figures["short"] == figures["need"] - figures["standing"] == hole[3]
    assert figures["possible"] == figures["standing"]
    assert len(told.reasons) == 10
    against = [reason.code for reason in told.reasons if reason.code.startswith("kept_")]
    assert against.count("kept_unavailable") == 6


def test_somebody_who_could_be_added_is_named() -> None:
    roster = roster_of(PROBLEM, [("高涛", 0, "D", "东门")])

    told = explain_slot(PROBLEM, roster, (0, 0, 0))

    assert told.figures.params["possible"] == 4
    assert told.figures.params["short"] == 1
    assert {r.params["person"] for r in told.reasons if r.code == "slot_free"} == {"何娟", "赵成", "李兰"}


def test_a_person_sees_his_load_and_who_would_be_next() -> None:
    roster = roster_of(PROBLEM, [("赵成", 1, "N", "路口"), ("赵成", 5, "D", "东门")])

    told = explain_person(PROBLEM, roster, 3)

    figures = told.figures.params
    assert (figures["duties"], figures["hours"], figures["nights"], figures["nights_before"]) == (2, 17.0, 1, 2)
    assert figures["weekends"] == 1
    night, day = told.reasons
    assert night.code == "chosen"
    assert night.params["next"] == "何娟"
    # 何娟: 9 minutes + 20 away + 6 for a first night; 赵成: 7 minutes + 6 x (9 - 4) for a third.
    assert night.params["step"] == (9 + 20 + 6) - (7 + 30)
    assert day.params["next"] == "高涛"


def test_somebody_nobody_can_replace_is_told_so() -> None:
    value = little()
    value["people"] = value["people"][:1]
    problem = read_problem(value)

    told = explain_person(problem, roster_of(problem, [("高涛", 1, "D", "东门")]), 0)

    assert told.reasons[0].code == "chosen_only"
    assert told.reasons[0].params["against"] == 0


def test_a_county_that_lacks_nobody_says_so() -> None:
    plan = planned("tiny_1")
    told = explain_total(example("tiny_1"), plan.roster, plan.prices)

    assert told.figures.params["missing"] == told.figures.params["proven_short"] == 0
    assert told.reasons == ()


def test_a_shortage_is_proven_without_prices_by_counting_all() -> None:
    found = provable_shortage(example("county_300_1200"), None)

    assert (found.need, found.possible, found.short) == (25_200, 14_182, 11_018)


def test_a_shortage_never_exceeds_the_holes_of_a_plan() -> None:
    for name in ("clash_nights", "clash_leader", "clash_sunday", "clash_hours", "tiny_2"):
        plan = planned(name)
        missing = sum(hole[3] for hole in document(name)["holes"])

        assert provable_shortage(example(name), plan.prices).short <= missing


def test_a_clash_names_slots_people_rule_and_what_would_help() -> None:
    plan = planned("clash_nights")
    told = explain_total(example("clash_nights"), plan.roster, plan.prices)
    codes = [reason.code for reason in told.reasons]

    held = next(reason.params for reason in told.reasons if reason.code == "gives_hours_week")
    assert (held["people"], held["each"], held["sum"], held["names"]) == (3, 4, 12, "S0001 S0002 S0003")
    nights = [reason.params for reason in told.reasons[:7]]
    assert {night["shift"] for night in nights} == {"N"}
    assert sum(int(night["need"]) for night in nights) == told.figures.params["slots_need"]
    assert codes.index("smallest") > codes.index("step_week_min") > codes.index("total_leaders")
    assert told.reasons[-1].params == {"holes": 0, "fewer": 2, "need": 42, "possible": 54}


def test_leaders_who_lack_are_counted_likewise() -> None:
    plan = planned("clash_leader")
    told = explain_total(example("clash_leader"), plan.roster, plan.prices)

    led = next(reason.params for reason in told.reasons if reason.code == "total_leaders")
    assert (led["slots_need"], led["slots_possible"], led["proven_short"]) == (21, 6, 15)
    assert [reason.code for reason in told.reasons][-2:] == ["gives_hours_week", "also_days_in_row"]
