"""Whether two records speak of one person."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.rules.cases.pairs import Pair, read_pairs
from yixian.rules.same_person import Record, Verdict, compare_names, judge_pair, phones

if TYPE_CHECKING:
    from yixian.words import Lang

EXAMPLES = json.loads(Path("tests/data/systems/dedupe_examples.json").read_text(encoding="utf-8"))
PAIRS = read_pairs(EXAMPLES, "dedupe_examples.json")
ON = date(2020, 2, 20)
NUMBER = "419902197809021657"
OTHER = "41990219571124639X"
ZHU = Record("朱平洋", NUMBER, "15400004254", "李庄乡", "东王庄村")
NAMELESS_NUMBER = replace(ZHU, id_number="")


def verdict(a: Record, b: Record) -> Verdict:
    return judge_pair(a, b, ON).verdict


def code(a: Record, b: Record) -> str:
    return judge_pair(a, b, ON).reason.code


def test_it_works() -> None:
    judged = judge_pair(ZHU, replace(ZHU, phone="", town="大营镇"), ON)
    assert judged.verdict == "same"
    assert judged.reason.say("zh") == "身份证号有效且一致"


@pytest.mark.parametrize(
    ("pair", "expected"),
    list(zip(PAIRS, [example["expected"] for example in EXAMPLES], strict=True)),
    ids=[str(pair.id) for pair in PAIRS],
)
def test_every_example_agrees(pair: Pair, expected: str) -> None:
    assert judge_pair(pair.a, pair.b, ON).verdict == expected
    assert judge_pair(pair.b, pair.a, ON).verdict == expected


@pytest.mark.parametrize(
    "number", [NUMBER, "419902780902165", "419902 19780902 1657", "４１９９０２１９７８０９０２１６５７"]
)
def test_equal_valid_numbers_are_the_same_whatever_the_rest(number: str) -> None:
    assert verdict(ZHU, Record("何玉", number, "13000000000", "石桥镇", "南李庄村")) == "same"


def test_small_and_large_x_are_the_same() -> None:
    assert verdict(replace(ZHU, id_number=OTHER), replace(ZHU, id_number=OTHER.lower())) == "same"


def test_two_valid_numbers_are_two_people_whatever_the_rest() -> None:
    assert code(ZHU, replace(ZHU, id_number=OTHER)) == "pair_other_number"


@pytest.mark.parametrize(
    "number",
    [
        "419902197809031657",
        "419902197809021651",
        "419902197809201657",
        "41990219780902165",
        "4199021978090216577",
        "419902197809021000",
    ],
    ids=["digit", "check", "swap", "lost", "doubled", "spreadsheet"],
)
def test_a_number_with_one_slip_is_for_a_person(number: str) -> None:
    assert code(ZHU, Record("何玉", number, "13000000001")) == "pair_near_number"


def test_an_invalid_number_is_never_merged_even_if_equal() -> None:
    wrong = replace(ZHU, id_number="419902197809021651")
    assert code(wrong, wrong) == "pair_near_number"


def test_an_invalid_number_far_away_leaves_it_to_name_and_phone() -> None:
    assert code(ZHU, replace(ZHU, id_number="123456789012345678")) == "pair_name_phone"
    assert verdict(ZHU, Record("何玉", "123456789012345678", "", "石桥镇", "南李庄村")) == "different"


def test_a_number_of_someone_not_yet_born_is_not_valid() -> None:
    unborn = replace(ZHU, id_number="419903202101054162")
    assert code(unborn, unborn) == "pair_near_number"


def test_old_numbers_do_not_tell_the_century() -> None:
    young = replace(ZHU, id_number="419901200602166099")
    shortened = "419901060216609"
    assert verdict(young, replace(young, id_number=shortened)) == "same"
    assert code(young, replace(young, id_number=shortened, name="何玉")) == "pair_century"


def test_one_number_missing_with_name_and_phone_is_for_a_person() -> None:
    assert code(ZHU, NAMELESS_NUMBER) == "pair_name_phone"


def test_same_name_and_phone_in_another_village_is_for_a_person() -> None:
    assert code(NAMELESS_NUMBER, replace(NAMELESS_NUMBER, town="石桥镇", village="南李庄村")) == "pair_name_phone"


def test_same_name_and_village_is_for_a_person() -> None:
    assert code(NAMELESS_NUMBER, replace(NAMELESS_NUMBER, phone="")) == "pair_name_place"
    assert code(NAMELESS_NUMBER, replace(NAMELESS_NUMBER, phone="13000000001")) == "pair_name_place"


def test_a_township_that_became_a_town_is_the_same_place() -> None:
    a = replace(NAMELESS_NUMBER, phone="")
    assert code(a, replace(a, town="李庄镇", village="东王庄")) == "pair_name_place"


def test_villages_of_one_name_in_two_towns_are_two_places() -> None:
    a = replace(NAMELESS_NUMBER, phone="")
    assert code(a, replace(a, town="石桥镇")) == "pair_only_name"


def test_same_name_with_other_phone_and_place_is_another_person() -> None:
    assert code(NAMELESS_NUMBER, Record("朱平洋", "", "13000000001", "石桥镇", "南李庄村")) == "pair_only_name"


def test_a_name_alone_is_too_little_to_say_no() -> None:
    assert code(Record("朱平洋"), NAMELESS_NUMBER) == "pair_name_alone"


def test_sound_alike_names_with_the_phone_are_for_a_person() -> None:
    moved = replace(NAMELESS_NUMBER, name="朱平扬", town="石桥镇", village="南李庄村")
    assert code(NAMELESS_NUMBER, moved) == "pair_sound_phone"


def test_sound_alike_names_in_a_village_are_for_a_person_unless_the_phones_differ() -> None:
    alike = replace(NAMELESS_NUMBER, name="朱平扬", phone="")
    assert code(NAMELESS_NUMBER, alike) == "pair_sound_place"
    assert verdict(NAMELESS_NUMBER, replace(alike, phone="13000000001")) == "different"


def test_a_family_shares_a_phone() -> None:
    assert code(NAMELESS_NUMBER, Record("刘丽", "", ZHU.phone, "石桥镇", "南李庄村")) == "pair_only_phone"
    assert code(NAMELESS_NUMBER, replace(NAMELESS_NUMBER, name="刘丽")) == "pair_only_phone"


def test_one_wrong_character_in_a_household_is_for_a_person() -> None:
    assert code(NAMELESS_NUMBER, replace(NAMELESS_NUMBER, name="朱平泽")) == "pair_one_character"
    elsewhere = replace(NAMELESS_NUMBER, name="朱平泽", village="南李庄村")
    assert verdict(NAMELESS_NUMBER, elsewhere) == "different"


def test_a_shared_phone_without_a_name_is_for_a_person() -> None:
    assert code(NAMELESS_NUMBER, replace(NAMELESS_NUMBER, name="")) == "pair_phone_no_name"


def test_two_empty_records_are_no_pair() -> None:
    assert verdict(Record(), Record()) == "different"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("黄勇", "黃 勇", "equal"),
        ("高静军", "高静君", "sounds"),
        ("李建国", "李建园", "one_character"),
        ("李刚", "李强", "other"),
        ("李刚", "李刚强", "other"),
        ("", "李刚", "unknown"),
    ],
)
def test_names_agree_in_degrees(a: str, b: str, expected: str) -> None:
    assert compare_names(a, b) == compare_names(b, a) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13100000324", {"13100000324"}),
        ("131 0000-0324", {"13100000324"}),
        ("１３１００００００３２４"[:11], {"13100000032"}),
        ("+86 13100000324", {"13100000324"}),
        ("8613100000324", {"13100000324"}),
        ("13100000324/0375-6520000", {"13100000324", "03756520000"}),
        ("无", set()),
        ("00000000000", set()),
        ("110", set()),
        ("", set()),
    ],
)
def test_phones_are_read_out_of_a_cell(text: str, expected: set[str]) -> None:
    assert phones(text) == expected


RECORDS = st.builds(
    Record,
    st.sampled_from(["", "朱平洋", "朱平扬", "朱平泽", "刘丽"]),
    st.sampled_from(["", NUMBER, "419902780902165", OTHER, "419902197809021651", "419901060216609", "无"]),
    st.sampled_from(["", "13100000324", "13100000325"]),
    st.sampled_from(["", "大营镇", "石桥镇"]),
    st.sampled_from(["", "前张庄村", "南李庄村"]),
)


@given(RECORDS, RECORDS)
def test_the_order_of_a_pair_changes_nothing(a: Record, b: Record) -> None:
    assert judge_pair(a, b, ON) == judge_pair(b, a, ON)


@given(RECORDS, RECORDS)
def test_only_numbers_ever_merge(a: Record, b: Record) -> None:
    if verdict(a, b) == "same":
        assert a.id_number[-10:-4] and b.id_number[-10:-4]
        assert code(a, b) == "pair_same_number"


@given(RECORDS, RECORDS)
def test_two_different_valid_numbers_never_merge(a: Record, b: Record) -> None:
    assert verdict(replace(a, id_number=NUMBER), replace(b, id_number=OTHER)) == "different"


@given(RECORDS, RECORDS, st.sampled_from(["zh", "en"]))
def test_every_reason_has_words_without_personal_data(a: Record, b: Record, lang: Lang) -> None:
    sentence = judge_pair(a, b, ON).reason.say(lang)
    assert sentence
    assert not any(value and value in sentence for value in (a.name, a.phone, a.id_number) if value != "无")


@given(st.text(max_size=8), st.text(max_size=20), st.text(max_size=14))
def test_no_text_breaks_it(name: str, number: str, phone: str) -> None:
    record = Record(name, number, phone, name, name)
    assert judge_pair(record, ZHU, ON) == judge_pair(ZHU, record, ON)
