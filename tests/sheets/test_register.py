"""Look names up: exact, normalised, alias; near ones are proposed and never taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.sheets import Entry, names
from yixian.sheets.register import Found

POSTS = names(["东风小区17号岗", "东风小区18号岗", "建设新村12号岗", "和谐家园东门"])
PLACES = names(
    [
        Entry("柳河镇"),
        Entry("杏湾镇"),
        Entry("马庄集东口", parent="柳河镇"),
        Entry("马庄集西口", parent="柳河镇"),
        Entry("下湾村", ("和揩村",), "柳河镇"),
        Entry("下湾村", parent="杏湾镇"),
    ]
)


def test_it_works() -> None:
    assert POSTS.find("和谐家园东门") == Found("和谐家园东门")


@pytest.mark.parametrize(
    "text", [" 东风小区17号岗 ", "东风小区 17 号岗", "东风小区１７号岗", "东风小区17號岗", "（东风小区）17号岗"]
)
def test_signs_and_blanks_do_not_matter(text: str) -> None:
    assert POSTS.find(text).name == "东风小区17号岗"


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("东凤小区17号岗", ("东风小区17号岗",)),
        ("和揩家园东门", ("和谐家园东门",)),
        ("17号岗", ("东风小区17号岗",)),
        ("东风小区19号岗", ()),
        ("不存在小区9号岗", ()),
        ("", ()),
    ],
)
def test_a_near_name_is_proposed_only_with_the_same_figures(text: str, near: tuple[str, ...]) -> None:
    assert POSTS.find(text) == Found(None, near)


def test_an_ending_left_out_is_near() -> None:
    assert PLACES.find("杏湾") == Found(None, ("杏湾镇",))
    assert names([Entry("县水利局")]).find("临溪县水利局").near == ("县水利局",)


def test_two_candidates_are_both_proposed() -> None:
    assert PLACES.find("马庄集", "柳河镇") == Found(None, ("马庄集东口", "马庄集西口"))


def test_one_name_twice_is_told_apart_by_its_parent() -> None:
    assert PLACES.find("下湾村") == Found(None, ("柳河镇 下湾村", "杏湾镇 下湾村"))
    assert PLACES.find("下湾村", "杏湾镇") == Found("下湾村")
    assert PLACES.find("柳河镇 下湾村") == Found("下湾村")


def test_a_known_misprint_is_taken() -> None:
    assert PLACES.find("和揩村") == Found("下湾村")


@given(st.lists(st.text(st.sampled_from("东风小区和谐家园12"), min_size=1, max_size=6), unique=True), st.data())
def test_what_is_registered_is_found(texts: list[str], data: st.DataObject) -> None:
    if texts:
        text = data.draw(st.sampled_from(texts))
        assert names(texts).find(text).name == text


def test_a_name_that_holds_its_parent_does_not_say_it_twice() -> None:
    two = names([Entry("柳河镇 东门", ("东门",), "柳河镇"), Entry("杏湾镇 东门", ("东门",), "杏湾镇")])
    assert two.find("东门").near == ("柳河镇 东门", "杏湾镇 东门")
    assert two.find("东门", "杏湾镇").name == two.find("杏湾镇 东门").name == "杏湾镇 东门"
