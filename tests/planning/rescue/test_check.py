"""The checker believes sound plans, and refuses every corrupted one."""

from __future__ import annotations

import copy
import json
import random
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.rescue.chance import Little, little
from tests.planning.rescue.corrupt import KINDS, Corruption
from tests.planning.rescue.morning import SHA, document, morning, read, with_row
from yixian.planning.rescue.check import check
from yixian.planning.rescue.formats import plan_document
from yixian.planning.rescue.solve import solve
from yixian.planning.rescue.verdict import judge


@cache
def sound(seed: int) -> tuple[Little, str]:
    """Return an alarm by chance and its plan as text."""
    alarm = little(seed)
    plan = plan_document(alarm.case, alarm.ground, solve(alarm.case, alarm.ground), SHA)
    return alarm, json.dumps(plan)


@cache
def rich() -> tuple[int, ...]:
    """Return alarms by chance that have a plan with something to corrupt in every part of it."""
    found = []
    for seed in range(400):
        plan = json.loads(sound(seed)[1])
        rows = plan["alternatives"]
        has_orders = any(order["seconds"] for row in rows for order in row["orders"])
        if has_orders and any(len(leg["way"]) > 2 for row in rows for leg in row["legs"]):
            found.append(seed)
    return tuple(found[:25])


def test_it_works() -> None:
    value = morning()
    case, ground = read(value)
    certificate = check(case, ground, document(value), SHA)

    assert certificate.is_sound
    assert certificate.is_optimal
    assert certificate.rules[0].held == certificate.rules[0].tested == 9


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_what_is_solved_is_sound(seed: int) -> None:
    alarm, text = sound(seed)
    assert check(alarm.case, alarm.ground, json.loads(text), SHA).faults == ()


@pytest.mark.slow
def test_a_thousand_plans_are_sound() -> None:
    for seed in range(3000, 4000):
        alarm, text = sound(seed)
        assert check(alarm.case, alarm.ground, json.loads(text), SHA).faults == (), seed


@pytest.mark.parametrize("corrupt", KINDS, ids=lambda kind: kind.__name__)
def test_each_kind_is_refused_on_the_morning(corrupt: Corruption) -> None:
    value = morning()
    case, ground = read(value)
    plan = copy.deepcopy(document(value))
    corrupt(plan, random.Random(corrupt.__name__))

    assert judge(case, ground, plan, SHA).faults


def test_a_hundred_of_a_hundred_are_refused() -> None:
    chance = random.Random(20200211)
    seeds = rich()
    believed = []
    for i in range(100):
        seed, corrupt = chance.choice(seeds), KINDS[i % len(KINDS)]
        alarm, text = sound(seed)
        plan: dict[str, Any] = json.loads(text)
        corrupt(plan, chance)
        if plan != json.loads(text) and judge(alarm.case, alarm.ground, plan, SHA).is_sound:
            believed.append((seed, corrupt.__name__))
    assert believed == []


def test_a_plan_for_the_gate_is_refused_once_it_is_shut() -> None:
    plan = document(morning())
    case, ground = read(with_row("closures", 0, kind="hard_block"))

    faults = check(case, ground, plan, SHA).faults
    assert any(fault.startswith("alternatives[0].legs[1]: no_such_way") for fault in faults)


def test_sending_both_guards_is_refused_by_name() -> None:
    value = morning()
    plan = copy.deepcopy(document(value))
    orders = plan["alternatives"][0]["orders"]
    next(order for order in orders if order["who"] == "高涛")["who"] = "张敏"
    case, ground = read(value)

    assert any("post_left" in fault for fault in check(case, ground, plan, SHA).faults)


def test_faults_speak_chinese() -> None:
    value = morning()
    case, ground = read(value)
    plan = {**document(value), "nodes": 3}
    assert check(case, ground, plan, SHA, lang="zh").faults == (f"nodes：写的是 3.0，重算为 {ground.n_nodes}.0",)


def test_a_hospital_that_cannot_be_reached_is_not_called_far() -> None:
    alarm, text = sound(3417)
    assert {"code": "hospital_cut_off", "hospital": "H1"} in json.loads(text)["rejected"]
    assert check(alarm.case, alarm.ground, json.loads(text), SHA).is_sound
