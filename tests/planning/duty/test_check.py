"""The checker: a sound plan passes, every contradiction is refused with rule, line and figure."""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest

from tests.planning.duty.little import SHA, document, example, little
from yixian.planning.duty.check import check
from yixian.planning.duty.read import read_problem

PROBLEM = read_problem(little())


def refusals(value: dict[str, Any], sha256: str | None = SHA) -> str:
    """Return why a plan of the little problem is refused."""
    certificate = check(PROBLEM, value, sha256)
    assert not certificate.is_sound
    return "\n".join(certificate.faults)


def changed(**changes: Any) -> dict[str, Any]:
    """Return the sound plan of the little problem with some keys changed."""
    value = document("little")
    value.update(changes)
    return value


def test_it_works() -> None:
    certificate = check(example("tiny_1"), document("tiny_1"), SHA)

    assert certificate.is_sound
    assert certificate.cost == 1881
    assert certificate.is_optimal
    rules = {rule.code: (rule.held, rule.tested) for rule in certificate.rules}
    assert rules["need_people"] == (42, 42)
    assert all(held == tested for held, tested in rules.values())
    assert certificate.shortfalls == ()


def test_a_plan_with_holes_is_sound_and_names_them() -> None:
    certificate = check(example("clash_sunday"), document("clash_sunday"), SHA)

    assert certificate.is_sound
    assert sum(short.missing for short in certificate.shortfalls if short.where[-1] != "leader") == 2
    assert sum(short.missing for short in certificate.shortfalls if short.where[-1] == "leader") == 3
    assert all(short.reasons for short in certificate.shortfalls)


def test_causes_count_everybody_in_reach() -> None:
    problem = example("clash_hours")
    certificate = check(problem, document("clash_hours"), SHA)

    short = next(one for one in certificate.shortfalls if one.where[-1] != "leader")
    post, day, shift = short.where
    standing = sum(line[1:] == [day, shift, post] for line in document("clash_hours")["assignments"])
    assert sum(int(reason.params["people"]) for reason in short.reasons) == 6 - standing


def test_a_plan_of_another_problem_is_refused() -> None:
    assert "other_problem" in refusals(document("little"), "1" * 64)


def test_without_a_digest_none_is_compared() -> None:
    assert check(PROBLEM, document("little")).is_sound


@pytest.mark.parametrize("value", [None, {}, {"pi": [], "mu": []}, {"pi": [[[0]]]}, []])
def test_a_plan_without_prices_is_refused(value: Any) -> None:
    assert "no_certificate" in refusals(changed(prices=value))


def test_prices_of_a_wrong_shape_are_refused() -> None:
    prices = document("little")["prices"]
    prices["pi"][0][0] = [1.0]

    assert "price_table" in refusals(changed(prices=prices))


@pytest.mark.parametrize(("table", "price"), [("pi", 1000.5), ("mu", -0.5), ("mu", 400.001)])
def test_prices_that_prove_nothing_are_refused(table: str, price: float) -> None:
    prices = document("little")["prices"]
    prices[table][1][3][2] = price

    found = refusals(changed(prices=prices))

    assert "price_range" in found
    assert f"prices.{table}[1][3][2]" in found


@pytest.mark.parametrize("price", [math.nan, math.inf, "5", None])
def test_prices_that_are_no_numbers_are_refused(price: Any) -> None:
    prices = document("little")["prices"]
    prices["pi"][0][0][0] = price

    assert "price_table" in refusals(changed(prices=prices))


@pytest.mark.parametrize("key", ["cost", "bound"])
@pytest.mark.parametrize("value", [None, "5", True, math.nan])
def test_a_figure_that_is_no_number_is_refused(key: str, value: Any) -> None:
    assert "not_a_number" in refusals(changed(**{key: value}))


def test_a_wrong_cost_is_refused_with_both_figures() -> None:
    cost = document("little")["cost"]

    assert f"cost_differs: says {cost - 1}, found {cost}" in refusals(changed(cost=cost - 1))


@pytest.mark.parametrize("step", [1, -1, 0.5])
def test_a_wrong_bound_is_refused(step: float) -> None:
    assert "bound_differs" in refusals(changed(bound=document("little")["bound"] + step))


def test_a_wrong_word_of_proof_is_refused() -> None:
    assert "proven_differs" in refusals(changed(proven=not document("little")["proven"]))
    assert "not_a_claim" in refusals(changed(proven="yes"))


def test_a_price_changed_so_that_the_bound_falls_is_refused() -> None:
    prices = document("little")["prices"]
    prices["pi"][0][0][0] -= 200.0

    assert "bound_differs" in refusals(changed(prices=prices))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["谁", 0, "D", "东门"], "unknown_id"),
        (["高涛", 7, "D", "东门"], "unknown_id"),
        (["高涛", -1, "D", "东门"], "unknown_id"),
        (["高涛", "0", "D", "东门"], "unknown_id"),
        (["高涛", 0, "X", "东门"], "unknown_id"),
        (["高涛", 0, "D", "西门"], "unknown_id"),
        (["高涛", 0, "D"], "not_a_line"),
        ("高涛", "not_a_line"),
        (["李兰", 2, "D", "东门"], "unavailable"),
        (["王秀", 3, "N", "路口"], "no_nights"),
        (["王秀", 3, "D", "东门"], "reach"),
    ],
)
def test_a_wrong_line_is_refused(line: Any, code: str) -> None:
    value = document("little")
    if isinstance(line, list):
        value["assignments"] = [other for other in value["assignments"] if other[:2] != line[:2]]
    value["assignments"].append(line)

    found = refusals(value)

    assert f"{code}:" in found
    assert f"assignments[{len(value['assignments']) - 1}]" in found


def only(*lines: tuple[str, int, str, str]) -> dict[str, Any]:
    """Return a plan with these lines alone; its figures are wrong too."""
    return changed(assignments=[list(line) for line in lines])


def test_too_little_rest_is_refused_in_hours() -> None:
    found = refusals(only(("高涛", 0, "E", "东门"), ("高涛", 1, "D", "东门")))

    assert "rest: 高涛 day 1: 10.0 hours of rest, least 11.0" in found


def test_too_many_hours_in_a_week_are_refused() -> None:
    lines = [("李兰", day, "D", "东门") for day in (0, 1, 4, 5)]

    assert "hours_week: 李兰 to day 5: 28.0 hours in the week, most 21.0" in refusals(only(*lines))


def test_too_many_days_in_a_row_are_refused() -> None:
    lines = [("高涛", day, "D", "东门") for day in range(7)]

    assert "days_in_row: 高涛 to day 6: 7 days in a row, most 6" in refusals(only(*lines))


def test_too_many_nights_in_a_row_are_refused() -> None:
    lines = [("高涛", day, "N", "东门") for day in range(4)]

    assert "nights_in_row: 高涛 to day 3: 4 nights in a row, most 3" in refusals(only(*lines))


def test_too_many_nights_in_all_are_refused() -> None:
    rules = {**little()["rules"], "max_nights": 2}
    problem = read_problem(little(rules=rules))
    value = changed(assignments=[["高涛", day, "N", "东门"] for day in (0, 2, 4)])

    assert "nights_total: 高涛 to day 4: 3 nights, most 2" in "\n".join(check(problem, value).faults)


def test_too_many_shifts_in_a_week_are_refused() -> None:
    problem = read_problem(little(rules={**little()["rules"], "max_shifts_week": 1}))
    value = changed(assignments=[["高涛", day, "D", "东门"] for day in (0, 2)])

    assert "shifts_week: 高涛 to day 2: 2 shifts in the week, most 1" in "\n".join(check(problem, value).faults)


def test_more_people_than_needed_are_refused() -> None:
    found = refusals(only(("高涛", 1, "D", "东门"), ("何娟", 1, "D", "东门")))

    assert "never_more_than_needed: 东门 day 1 D: 2 people, need 1" in found


def test_a_slot_without_need_takes_nobody() -> None:
    assert "never_more_than_needed: 路口 day 6 N" in refusals(only(("高涛", 6, "N", "路口")))


def test_two_shifts_of_a_person_on_a_day_are_refused() -> None:
    assert "one_shift_a_day" in refusals(only(("高涛", 1, "D", "东门"), ("高涛", 1, "E", "路口")))


@pytest.mark.parametrize(
    "rows", [None, "none", [["东门", 0, "D", 1]], [["东门", 0, "D", -1, 0]], [["西门", 0, "D", 1, 0]]]
)
def test_holes_that_cannot_be_read_are_refused(rows: Any) -> None:
    assert refusals(changed(holes=rows))


def test_an_invented_a_missing_and_a_wrong_hole_are_refused() -> None:
    value = document("clash_sunday")
    problem = example("clash_sunday")
    for holes in (
        [*value["holes"], ["P001", 0, "D", 1, 0]],
        [*value["holes"], ["P001", 0, "D", 0, 0]],
        value["holes"][1:],
        [[*value["holes"][0][:3], 2, 2], *value["holes"][1:]],
        [*value["holes"], value["holes"][0]],
    ):
        found = check(problem, {**value, "holes": holes}, SHA)

        assert any("hole" in fault for fault in found.faults)


def test_a_pin_that_is_not_kept_is_refused() -> None:
    problem = read_problem(little(pinned=[["高涛", 1, "D", "东门"]]))
    value = changed(assignments=[["高涛", 1, "E", "东门"]])

    assert "pinned: 高涛 day 1 D at 东门 is not kept" in "\n".join(check(problem, value).faults)


def test_nobody_is_put_on_a_day_that_is_history() -> None:
    problem = read_problem(little(frozen_days=1, pinned=[["高涛", 0, "D", "东门"]]))
    value = changed(assignments=[["高涛", 0, "D", "东门"], ["何娟", 0, "E", "东门"]])

    found = check(problem, value).faults

    assert [fault for fault in found if "past" in fault] == [
        "assignments[1]: past: day 0 is history, 何娟 cannot be put on it"
    ]


def test_faults_are_said_in_chinese_too() -> None:
    faults = check(PROBLEM, changed(cost=1), lang="zh").faults

    assert faults[0].startswith("cost：写的是 1，重算为")


def test_a_lawful_change_with_true_figures_is_accepted() -> None:
    value = document("tiny_2")
    problem = example("tiny_2")
    line = value["assignments"].pop(5)
    slot = [line[3], line[1], line[2]]
    told = check(problem, value)
    hole = next(short for short in told.shortfalls if list(short.where) == slot)
    leaders = sum(short.missing for short in told.shortfalls if list(short.where) == [*slot, "leader"])
    value["holes"] = [row for row in value["holes"] if row[:3] != slot] + [[*slot, hole.missing, leaders]]
    value["cost"] = told.cost

    assert check(problem, value).is_sound


def test_the_plan_itself_is_not_changed() -> None:
    value = document("little")
    before = copy.deepcopy(value)

    check(PROBLEM, value)

    assert value == before
