"""Every sentence of the shell exists in both languages, in the county's words."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from tests.web.ui.msgids import UI, asked, templates

CATALOGUE = UI / "locale/zh_Hans/LC_MESSAGES/django.po"
FORBIDDEN = ("成功", "非法", "输入错误", "请重试", "！")


def translated() -> dict[str, list[str]]:
    with CATALOGUE.open("rb") as source:
        messages = [message for message in read_po(source) if message.id]
    pairs = {}
    for message in messages:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        words = [message.string] if isinstance(message.string, str) else list(message.string)
        pairs |= dict.fromkeys(ids, words)
    return pairs


def test_it_works():
    assert translated()["For you to act on"] == ["要你处理"]


def test_every_sentence_has_its_chinese():
    words = translated()
    missing = {sentence: place for sentence, place in asked().items() if not all(words.get(sentence, [""]))}
    assert missing == {}


def test_no_translation_is_left_over():
    assert set(translated()) - set(asked()) == set()


def test_no_forbidden_word():
    said = [word for words in translated().values() for word in words]
    assert [word for word in said if any(bad in word for bad in FORBIDDEN)] == []


def test_blanks_in_braces_survive_the_translation():
    for sentence, words in translated().items():
        for word in words:
            assert set(re.findall(r"%\(\w+\)s", word)) == set(re.findall(r"%\(\w+\)s", sentence)), sentence


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_no_template_says_chinese_outside_the_catalogue(path):
    """Names of languages and the invented names of the gallery are the same in every language."""
    text = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"))
    for name in ("中文", "赵云清", "张玉琴", "赵营桥", '"赵"', '"张"'):
        text = text.replace(name, "")
    assert not re.search("[\u4e00-\u9fff]", text)
