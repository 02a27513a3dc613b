"""Names of people and places as they are compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.rules import names


def test_it_works() -> None:
    assert names.plain("朱 刚") == "朱刚"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("黃勇", "黄勇"),
        ("劉國強", "刘国强"),
        ("朱　刚", "朱刚"),
        (" 朱刚\n", "朱刚"),
        ("朱\u200b刚", "朱刚"),
        ("阿里木·买买提", "阿里木买买提"),
        ("阿里木．买买提", "阿里木买买提"),
        ("Ｌｉ Wei", "liwei"),
        ("", ""),
    ],
)
def test_ways_of_typing_a_name_are_one(typed: str, expected: str) -> None:
    assert names.plain(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("大营镇", "大营"),
        ("大营乡", "大营"),
        ("铁路街道", "铁路"),
        ("铁路街道办事处", "铁路"),
        ("前张庄村", "前张庄"),
        ("前张庄村委会", "前张庄"),
        ("前张庄", "前张庄"),
        ("村", "村"),
        ("", ""),
    ],
)
def test_the_kind_of_a_place_is_left_away(typed: str, expected: str) -> None:
    assert names.place(typed) == expected


def test_no_simplified_character_is_changed_again() -> None:
    table = dict(names.rows("traditional.csv"))
    assert not set(table) & set(table.values())
    assert len(table) > 500


@given(st.text("赵云清黃勇歐陽·． 　\u200bＬiW", max_size=12))
def test_a_plain_name_is_plain(text: str) -> None:
    assert names.plain(names.plain(text)) == names.plain(text)
