"""Every code of this room has its sentence, with the numbers that the code brings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.planning.rescue.chance import little
from tests.planning.rescue.morning import morning, solved
from yixian.planning.plan import Reason
from yixian.planning.rescue.answers import about, say_reason, told
from yixian.planning.rescue.formats import plan_document
from yixian.planning.rescue.plan import MEETING, PATIENT
from yixian.planning.rescue.problem import ITEMS, KINDS, WAYS
from yixian.planning.rescue.solve import solve
from yixian.words import Lang, catalogue

SOURCE = Path("src/yixian/planning/rescue")
CODE = re.compile(r'(?:Reason|refuse|yield|return|_cost|say)\(?\s*\(?"?(?:PACKAGE, )?"([a-z]+_[a-z_]+)"')


def test_it_works() -> None:
    assert say_reason(Reason("unit_busy", {"unit": "一号车"}), "zh") == "一号车：正在出车"
    assert say_reason(Reason("unit_lacks", {"unit": "A", "items": ["aed", "oxygen"]}), "en") == (
        "A: lacks defibrillator, oxygen, which the patient needs"
    )


def test_every_code_in_the_source_has_a_sentence() -> None:
    used = {code for path in SOURCE.glob("*.py") for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 40
    assert used - set(catalogue("yixian.planning.rescue")) == set()


@pytest.mark.parametrize("word", [*WAYS, *KINDS, *ITEMS, f"at_{MEETING}", f"at_{PATIENT}"])
def test_every_word_inside_a_sentence_is_there(word: str) -> None:
    assert word in catalogue("yixian.planning.rescue")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_plan_can_be_told(lang: Lang) -> None:
    for seed in range(120):
        alarm = little(seed)
        plan = plan_document(alarm.case, alarm.ground, solve(alarm.case, alarm.ground), "0")
        for reason in told(alarm.case, plan, lang):
            assert "{" not in say_reason(reason, lang)


def test_one_subject_is_told_alone() -> None:
    answer = solved(morning())
    sentences = [say_reason(reason, "en") for reason in about(answer.case, answer.document, "中医门诊部", "en")]
    assert sentences == ["中医门诊部: takes no emergencies"]


def test_a_subject_that_nobody_speaks_of() -> None:
    answer = solved(morning())
    assert [reason.code for reason in about(answer.case, answer.document, "月亮", "en")] == ["nothing_known"]
