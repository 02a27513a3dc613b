"""``yixian serve`` as a new installation sees it: the code as it was fetched, nothing compiled, nothing stored."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.server import ROOT, Visitor, running

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def fetched(tmp_path: Path) -> Path:
    """The source as a fresh clone holds it, without compiled words."""
    source = tmp_path / "src"
    shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    return source


def test_it_works(fetched: Path, tmp_path: Path) -> None:
    with running(tmp_path, "--empty", PYTHONPATH=str(fetched)) as server:
        page = Visitor(server.base).get("/login/").text

    assert 'lang="zh-Hans"' in page
    assert "密码" in page
    assert "Password" not in page


def test_it_speaks_english_to_those_who_ask(tmp_path: Path) -> None:
    with running(tmp_path, "--empty") as server:
        page = Visitor(server.base).get("/login/", **{"Accept-Language": "en", "Cookie": "yx_lang=en"}).text

    assert "Password" in page
