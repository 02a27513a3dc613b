"""How a name sounds, and by which keys it is found."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.rules.pinyin import keys

with Path("tests/data/web/surname_pinyin.csv").open(encoding="utf-8", newline="") as file:
    SURNAMES = [(row["surname"], row["reading"]) for row in csv.DictReader(file)]


def test_it_works() -> None:
    assert keys("赵云清") == ("zhaoyunqing", "zyq")


@pytest.mark.parametrize(("surname", "reading"), SURNAMES)
def test_every_surname_of_the_list_is_read_as_a_surname(surname: str, reading: str) -> None:
    full, initials = keys(surname + "芳")
    assert full == reading + "fang"
    assert len(initials) == len(surname) + 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("欧阳娜", ("ouyangna", "oyn")),
        ("歐陽娜", ("ouyangna", "oyn")),
        ("单雄信", ("shanxiongxin", "sxx")),
        ("單雄信", ("shanxiongxin", "sxx")),
        ("尉迟恭", ("yuchigong", "ycg")),
        ("尉迟", ("weichi", "wc")),
        ("曾国强", ("zengguoqiang", "zgq")),
        ("乐正子", ("yuezhengzi", "yzz")),
        ("爱新觉罗溥", ("aixinjueluopu", "axjlp")),
        ("吕绿", ("lvlv", "ll")),
        ("单", ("shan", "s")),
        ("", ("", "")),
        ("  ", ("", "")),
        ("Li Wei", ("liwei", "l")),
        ("朱 刚", ("zhugang", "zg")),
        ("阿里木·买买提", ("alimumaimaiti", "almmmt")),
    ],
)
def test_readings(name: str, expected: tuple[str, str]) -> None:
    assert keys(name) == expected


def test_a_given_name_keeps_its_own_reading() -> None:
    assert keys("李单")[0] == "lidan"


@pytest.mark.parametrize(("a", "b"), [("高静军", "高静君"), ("何娟建", "何娟健"), ("黄勇", "黃勇"), ("王芳", "王方")])
def test_names_that_sound_alike_share_the_full_key(a: str, b: str) -> None:
    assert keys(a)[0] == keys(b)[0]


@given(st.text(max_size=10))
def test_no_text_breaks_it(text: str) -> None:
    full, initials = keys(text)
    assert len(initials) <= len(full)
    assert bool(full) == bool(initials)


@given(st.text("赵钱孙李单曾欧阳尉迟云清", min_size=1, max_size=5))
def test_a_han_name_has_one_initial_a_character(name: str) -> None:
    full, initials = keys(name)
    assert len(initials) == len(name)
    assert full.isascii() and full.isalpha()
