"""The certificate, the causes and the reasons in words: no code of the planner stays without a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from tests.county import County
from tests.web.duty.rosters import new_plan
from yixian import words
from yixian.planning.duty.lawful import HARD_RULES, SOFT_RULES
from yixian.planning.duty.rulebook import TIME_RULES
from yixian.web.duty.certificate import CAUSES, RULES, cause, certificate_of
from yixian.web.duty.staffing import STAFFING
from yixian.web.duty.why import KEPT

# The bridge pins nothing, freezes no day and bars nights by cells, so these have nothing to say here.
UNUSED = {"pinned", "no_nights"}
AROUND = {"reach", "pinned", "past"}


def test_it_works() -> None:
    with translation.override("zh-hans"):
        said = cause([{"code": "keeps_on_duty", "params": {"people": 6}}])
    assert said == "能到的 6 人中，6 人当天已有班。"


def test_every_rule_of_the_checker_has_its_words() -> None:
    assert {*HARD_RULES, *SOFT_RULES} - UNUSED <= set(RULES)


@pytest.mark.parametrize(("prefix", "ours"), [("kept_", KEPT), ("keeps_", CAUSES)])
def test_every_cause_of_the_planner_has_its_words(prefix: str, ours: dict[str, Any]) -> None:
    codes = {code for code in words.catalogue("yixian.planning.duty") if code.startswith(prefix)}
    assert codes - {f"{prefix}{code}" for code in AROUND} <= set(ours)
    assert {f"{prefix}{rule}" for rule in TIME_RULES} <= set(ours)


@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_every_sentence_takes_its_numbers(lang: str) -> None:
    with translation.override(lang):
        for sentence in RULES.values():
            assert "%(" not in str(sentence) % STAFFING.rules
        for sentence in CAUSES.values():
            assert "3" in str(sentence) % {"n": 3}
        for sentence in KEPT.values():
            assert "%(" not in str(sentence) % {"post": "东门", "shift": "夜", "found": 9.5, "limit": 11}


@pytest.mark.parametrize("code", [*RULES, *CAUSES, *KEPT])
def test_chinese_is_not_english(code: str) -> None:
    sentence = {**RULES, **CAUSES, **KEPT}[code]
    with translation.override("zh-hans"):
        chinese = str(sentence)
    with translation.override("en"):
        assert str(sentence) != chinese


def test_nobody_within_reach_is_said(county: County) -> None:
    with translation.override("zh-hans"):
        assert cause([]) == "40 分钟内没有别人。"


def test_only_the_commonest_three_causes_are_said() -> None:
    reasons = [{"code": code, "params": {"people": 2}} for code in list(CAUSES)[:5]]
    with translation.override("zh-hans"):
        said = cause(reasons)
    assert said.startswith("能到的 10 人中") and said.count("2 人") == 3


def test_a_plan_without_a_bound_shows_none(county: County) -> None:
    found = certificate_of(new_plan(county, cost=12345, bound=None))
    assert (found["cost"], found["bound"], found["gap"], found["is_optimal"]) == ("12,345", "", None, False)


def test_a_broken_rule_is_an_alarm_and_a_missing_leader_a_warning(county: County) -> None:
    rules = [{"code": code, "tested": 9, "held": 8} for code in ("rest", "need_leader", "one_shift_a_day")]
    rules[2]["held"] = 9
    found = certificate_of(new_plan(county, cost=1, bound=1, certificate={"rules": rules}))
    assert {row["sign"] for row in found["rules"]} == {"alarm", "warn", "ok"}
    assert [row["count"] for row in found["rules"]].count("8 / 9") == 2


def test_a_cost_of_nothing_has_no_gap(county: County) -> None:
    assert certificate_of(new_plan(county, cost=0, bound=0))["gap"] is None
