"""Every code that this room can say has a sentence in both languages, with the numbers it is given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from yixian.words import catalogue

PACKAGE = "yixian.planning.supplies"
SOURCE = Path("src/yixian/planning/supplies")


def test_every_code_in_the_source_has_a_sentence() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    codes = set(re.findall(r'(?:Reason|bench\.refuse|self\._refuse)\(\s*"([a-z_]+)"', text))

    assert len(codes) > 30
    assert codes <= set(catalogue(PACKAGE))


@pytest.mark.parametrize("code", sorted(catalogue(PACKAGE)))
def test_both_languages_use_the_same_numbers(code: str) -> None:
    entry = catalogue(PACKAGE)[code]
    named = {lang: set(re.findall(r"\{([a-z_]+)", entry[lang])) for lang in ("zh", "en")}

    assert set(entry) == {"zh", "en"}
    assert named["zh"] == named["en"]
    assert re.search(r"[一-鿿]", entry["zh"])
    assert not re.search(r"[一-鿿]", entry["en"])
