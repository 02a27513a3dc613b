"""Short names out of the county's words; no drawers."""

from __future__ import annotations

import re

from tests.house.source import functions, python_files, where

DRAWERS = {"utils", "helpers", "common", "misc", "manager", "handler", "processor", "tools", "stuff"}


def _names():
    return [f.name.strip("_") for p in python_files() for f in functions(p) if not f.name.startswith("__")]


def test_there_are_no_drawers():
    assert [where(path) for path in python_files() if path.stem in DRAWERS or path.parent.name in DRAWERS] == []


def test_function_names_have_two_words_on_average():
    names = _names()
    assert sum(len(name.split("_")) for name in names) / len(names) <= 2.2


def test_get_begins_few_names():
    names = _names()
    assert sum(name.startswith("get_") for name in names) / len(names) < 0.08


def test_nothing_is_left_for_later():
    marks = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError|stub(bed)?|for now)\b")
    left = [
        f"{where(path)}:{number}"
        for path in python_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if marks.search(line)
    ]
    assert left == []
