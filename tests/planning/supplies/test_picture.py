"""The picture of who gets what."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.planning.supplies.little import example, little
from yixian.planning.supplies.picture import FAINT, GIVEN, LEAST, MOST_ROWS, draw
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate, allocate_whole


def drawn(lang: Any = "zh", **changes: Any) -> str:
    """Return the picture of the little split with some keys changed."""
    problem = read_problem(little(**changes))
    return draw(problem, allocate(problem), lang)


def bars(picture: str, colour: str) -> list[float]:
    """Return the widths of all bars of a colour, from above."""
    return [float(width) for width in re.findall(rf'width="([\d.]+)" height="12" fill="{colour}"', picture)]


def names(picture: str) -> list[str]:
    """Return the names of the sites, from above."""
    return re.findall(r'text-anchor="end"[^>]*>([^<]*)<', picture)


def test_it_works() -> None:
    assert names(drawn()) == ["北村", "西门", "东门", "医院", "南村"]


def test_it_is_a_picture_that_any_reader_can_parse() -> None:
    root = ElementTree.fromstring(drawn())

    assert root.tag.endswith("svg")
    assert all(element.tag.endswith(("rect", "text")) for element in root)


def test_who_is_worst_off_comes_first() -> None:
    assert names(drawn())[0] == "北村"
    assert names(drawn())[-1] == "南村"


def test_a_bar_is_as_long_as_the_need_and_filled_with_what_is_given() -> None:
    picture = drawn()
    columns = [bars(picture, colour) for colour in (FAINT, GIVEN, LEAST)]
    widths = dict(zip(names(picture), zip(*columns, strict=True), strict=True))

    need, given, least = widths["医院"]
    assert given / need == pytest.approx(30 / 40, abs=0.01)
    assert least / need == pytest.approx(20 / 40, abs=0.01)
    assert widths["北村"][1:] == (0, 0)


def test_the_longest_bar_fills_the_width() -> None:
    assert max(bars(drawn(), FAINT)) == pytest.approx(640, abs=0.1)


@pytest.mark.parametrize(
    ("lang", "title", "key"),
    [
        ("zh", "谁得到多少：5 个点，共需 79 件，发放 52 件", "灰色：尚缺"),
        ("en", "Who gets what: 5 sites need 79 pieces, 52 are given", "grey: missing"),
    ],
)
def test_its_words_are_in_the_language_asked_for(lang: str, title: str, key: str) -> None:
    assert title in drawn(lang)
    assert key in drawn(lang)


def test_names_cannot_break_the_picture() -> None:
    demands = [{"site": "<b>&站", "tier": 0, "day": 0, "min": 0, "need": 5, "arcs": [0]}]

    texts = [element.text for element in ElementTree.fromstring(drawn(demands=demands)) if element.text]

    assert "<b>&站" in texts


def test_of_very_many_sites_only_the_worst_are_drawn() -> None:
    demands = [{"site": s, "tier": 0, "day": 0, "min": 0, "need": 1 + s, "arcs": [0]} for s in range(300)]

    assert len(names(drawn(demands=demands))) == MOST_ROWS


def test_nobody_there_is_an_empty_picture() -> None:
    assert names(drawn(nodes=[], carry=[], demands=[])) == []


def test_days_of_a_site_are_added_up() -> None:
    assert "30 / 40 · 75%" in drawn()


def test_whole_pieces_are_drawn_too() -> None:
    problem = read_problem(example("town"))

    assert len(names(draw(problem, allocate_whole(problem), "en"))) == 60
