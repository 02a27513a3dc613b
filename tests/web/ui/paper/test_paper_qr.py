from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from yixian.web.ui.paper.duty_sheet import duty_sheets
from yixian.web.ui.paper.qr import matrix, svg

URL = "https://yixian.example/p/0231?v=3&x=1"
PATH = "{http://www.w3.org/2000/svg}path"


def drawn(picture: str, quiet_modules: int) -> list[list[bool]]:
    """Read the dark modules back from the path that draws them."""
    root = ElementTree.fromstring(picture)
    side = int(root.attrib["viewBox"].split()[2]) - 2 * quiet_modules
    modules = [[False] * side for _ in range(side)]
    outline = root.findall(PATH)[1].attrib["d"]
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", outline):
        for step in range(int(width)):
            modules[int(y) - quiet_modules][int(x) - quiet_modules + step] = True
    return modules


def test_it_works():
    expected = [[bool(module) for module in row] for row in segno.make(URL, error="m", micro=False).matrix]
    assert drawn(svg(URL), 4) == expected
    assert drawn(svg(URL, quiet_modules=0), 0) == expected


@given(st.text(st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=80))
def test_any_text_gives_well_formed_svg_of_its_own_matrix(text):
    picture = svg(text, title="t")
    assert drawn(picture, 4) == [list(row) for row in matrix(text)]


def test_two_addresses_give_two_squares():
    assert matrix(URL) != matrix(URL + "1")


def test_nothing_in_it_offends_a_strict_policy():
    picture = svg(URL)
    for word in ("style", "<script", "class=", " id=", "href", "on"):
        assert f" {word}=" not in picture
    assert "style" not in picture


def test_its_title_is_the_address_or_the_name_given():
    assert "<title>https://yixian.example/p/0231?v=3&amp;x=1</title>" in svg(URL)
    assert "<title>最新一版</title>" in svg(URL, title="最新一版")


def test_a_title_cannot_break_out():
    root = ElementTree.fromstring(svg(URL, title='</title><script>x</script>"'))
    assert len(list(root)) == 3


def test_too_much_text_is_refused():
    with pytest.raises(ValueError, match="too large"):
        svg("x" * 5000)


def test_an_empty_text_is_refused():
    with pytest.raises(ValueError, match="empty"):
        svg("")


def test_a_sheet_of_another_address_is_another_sheet(sheet):
    moved = replace(sheet, url="https://yixian.example/p/0232")
    assert duty_sheets([moved], "zh") != duty_sheets([sheet], "zh")
