"""Identity numbers by GB 11643."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yixian import words
from yixian.rules import identity
from yixian.rules.identity import IdCode, birth_date, canonical, judge, normalise, sex, to_15, to_18

ON = date(2020, 2, 20)
GOOD = "41990219571124639X"
OLD = "419902780902165"
with Path("tests/data/systems/id_numbers.csv").open(encoding="utf-8", newline="") as file:
    EXAMPLES = [(row["id_number"], row["expected_on_2020_02_20"]) for row in csv.DictReader(file)]


def made(born: date, sequence: int, area: str = "419901") -> str:
    first17 = f"{area}{born:%Y%m%d}{sequence:03}"
    return first17 + identity.check_character(first17)


def test_it_works() -> None:
    assert judge(GOOD, ON) == "ok"


@pytest.mark.parametrize(("number", "expected"), EXAMPLES)
def test_every_example_agrees(number: str, expected: str) -> None:
    assert judge(number, ON) == expected


@pytest.mark.parametrize(
    "number",
    [
        GOOD.lower(),
        "４１９９０２１９５７１１２４６３９Ｘ",
        "419902 19571124 639x",
        "419902　19571124　639X",
        f" {GOOD}\t\n",
        f"'{GOOD}",
        f"\ufeff{GOOD}\u200b",
        OLD,
    ],
)
def test_ways_of_typing_are_all_good(number: str) -> None:
    assert judge(number, ON) == "ok"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("", "bad-length"),
        ("无", "bad-length"),
        (GOOD[:-1], "bad-length"),
        (GOOD + "0", "bad-length"),
        (OLD[:-1], "bad-length"),
        ("4" * 16, "bad-length"),
        ("4199O219571124639X", "bad-char"),
        ("X19902195711246390", "bad-char"),
        ("41990219571124639Y", "bad-char"),
        ("41990219571124639*", "bad-char"),
        ("41990278090216X", "bad-char"),
        ("٤19902195711246390", "bad-char"),
        ("419902195711310390", "bad-date"),
        ("419902195700240390", "bad-date"),
        ("419902000001010390", "bad-date"),
        ("419902190002290390", "bad-date"),
        ("419902780230165", "bad-date"),
        ("419902202002210390", "future-date"),
        ("419902195711246390", "bad-check"),
    ],
)
def test_the_first_fault_is_named(number: str, expected: IdCode) -> None:
    assert judge(number, ON) == expected


def test_who_is_born_today_is_born() -> None:
    assert judge(made(ON, 1), ON) == "ok"
    assert judge(made(ON, 1), date(2020, 2, 19)) == "future-date"


def test_a_leap_day_exists_in_leap_years_only() -> None:
    assert judge(made(date(2000, 2, 29), 7), ON) == "ok"
    assert judge("419902190002291234", ON) == "bad-date"


def test_an_abolished_area_is_not_rejected() -> None:
    assert judge(made(date(1960, 1, 1), 11, area="999999"), ON) == "ok"


def test_old_and_new_form_are_one_number() -> None:
    assert to_18(OLD) == "419902197809021657"
    assert to_15("419902197809021657") == OLD
    assert canonical(OLD) == canonical("419902 19780902 1657") == "419902197809021657"


@pytest.mark.parametrize("number", ["", GOOD, OLD[:-1], "41990278090216X"])
def test_only_fifteen_digits_can_be_lengthened(number: str) -> None:
    with pytest.raises(ValueError, match="15 digits"):
        to_18(number)


def test_what_is_no_number_stays_as_it_is() -> None:
    assert canonical(" 无 ") == "无"
    assert normalise("４１９９o") == "4199O"


def test_the_number_tells_birth_and_sex() -> None:
    assert birth_date(GOOD) == birth_date(GOOD.lower()) == date(1957, 11, 24)
    assert birth_date(OLD) == date(1978, 9, 2)
    assert (sex(GOOD), sex(OLD)) == ("male", "male")
    assert sex("419903196502156830") == "male"
    assert sex("419901200602166099") == "male"
    assert sex("440524188001010014") == "male"
    assert sex(made(date(1980, 1, 1), 2)) == "female"


@pytest.mark.parametrize("number", ["", "无", "4199O219571124639X", "41990219571124"])
def test_what_is_no_number_tells_nothing(number: str) -> None:
    assert birth_date(number) is None
    assert sex(number) is None


def test_a_day_that_does_not_exist_is_no_birth_date() -> None:
    assert birth_date("419902195711310390") is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_has_words(lang: words.Lang) -> None:
    assert all(words.say("yixian.rules", code, {}, lang) for code in get_args(IdCode))


NUMBERS = st.builds(made, st.dates(date(1900, 1, 1), ON), st.integers(0, 999))


@given(NUMBERS)
def test_a_made_number_is_good(number: str) -> None:
    assert judge(number, ON) == "ok"
    assert birth_date(number) == date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")


@given(NUMBERS, st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(number: str, at: int, digit: str) -> None:
    assume(number[at] != digit)
    assert judge(number[:at] + digit + number[at + 1 :], ON) != "ok"


@given(NUMBERS, st.integers(0, 15))
def test_two_swapped_digits_are_always_found(number: str, at: int) -> None:
    assume(number[at] != number[at + 1])
    assert judge(number[:at] + number[at + 1] + number[at] + number[at + 2 :], ON) != "ok"


@given(st.builds(made, st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999)))
def test_shortened_and_lengthened_it_is_the_same(number: str) -> None:
    assert to_18(to_15(number)) == number
    assert judge(to_15(number), ON) == "ok"


@given(st.text(max_size=20))
def test_no_text_breaks_it(text: str) -> None:
    assert judge(text, ON) in get_args(IdCode)
    canonical(text)
    birth_date(text)
    sex(text)


@given(st.text("0123456789xXＸ４　 '\u200b", max_size=24))
def test_what_is_normalised_stays_so(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert canonical(canonical(text)) == canonical(text)
