"""Every code that this room can say has a sentence in both languages, with the numbers it is given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from yixian.planning.duty.lawful import HARD_RULES
from yixian.planning.duty.rulebook import TIME_RULES
from yixian.words import catalogue

PACKAGE = "yixian.planning.duty"
SOURCE = Path("src/yixian/planning/duty")
KEPT = ("reach", "unavailable", "no_nights", "past", "pinned", "on_duty", *TIME_RULES)
KEEPS = ("nothing", *KEPT[1:])
PINS = ("reach", "unavailable", "no_nights", *TIME_RULES, "never_more_than_needed")


def test_it_works() -> None:
    needed = {*HARD_RULES, "past"}
    needed |= {f"kept_{rule}" for rule in KEPT}
    needed |= {f"keeps_{rule}" for rule in KEEPS}
    needed |= {f"pin_{rule}" for rule in PINS}

    assert needed <= set(catalogue(PACKAGE))


def test_every_code_in_the_source_has_a_sentence() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCE.glob("*.py"))
    codes = set(re.findall(r'(?:Reason|refuse)\(\s*"([a-z_]+)"', text))

    assert codes - {"problem"} <= set(catalogue(PACKAGE)) | {"rules"}


@pytest.mark.parametrize("code", sorted(catalogue(PACKAGE)))
def test_both_languages_use_the_same_numbers(code: str) -> None:
    entry = catalogue(PACKAGE)[code]
    named = {lang: set(re.findall(r"\{([a-z_]+)", entry[lang])) for lang in ("zh", "en")}

    assert set(entry) == {"zh", "en"}
    assert named["zh"] == named["en"]
    assert re.search(r"[一-鿿]", entry["zh"])
    assert not re.search(r"[一-鿿]", entry["en"])
