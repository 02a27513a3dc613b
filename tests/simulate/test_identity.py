"""Identity numbers and phones: valid, and never the same twice."""

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from yixian.rules import identity
from yixian.simulate.identity import AREA_CODES, Numbers

TODAY = date(2020, 2, 13)


def numbers(seed: int = 1, taken: tuple[str, ...] = ()) -> Numbers:
    """A dealer of numbers."""
    return Numbers(np.random.default_rng(seed), taken)


@given(st.dates(date(1940, 1, 1), TODAY), st.sampled_from("男女"))
def test_it_works(born_on: date, sex: str) -> None:
    number = numbers().id_number(born_on, sex)

    assert identity.judge(number, TODAY) == "ok"
    assert identity.birth_date(number) == born_on
    assert identity.sex(number) == {"男": "male", "女": "female"}[sex]
    assert number[:6] in AREA_CODES


def test_a_crowded_birthday_gives_no_number_twice() -> None:
    dealer = numbers()
    dealt = [dealer.id_number(date(1990, 1, 1), "男") for _ in range(1000)]

    assert len(set(dealt)) == 1000


def test_a_taken_phone_is_not_dealt_again() -> None:
    first = numbers(seed=4).phone()

    assert numbers(seed=4, taken=(first,)).phone() != first
