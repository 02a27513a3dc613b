"""Slips: each changes a cell it can befall, and a harmless one never changes what is meant."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pytest

from yixian.rules import identity
from yixian.sheets.clean import figures, phrase
from yixian.sheets.dates import read_date
from yixian.simulate.slips import FAULTS, HARMLESS, MISPRINTS, Slip
from yixian.simulate.towns import TOWNS

NUMBER = "419901198103090018"
WITH_X = "41990119691120001X"
TODAY = date(2020, 2, 13)


def befall(slip: Slip, text: str) -> object:
    """What the slip leaves in a cell."""
    return slip.change(text, np.random.default_rng(1))


def slips(kind: str) -> list[Slip]:
    """All slips of a kind."""
    return [slip for slip in (*FAULTS, *HARMLESS) if slip.kind == kind]


def test_it_works() -> None:
    for slip in slips("id_checksum"):
        spoilt = str(befall(slip, NUMBER))
        assert spoilt != NUMBER
        assert identity.judge(spoilt, TODAY) in ("bad-check", "bad-char")


def test_a_kind_is_either_a_fault_or_harmless() -> None:
    assert not {slip.kind for slip in FAULTS} & {slip.kind for slip in HARMLESS}


def test_a_number_turned_into_a_float_has_lost_digits() -> None:
    (slip,) = slips("id_float")

    assert befall(slip, NUMBER) == 419901198103090e3
    assert befall(slip, WITH_X) is None


def test_an_old_number_has_fifteen_digits() -> None:
    (slip,) = slips("id_15")

    assert befall(slip, NUMBER) == "419901810309001"


def test_a_short_number_lacks_one_digit() -> None:
    (slip,) = slips("id_length")

    assert len(str(befall(slip, NUMBER))) == 17


def test_a_short_phone_lacks_one_digit() -> None:
    (slip,) = slips("phone_short")

    assert befall(slip, "13703756021") == "1370375602"
    assert befall(slip, "6021") is None


@pytest.mark.parametrize(("right", "wrong"), MISPRINTS.items())
def test_a_misprint_is_near_a_township_and_none_itself(right: str, wrong: str) -> None:
    names = {name for town in TOWNS for name in (town.name, *town.aliases)}

    assert right in names
    assert wrong not in names
    assert sum(a != b for a, b in zip(right, wrong, strict=True)) == 1


def test_a_township_without_misprint_is_spared() -> None:
    assert befall(slips("place_unknown")[0], "城关镇") is None


def test_full_width_signs_are_the_same_number() -> None:
    (slip,) = slips("full_width")
    wide = str(befall(slip, WITH_X))

    assert not re.search("[0-9X]", wide)
    assert identity.normalise(wide) == WITH_X


def test_a_small_x_is_the_same_number() -> None:
    (slip,) = slips("small_x")

    assert identity.normalise(str(befall(slip, WITH_X))) == WITH_X
    assert befall(slip, NUMBER) is None


def test_blanks_do_not_change_a_name_or_a_phone() -> None:
    (inside,), (around,), (phone,) = slips("blank_in_name"), slips("blanks_around"), slips("blanks_in_phone")

    assert befall(inside, "王丽") == "王　丽"
    assert befall(inside, "欧阳小满") is None
    assert phrase(str(befall(around, "下湾村口"))) == "下湾村口"
    assert figures(str(befall(phone, "13703756021"))) == "13703756021"


def test_every_spelling_of_a_day_is_that_day() -> None:
    spelt = [befall(slip, "2020-02-06") for slip in slips("day_spelled")]

    assert len(set(spelt)) == 5
    assert {read_date(str(cell), 2020).day for cell in spelt} == {date(2020, 2, 6)}
