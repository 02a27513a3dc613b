"""The rows of a figure as a file for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO

import pytest
from django.test import Client

from tests.county import EVENING, County
from yixian.web.access.models import Account
from yixian.web.bulletin.csvfile import written
from yixian.web.figures import Asked, Rows, all_figures

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")


def read(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def test_it_works(county: County, logged_in: LogIn) -> None:
    answer = logged_in(county.duty_officer).get("/bulletin/figures/posts.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="posts-20200213-1000.csv"' or (
        answer["Content-Disposition"] == 'attachment; filename="posts-20200213-1800.csv"'
    )
    assert len(read(answer.content.decode())) == 6


def test_excel_can_tell_that_it_is_unicode(county: County, logged_in: LogIn) -> None:
    content = logged_in(county.duty_officer).get("/bulletin/figures/posts.csv").content
    assert content.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "+8613800000000", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_what_somebody_typed_is_no_formula(text: str) -> None:
    [_, [cell]] = read(written(Rows(("名称",), [(text,)])))
    assert cell.startswith("'")


def test_a_negative_number_stays_a_number() -> None:
    assert read(written(Rows(("差",), [(-3,)])))[1] == ["-3"]


def test_nothing_is_an_empty_cell() -> None:
    assert read(written(Rows(("户数", "名称"), [(None, "安平苑")])))[1] == ["", "安平苑"]


def test_commas_quotes_and_line_ends_stay_in_their_cell() -> None:
    text = 'a,"b"\nc'
    assert read(written(Rows(("备注",), [(text,)])))[1] == [text]


@pytest.mark.parametrize("figure", all_figures(), ids=lambda figure: figure.key)
def test_it_has_all_rows(county: County, logged_in: LogIn, figure) -> None:
    text = logged_in(county.duty_officer).get(f"/bulletin/figures/{figure.key}.csv").content.decode()
    assert len(read(text)) == 1 + figure.count(Asked(county.duty_officer, "", EVENING))
