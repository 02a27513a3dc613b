"""The page in the docs: its examples are read, its commands are known, its picture is what the command draws."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.house.source import ROOT
from yixian.cli.main import call
from yixian.planning.roads.siting.problem import QUESTIONS
from yixian.planning.roads.siting.read import SPELT, read_sites

PAGE = (ROOT / "docs" / "planners" / "reach.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)```", PAGE, flags=re.DOTALL)
DATA = ROOT / "tests" / "data" / "rescue"


def test_it_works(tmp_path: Path):
    net, drawn = tmp_path / "guixi.npz", tmp_path / "drawn.svg"
    assert call(["roads", "import", str(DATA / "guixi.osm"), "-o", str(net)]) == 0
    files = ["--stations", str(DATA / "guixi_stations.csv"), "--residents", str(DATA / "guixi_residents.csv")]
    out = ["--picture", str(drawn), "-o", str(tmp_path / "critical.csv"), "--lang", "en"]
    assert call(["roads", "critical", str(net), *files, *out]) == 0
    page = (ROOT / "docs" / "planners" / "reach-critical.svg").read_text(encoding="utf-8")
    assert drawn.read_text(encoding="utf-8") == page


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_is_read(text: str):
    assert read_sites(json.loads(text)).demand.n == 1


@pytest.mark.parametrize("name", ["guixi_sites.json", "guixi_entrances.json"])
def test_the_whole_examples_are_read(name: str):
    assert read_sites(json.loads((DATA / name).read_text(encoding="utf-8"))).demand.n == 60


def test_every_question_is_on_the_page():
    assert len(EXAMPLES) == 2
    assert all(f"`{name}`" in PAGE for name in (*QUESTIONS, *SPELT, "entrances"))
