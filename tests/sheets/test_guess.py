"""Which kind of workbook a file is."""

from __future__ import annotations

import pytest

from tests.sheets.books import CADRES, book
from yixian import sheets
from yixian.sheets import Unreadable, guess_kind

KINDS = ("places", "units", "posts", "staff", "cadres")


@pytest.mark.parametrize("kind", KINDS)
def test_it_works(kind: str) -> None:
    assert guess_kind(sheets.template(kind, "zh"), KINDS) == kind


def test_the_offices_own_headings_are_enough() -> None:
    assert guess_kind(book([["下沉干部名单"], CADRES, [1, "王秀兰"]]), KINDS) == "cadres"


def test_what_fits_nothing_is_left_to_a_person() -> None:
    assert guess_kind(book([["菜名", "单价"], ["白菜", 2]]), KINDS) is None


def test_what_fits_two_alike_is_left_to_a_person() -> None:
    assert guess_kind(book([["名字", "证件号", "手机"], ["王秀兰"]]), ("staff", "cadres")) is None


def test_no_workbook_is_no_kind() -> None:
    with pytest.raises(Unreadable):
        guess_kind(b"name,id\n", KINDS)
