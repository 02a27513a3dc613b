"""Names of invented people."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from yixian.rules.pinyin import keys
from yixian.simulate.names import Names


def some(count: int, sex: str = "女") -> list[str]:
    """So many names."""
    names = Names(np.random.default_rng(1))
    return [names.full(sex) for _ in range(count)]


def test_it_works() -> None:
    assert {len(name) for name in some(500)} == {2, 3, 4}


def test_the_same_stream_gives_the_same_names() -> None:
    assert some(20) == some(20)


def test_common_surnames_are_common() -> None:
    first = Counter(name[0] for name in some(5000))

    assert first["王"] > first["贺"]


def test_a_few_in_a_hundred_are_rare() -> None:
    rare = sum(name.startswith(("欧阳", "单", "曾", "解", "区", "仇", "查", "尉迟", "令狐")) for name in some(5000))

    assert 50 < rare < 300


@pytest.mark.parametrize("sex", ["男", "女"])
def test_every_name_is_written_in_han(sex: str) -> None:
    assert all("一" <= sign <= "鿿" for name in some(500, sex) for sign in name)


def test_every_name_can_be_found_by_its_sound() -> None:
    for name in some(500):
        full, initials = keys(name)
        assert full.isascii()
        assert initials.isascii()
        assert len(initials) == len(name)
