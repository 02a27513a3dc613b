"""An auditor reads every action in words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

import yixian.web
from yixian.web.journal.words import deed

WEB = Path(yixian.web.__file__).parent
ACTION = re.compile(r"@action\([^)]*\)\n(?:@[^\n]+\n)*def (\w+)\(")
ACTIONS = sorted({name for file in WEB.rglob("*.py") for name in ACTION.findall(file.read_text())})


def test_it_works() -> None:
    assert deed("give_grant") == "授权"


def test_the_search_finds_the_actions() -> None:
    assert len(ACTIONS) >= 80 and {"publish_plan", "close_roster", "give_grant"} <= set(ACTIONS)


@pytest.mark.parametrize("name", ACTIONS)
def test_every_action_is_said_in_both_languages(name: str) -> None:
    chinese = deed(name)
    assert re.search("[一-鿿]", chinese), name
    with translation.override("en"):
        assert deed(name) != name and not re.search("[一-鿿]", deed(name))


def test_what_has_no_words_stands_as_it_is_called() -> None:
    assert deed("something_new") == "something_new"
