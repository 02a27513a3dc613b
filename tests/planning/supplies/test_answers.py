"""Sentences for people, codes and numbers for scripts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.planning.supplies.little import example
from yixian.planning.plan import Certificate, Reason, RuleCount, Shortfall
from yixian.planning.supplies.answers import reason_answer, say_reason, summary
from yixian.planning.supplies.check import check
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate

PLACE = {"store": "县库", "day": 2}


def test_it_works() -> None:
    reason = Reason("full", {"day": 3, "item": "口罩", "need": 12})

    assert say_reason(reason, "en") == "day 3, 口罩: needs 12, gets all of it"
    assert say_reason(reason, "zh") == "第 3 天 口罩：需要 12 件，全部得到"
    assert reason_answer(reason) == {"code": "full", "day": 3, "item": "口罩", "need": 12}


def test_reasons_among_the_numbers_are_said_one_after_the_other() -> None:
    parts = (Reason("do_line"), Reason("do_raw", {"material": "熔喷布"}), Reason("do_convert", {"product": "N95"}))
    reason = Reason("bundle", {"factory": 0, "actions": parts, "effort": 5, "gain": 7, "alone": "0.00"})

    assert "line + raw 熔喷布 + convert to N95;" in say_reason(reason, "en")
    assert "增开生产线 + 原料 熔喷布 + 转产 N95" in say_reason(reason, "zh")


def test_scripts_get_such_reasons_as_objects() -> None:
    answer = reason_answer(Reason("x", {"used": (Reason("at_stock", PLACE), Reason("on_lorry", PLACE)), "n": 1}))

    assert answer == {"code": "x", "used": [{"code": "at_stock", **PLACE}, {"code": "on_lorry", **PLACE}], "n": 1}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_parts_are_no_words(lang: Any) -> None:
    reason = Reason(
        "loaded_share",
        {"day": 0, "item": 0, "need": 1, "amount": "1", "done": 0, "steep": 1, "percent": "1%", "group": 0, "used": ()},
    )

    assert say_reason(reason, lang).rstrip().endswith(("：", ":"))


def test_a_code_without_a_sentence_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        say_reason(Reason("no_such_code"), "en")


def test_the_summary_of_a_certificate_is_json() -> None:
    problem = read_problem(example("town"))
    certificate = check(problem, allocate(problem))

    told = json.loads(json.dumps(summary(certificate)))

    assert (told["sound"], told["cost"], told["bound"], told["faults"]) == (True, 6251, 6251, [])
    assert told["rules"]["one_group"] == [420, 420]
    assert told["shortfalls"][0]["reasons"][0]["code"] == "tight_cut"


def test_the_summary_of_a_refusal_tells_the_faults() -> None:
    certificate = Certificate(
        cost=3,
        bound=None,
        rules=(RuleCount("amount", 5, 4),),
        shortfalls=(Shortfall(("group", 0), 3),),
        faults=("amount[1]: ...",),
    )

    assert summary(certificate) == {
        "sound": False,
        "cost": 3,
        "bound": None,
        "rules": {"amount": [4, 5]},
        "shortfalls": [{"where": ["group", 0], "missing": 3, "reasons": []}],
        "faults": ["amount[1]: ..."],
    }
