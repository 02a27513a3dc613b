"""A map of the roads that matter."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np

from tests.planning.roads.engine.test_on_roads import spots, town, view
from yixian.planning.roads.engine.picture import COLOURS, CUTTING, draw
from yixian.planning.roads.engine.reach import reach_from

SVG = "{http://www.w3.org/2000/svg}"


def drawn(residents: float, lang: str = "en") -> str:
    stations, homes = spots(1, 3), spots(30, 4)
    reach = reach_from(view(), stations, homes, np.full(30, residents))
    return draw(town(), reach.each_alone(np.unique(view().edge)), stations, lang=lang)


def test_it_works():
    tree = ElementTree.fromstring(drawn(7.0))
    colours = {path.get("stroke") for path in tree.iter(f"{SVG}path")}
    assert {*COLOURS, CUTTING} <= colours
    assert len(list(tree.iter(f"{SVG}circle"))) == 1


def test_the_map_is_credited():
    assert "OpenStreetMap contributors" in drawn(7.0)


def test_the_legend_is_in_the_language_asked_for():
    assert "loses" in drawn(7.0)
    assert "合计" in drawn(7.0, "zh")


def test_without_residents_junctions_are_weighed():
    assert drawn(0.0) != drawn(7.0)


def test_the_same_roads_give_the_same_picture():
    assert drawn(7.0) == drawn(7.0)
