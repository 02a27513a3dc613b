"""A setting that cannot be read is a sentence at the start."""

from __future__ import annotations

import pytest

from yixian.faults import BadInput
from yixian.web.environment import minutes, zone


def test_it_works():
    assert minutes({"A": "15"}, "A", 10) == 15
    assert zone({"A": "Asia/Urumqi"}, "A", "Asia/Shanghai") == "Asia/Urumqi"


@pytest.mark.parametrize("named", [{}, {"A": ""}])
def test_without_it_the_default_holds(named):
    assert minutes(named, "A", 10) == 10
    assert zone(named, "A", "Asia/Shanghai") == "Asia/Shanghai"


@pytest.mark.parametrize("text", ["ten", "0", "-3", "1441", "1.5", "１０"])
def test_minutes_that_are_none(text):
    with pytest.raises(BadInput) as bad:
        minutes({"A": text}, "A", 10)
    assert bad.value.faults[0].got == text


@pytest.mark.parametrize("text", ["Asia/Linxi", "../etc/passwd", "Asia", "北京"])
def test_a_zone_that_does_not_exist(text):
    with pytest.raises(BadInput) as bad:
        zone({"A": text}, "A", "Asia/Shanghai")
    assert bad.value.faults[0].got == text
