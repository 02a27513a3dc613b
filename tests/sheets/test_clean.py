"""Texts as people type them, made comparable."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.sheets.clean import Cell, figures, is_blank, phrase, plain, text_of, tight
from yixian.sheets.headings import heading_forms


def test_it_works() -> None:
    assert phrase(" 王　秀 兰 ") == "王秀兰"
    assert figures("'１３８ ００００－0001") == "138000 0-0001".replace(" ", "")
    assert tight("东风小区 17 号岗—Ａ") == "东风小区17号岗-a"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("", ""),
        (" 王 ", "王"),
        (13800000030.0, "13800000030"),
        (2.5, "2.5"),
        (4.199011997052706e17, "4.19901E+17"),
        (float("inf"), "INF"),
        (True, "是"),
        (date(2020, 2, 3), "2020-02-03"),
        (datetime(2020, 2, 3, 8, 30), "2020-02-03 08:30"),
        (datetime(2020, 2, 3), "2020-02-03"),
        (timedelta(hours=6), "6:00:00"),
    ],
)
def test_a_cell_is_shown_as_a_person_sees_it(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize("cell", [None, "", "  ", "　", "\u200b", "\ufeff \n"])
def test_what_nobody_sees_is_blank(cell: Cell) -> None:
    assert is_blank(cell)


@pytest.mark.parametrize("cell", [0.0, False, "0", "/"])
def test_what_stands_there_is_not_blank(cell: Cell) -> None:
    assert not is_blank(cell)


def test_blanks_between_latin_words_stay() -> None:
    assert phrase(" John   Smith ") == "John Smith"


@pytest.mark.parametrize("text", ["姓名", "姓 名", "姓\n名", "*姓名", "姓名（必填）", "姓名：", "【姓名】"])
def test_a_heading_is_known_in_any_dress(text: str) -> None:
    assert "姓名" in heading_forms(text)


@given(st.text(st.sampled_from("王ＡａX１2－—-（(　 \t\u200b·.、"), max_size=20))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert tight(tight(text)) == tight(text)
    assert plain(f"x{plain(text)}") == f"x{plain(text)}"
