"""The names in one cell of a roster."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.sheets.crews import read_crew

NAMES = st.sampled_from(["王秀兰", "李建国", "张涛", "单志远", "曾小满", "王和平", "欧阳修远", "阿依古丽·买买提"])


def shown(text: str) -> list[str]:
    """Return the names of a cell, a leader with a star."""
    return [f"{one.name}{'*' if one.leads else ''}" for one in read_crew(text).members]


def test_it_works() -> None:
    assert shown("王秀兰（带班）、李建国") == ["王秀兰*", "李建国"]


@given(
    st.lists(NAMES, min_size=1, max_size=4),
    st.sampled_from(["、", "，", "/", "\n", "\r\n", "；", " ", "　", ",\n", " 、"]),
)
def test_any_sign_parts_names(names: list[str], sign: str) -> None:
    assert shown(sign.join(names)) == names


@given(
    st.lists(NAMES, min_size=1, max_size=4, unique=True),
    st.sampled_from(["{}（带班）", "★{}", "{}★", "带班：{}", "{}(带班)", "（带班）{}"]),
)
def test_any_mark_makes_a_leader(names: list[str], mark: str) -> None:
    first, *others = names

    assert shown("、".join([mark.format(first), *others])) == [f"{first}*", *others]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("无", []),
        ("缺1人", []),
        ("待定", []),
        ("——", []),
        ("/", []),
        ("王　强、李 明", ["王强", "李明"]),
        ("张 三丰 李 四", ["张三丰", "李四"]),
        ("欧阳 修", ["欧阳修"]),
        ("张三13800000000、李四 13900000000", ["张三", "李四"]),
        ("张三(党员)\n\n李四", ["张三", "李四"]),
        ("张三(带班)李四", ["张三*", "李四"]),
        ("张三 （带班） 李四", ["张三*", "李四"]),
        ("组长 张三，李四", ["张三*", "李四"]),
        ("带班:张三；值班员：李四、王五", ["张三*", "李四", "王五"]),
        ("张三和李四", ["张三", "李四"]),
    ],
)
def test_habits_of_clerks(text: str, expected: list[str]) -> None:
    assert shown(text) == expected
    assert read_crew(text).unclear == ()


@pytest.mark.parametrize("text", ["由物业公司派两人", "2", "张三（代李四）", "张三-李四", "物业", "修", "张三.李四"])
def test_what_is_no_name_is_said(text: str) -> None:
    assert read_crew(text).unclear


@given(st.text(max_size=20))
def test_no_text_breaks_it(text: str) -> None:
    assert all(one.name for one in read_crew(text).members)
