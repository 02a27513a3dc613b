"""Every doubt has its sentence; figures are those of the network; the picture says whose map it is."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.planning.roads.little import edge_between, on, village
from yixian.planning.roads.drawn import Doubt
from yixian.planning.roads.picture import CREDIT, draw
from yixian.planning.roads.report import PACKAGE, doubtful, figures
from yixian.planning.roads.travel import view_of
from yixian.words import Lang, catalogue

SOURCE = Path("src/yixian/planning/roads")
SVG = "{http://www.w3.org/2000/svg}"


def test_it_works() -> None:
    found = figures(village().network())

    assert found["nodes"] == 6
    assert found["edges"] == 7
    assert found["drivable_km"] == pytest.approx(0.75, abs=0.001)
    assert found["walkable_km"] == pytest.approx(0.75 + 0.1414, abs=0.001)
    assert (found["components"], found["largest_share"], found["with_width"]) == (1, 1.0, 1)


def test_an_island_counts_as_a_part() -> None:
    sketch = village()
    sketch.places |= {7: (900, 900), 8: (950, 900)}
    sketch.road(7, 8)

    found = figures(sketch.network())

    assert found["components"] == 2
    assert found["largest_share"] == 0.75


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_doubtful_row_says_where_and_why(lang: Lang) -> None:
    (row,) = doubtful([Doubt("row 7", "width_unread", {"text": "双车道"})], lang)

    assert (row["row"], row["reason"]) == ("row 7", "width_unread")
    assert "双车道" in row["message"]


def test_every_doubt_in_the_source_has_a_sentence() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    codes = set(re.findall(r'Doubt\([^"]*?(?:f"[^"]*", )?"([a-z_]+)"', text))

    assert len(codes) >= 8
    assert codes <= set(catalogue(PACKAGE))


@pytest.mark.parametrize("code", sorted(catalogue(PACKAGE)))
def test_both_languages_use_the_same_numbers(code: str) -> None:
    entry = catalogue(PACKAGE)[code]
    named = {lang: set(re.findall(r"\{([a-z_]+)", entry[lang])) for lang in ("zh", "en")}

    assert set(entry) == {"zh", "en"}
    assert named["zh"] == named["en"]
    assert re.search(r"[一-鿿]", entry["zh"])
    assert not re.search(r"[一-鿿]", entry["en"])


def test_the_picture_shows_what_is_reached() -> None:
    network = village().network()
    start = on((edge_between(network, 1, 2), 0.0))

    near, far = (draw(network, view_of(network), start, minutes, lang="en") for minutes in ([0.05], [0.05, 5.0]))

    root = ElementTree.fromstring(far)
    texts = [element.text for element in root.iter(f"{SVG}text")]
    assert texts == ["within 0.05 min", "within 5 min", CREDIT]
    assert len(list(root.iter(f"{SVG}circle"))) == 1
    assert len(far) > len(near)
    assert draw(network, view_of(network), start, [5.0], lang="zh").count("5 分钟内") == 1
