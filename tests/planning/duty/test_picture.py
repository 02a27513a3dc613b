"""The picture of a roster: what lacks is to be seen, and the page in the docs shows what the command draws."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.planning.duty.little import example, little, planned
from yixian.planning.duty import picture
from yixian.planning.duty.figures import count
from yixian.planning.duty.picture import EMPTY, FULL, PART, draw
from yixian.planning.duty.read import read_problem

PAGE = Path("docs/planners/duty-cover.svg")


def drawn(name: str, lang: str = "en") -> str:
    return draw(read_problem(little()) if name == "little" else example(name), planned(name).roster, lang)  # type: ignore[arg-type]


def test_it_works() -> None:
    assert drawn("clash_nights") == PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["little", "clash_nights", "clash_leader", "tiny_1"])
def test_each_slot_that_needs_somebody_has_one_cell_of_its_colour(name: str) -> None:
    problem = read_problem(little()) if name == "little" else example(name)
    figures, svg = count(problem, planned(name).roster), drawn(name)
    wanted = problem.need > 0
    nobody = wanted & (figures.people == 0)
    assert svg.count(f'fill="{EMPTY}"') == int(nobody.sum())
    assert svg.count(f'fill="{PART}"') == int((wanted & (figures.missing > 0) & ~nobody).sum())
    assert svg.count(f'fill="{FULL}"') == int((wanted & (figures.missing == 0) & ~nobody).sum())


def test_a_missing_leader_is_a_dark_foot() -> None:
    figures = count(example("clash_leader"), planned("clash_leader").roster)
    assert drawn("clash_leader").count('height="3"') == int((figures.leaders_missing > 0).sum()) > 0


def test_those_that_lack_most_come_first_and_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MOST_ROWS", 1)
    problem = example("tiny_1")
    missing = count(problem, planned("tiny_1").roster).missing.sum(axis=(1, 2))
    posts = re.findall(r'text-anchor="end"[^>]*>([^<]+)<', drawn("tiny_1"))
    assert posts == [problem.post_ids[int((-missing).argmin())]]


def test_names_cannot_break_it_and_both_languages_speak() -> None:
    svg = draw(read_problem(little()), planned("little").roster, "zh")
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert "一行一个卡点" in svg
