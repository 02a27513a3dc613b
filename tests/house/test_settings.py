"""Every setting is described, in both languages, and known to the doctor."""

from __future__ import annotations

import re

import pytest

from tests.house.source import ROOT, python_files
from yixian.web.doctor.known import OF_TESTS, SETTINGS

NAME = re.compile(r"\bYX_[A-Z_]+[A-Z]\b")


def _used():
    found = {name for path in python_files() for name in NAME.findall(path.read_text(encoding="utf-8"))}
    return found - set(OF_TESTS)


def test_the_doctor_knows_every_setting():
    assert set(SETTINGS) == _used()


def test_the_test_runs_have_no_other():
    files = [*(ROOT / "tests").rglob("*.py"), ROOT / "yx"]
    found = {name for path in files for name in NAME.findall(path.read_text(encoding="utf-8"))}
    assert set(OF_TESTS) <= found


@pytest.mark.parametrize("page", ["operate.md", "operate.zh-CN.md"])
def test_every_setting_has_its_row(page):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    table = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `YX_")]
    assert sorted(name for cell in table for name in NAME.findall(cell)) == sorted(SETTINGS)


def test_both_pages_have_the_same_parts():
    shapes = []
    for page in ("operate.md", "operate.zh-CN.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        shapes.append((len(re.findall(r"^## ", text, re.M)), re.findall(r"^\./yx .*|^YX_DATABASE=\S+", text, re.M)))
    assert shapes[0][0] == shapes[1][0]
    assert [line.split("#")[0].strip() for line in shapes[0][1]] == [
        line.split("#")[0].strip() for line in shapes[1][1]
    ]
