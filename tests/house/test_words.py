"""Every text for people exists in Chinese and English."""

from __future__ import annotations

import re
import tomllib
from io import BytesIO

from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.house.source import SRC, python_files, where

WEB = SRC / "web"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
FORBIDDEN = ("成功", "非法", "输入错误", "请重试")


def _chinese():
    known = {}
    for po in WEB.glob("*/locale/zh_Hans/LC_MESSAGES/django.po"):
        with po.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    known[(message.context, _first(message.id))] = message
    return known


def _first(message_id):
    return message_id[0] if isinstance(message_id, tuple | list) else message_id


def _texts():
    for path in WEB.rglob("*.html"):
        yield path, templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for path in python_files():
        if path.is_relative_to(WEB):
            yield path, path.read_text(encoding="utf-8")


def _messages():
    for path, source in _texts():
        for line, name, message, _ in extract_python(BytesIO(source.encode()), KEYWORDS, [], {}):
            parts = message if isinstance(message, tuple | list) else (message,)
            context = parts[0] if name and "pgettext" in name else None
            text = parts[1] if context is not None else parts[0]
            if text:
                yield f"{where(path)}:{line}", context, text


def test_every_text_is_in_chinese():
    known = _chinese()
    missing = sorted(
        f"{place}: {text!r}"
        for place, context, text in _messages()
        if not (found := known.get((context, text))) or not found.string or found.fuzzy
    )
    assert missing == []


def test_every_code_has_both_languages():
    bad = []
    for path in SRC.rglob("words.toml"):
        for code, words in tomllib.loads(path.read_text(encoding="utf-8")).items():
            names = [set(re.findall(r"{(\w+)", words.get(lang, ""))) for lang in ("zh", "en")]
            # Chinese counts with measure words where English has none.
            if not words.get("zh") or not words.get("en") or names[0] - {"unit"} != names[1] - {"unit"}:
                bad.append(f"{where(path)}: {code}")
    assert bad == []


def test_no_forbidden_word_is_used():
    texts = [path for kind in ("*.po", "*.toml", "*.html", "*.typ") for path in SRC.rglob(kind)]
    assert [f"{where(p)}: {w}" for p in texts for w in FORBIDDEN if w in p.read_text(encoding="utf-8")] == []


def test_every_refusal_has_its_sentence():
    known = {code for path in WEB.glob("*/words.toml") for code in tomllib.loads(path.read_text(encoding="utf-8"))}
    raised = {
        (where(path), code)
        for path in python_files()
        if path.is_relative_to(WEB)
        for code in re.findall(r'Refused\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert sorted(f"{place}: {code}" for place, code in raised if code not in known) == []


def test_no_two_apps_use_one_code_for_two_sentences():
    codes = [code for path in WEB.glob("*/words.toml") for code in tomllib.loads(path.read_text(encoding="utf-8"))]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []
