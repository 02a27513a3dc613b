"""Widths as clerks and mappers write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.planning.roads.sources.widths import WIDEST_CM, width_cm


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("3.5", 350), (3.5, 350), ("约3.5", 350), ("大约 3.5 米", 350), ("3-3.5", 300), ("3.5-3", 300), ("3~4", 300),
        ("3至3.5米", 300), ("4米", 400), ("4 m", 400), ("4m左右", 400), ("６．５", 650), ("6,5", 650), ("350cm", 350),
        ("350厘米", 350), ("3500mm", 350), ("6'0\"", 182), ("6'", 182), ("6 ft", 182), ("7'6\"", 228), ("8.1", 810),
        ("~3", 300), ("ca. 3", 300), ("3.3米", 330), ("宽4米", 400), ("4.5m以上", 450), ("2.75", 275),
    ],
)  # fmt: skip
def test_it_works(text: object, wide: int) -> None:
    assert width_cm(text) == wide


@pytest.mark.parametrize(
    "text", ["", "宽", "不详", "双车道", "0", "-3", "3;4", "narrow", "1e9", "nan", "三米五", "500", "3 5", "--", None]
)
def test_what_nobody_can_read_is_unknown(text: object) -> None:
    assert width_cm(text) is None


@given(st.floats(0.5, 99), st.sampled_from(["", "米", "m", " m", "左右"]), st.sampled_from(["", "约", "~"]))
def test_what_is_written_is_read(metres: float, after: str, before: str) -> None:
    wide = width_cm(f"{before}{metres:.2f}{after}")

    assert wide is not None
    assert abs(wide - metres * 100) < 1


@given(st.text(max_size=12))
def test_nothing_makes_it_fall(text: str) -> None:
    wide = width_cm(text)

    assert wide is None or 0 < wide <= WIDEST_CM
