"""The table of townships: rooms name the columns, trouble stands first."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.county import EVENING, County
from yixian.web.access.models import Account
from yixian.web.alarms import Cell
from yixian.web.figures import Asked
from yixian.web.register.models import Place
from yixian.web.today.towns import table

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")


def offer(cells: dict[str, dict[str, Cell]], **columns: str) -> SimpleNamespace:
    """What a room's ``today.py`` offers for the table."""
    return SimpleNamespace(COLUMNS=columns, table=lambda asked: cells)


def shown(county: County, *offers: SimpleNamespace) -> list[str]:
    areas = list(Place.objects.visible_to(county.duty_officer).filter(kind="town").order_by("path"))
    found = table(list(offers), areas, Asked(county.duty_officer, "", EVENING))
    return [row.place.name for row in found["rows"]]


def test_it_works(county: County, logged_in: LogIn) -> None:
    html = logged_in(county.duty_officer).get("/today/towns/").content.decode()
    assert "柳河镇" in html and "城关镇" in html and 'href="/?in=0000"' in html


def test_without_rooms_the_townships_stand_in_their_order(county: County) -> None:
    assert shown(county) == ["柳河镇", "城关镇"]


@pytest.mark.parametrize(("liuhe", "chengguan"), [("", "alarm"), ("warn", "alarm"), ("ok", "warn"), ("off", "warn")])
def test_trouble_stands_first(county: County, liuhe: str, chengguan: str) -> None:
    room = offer({"0000": {"manned": Cell("4/4", liuhe)}, "0001": {"manned": Cell("0/1", chengguan)}}, manned="在岗")
    assert shown(county, room) == ["城关镇", "柳河镇"]


def test_of_two_without_trouble_the_smaller_share_stands_first(county: County) -> None:
    cells = {"0000": {"manned": Cell("4/4", "", 1.0)}, "0001": {"manned": Cell("1/2", "", 0.5)}}
    assert shown(county, offer(cells, manned="在岗")) == ["城关镇", "柳河镇"]


def test_two_rooms_share_a_row(county: County) -> None:
    first = offer({"0000": {"manned": Cell("4/4")}}, manned="在岗")
    second = offer({"0000": {"late": Cell("2", "warn")}}, late="逾期")
    areas = list(Place.objects.visible_to(county.duty_officer).filter(path="0000"))
    found = table([first, second], areas, Asked(county.duty_officer, "", EVENING))
    assert [head["label"] for head in found["columns"]] == ["在岗", "逾期"]
    assert [cell.text for _, cell in found["rows"][0].cells] == ["4/4", "2"]


def test_a_township_that_a_room_says_nothing_of_has_empty_cells(county: County) -> None:
    areas = list(Place.objects.visible_to(county.duty_officer).filter(path="0001"))
    found = table(
        [offer({"0000": {"manned": Cell("4/4")}}, manned="在岗")], areas, Asked(county.duty_officer, "", EVENING)
    )
    assert [cell.text for _, cell in found["rows"][0].cells] == [""]


def test_a_room_that_says_nothing_of_any_township_has_no_column(county: County) -> None:
    found = table([offer({}, manned="在岗")], [], Asked(county.duty_officer, "", EVENING))
    assert found["columns"] == []


def test_a_column_has_a_bar_where_a_cell_has_a_share(county: County) -> None:
    room = offer({"0000": {"manned": Cell("4/4", "", 1.0), "on_duty": Cell("9/9")}}, manned="在岗", on_duty="到岗")
    found = table([room], [], Asked(county.duty_officer, "", EVENING))
    assert [head["has_bar"] for head in found["columns"]] == [True, False]


def test_in_one_township_its_posts_are_listed_instead(county: County, logged_in: LogIn) -> None:
    html = logged_in(county.township_officer).get("/today/towns/?in=0000").content.decode()
    assert "安平苑北门" in html and "粮站家属院门" not in html
