from __future__ import annotations

import re
import string
from pathlib import Path

import yixian.web.ui.paper
from yixian.words import catalogue

PACKAGE = "yixian.web.ui.paper"
ROOM = Path(yixian.web.ui.paper.__file__).parent


def fields(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_it_works():
    for code, sentence in catalogue(PACKAGE).items():
        assert set(sentence) == {"zh", "en"}, code
        assert fields(sentence["zh"]) == fields(sentence["en"]), code


def test_every_sentence_is_used_and_every_code_has_one():
    code = "".join(file.read_text(encoding="utf-8") for file in ROOM.glob("*.py"))
    quoted = set(re.findall(r'"([a-z_]+)"', code))
    assert set(catalogue(PACKAGE)) <= quoted | set(re.findall(r"'([a-z_]+)'", code))
