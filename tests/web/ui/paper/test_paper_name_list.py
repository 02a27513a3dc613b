"""Lists of names on A4."""

from __future__ import annotations

import re

import pytest

from yixian.web.ui.paper.name_list import ROWS_ON_A_PAGE, NameList, name_lists

HEADS = ("#", "姓名", "单位", "签名")


def names(n, title="安平苑"):
    rows = tuple((str(i), f"孙{i}", "县水利局", "") for i in range(1, n + 1))
    return NameList(title, "临溪县 · 截至 18:00", HEADS, rows)


def n_pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_it_works():
    pdf = name_lists([names(3)], "zh")
    assert pdf.startswith(b"%PDF") and n_pages(pdf) == 1


def test_a_long_list_goes_on():
    assert n_pages(name_lists([names(ROWS_ON_A_PAGE + 1)], "zh")) == 2


def test_a_full_page_stays_one():
    assert n_pages(name_lists([names(ROWS_ON_A_PAGE)], "zh")) == 1


def test_each_list_has_a_page_of_its_own():
    assert n_pages(name_lists([names(2, f"小区{i}") for i in range(5)], "zh")) == 5


def test_a_long_name_is_shrunk_and_takes_no_second_page():
    long = NameList("安平苑" * 30, "x" * 300, HEADS, (("1", "买买提·" * 20, "县" * 80, ""),) * ROWS_ON_A_PAGE)
    assert n_pages(name_lists([long], "en")) == 1


def test_an_empty_list_is_a_page_with_its_heads():
    assert n_pages(name_lists([names(0)], "zh")) == 1


def test_no_list_is_refused():
    with pytest.raises(ValueError, match="expected at least one"):
        name_lists([], "zh")
