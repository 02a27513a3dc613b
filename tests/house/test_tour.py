"""The tour names only what exists."""

from __future__ import annotations

import re
from importlib import import_module

from tests.house.source import ROOT

NAME = re.compile(r"`(yixian(?:\.\w+)+)`")


def _exists(dotted: str) -> bool:
    words = dotted.split(".")
    for cut in range(len(words), 0, -1):
        try:
            found: object = import_module(".".join(words[:cut]))
        except ModuleNotFoundError:
            continue
        for word in words[cut:]:
            if not hasattr(found, word):
                return False
            found = getattr(found, word)
        return True
    return False


def test_every_name_of_the_tour_exists():
    names = NAME.findall((ROOT / "docs" / "tour.md").read_text(encoding="utf-8"))
    assert len(names) > 20
    assert [name for name in names if not _exists(name)] == []


def test_every_page_that_the_readme_names_exists():
    for readme in ("README.md", "README.zh-CN.md"):
        links = re.findall(r"\]\(((?!http)[^)#]+)\)", (ROOT / readme).read_text(encoding="utf-8"))
        assert [link for link in links if not (ROOT / link).exists()] == []
