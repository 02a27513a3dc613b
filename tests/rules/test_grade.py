"""Grades of counties and classes of communities."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yixian.rules.cases.grading import Area, read_areas
from yixian.rules.grade import DEFAULT_SCHEME, SCHEMES, Case, grade

if TYPE_CHECKING:
    from random import Random

    from yixian.words import Lang

EXAMPLES = json.loads(Path("tests/data/systems/grading_examples.json").read_text(encoding="utf-8"))
AREAS = read_areas(EXAMPLES, "grading_examples.json")
EXPECTED = [example["expected"] for example in EXAMPLES]
ON = date(2020, 3, 9)
NOTICE = SCHEMES[DEFAULT_SCHEME]
SEVENTH = SCHEMES["CN-7th-2020-09"]
NINTH = SCHEMES["CN-9th-2022-06"]
COMMUNITY = SCHEMES["CN-JZF-2020-05"]


def ago(days: int, place: str = "", times: int = 1) -> list[Case]:
    return [Case(ON - timedelta(days=days), place)] * times


def test_it_works() -> None:
    graded = grade(ago(3), ON, NOTICE)
    assert graded.grade == "medium"
    assert graded.reason.say("en") == "1 new in 14 days, 1 in all, not above 50"


@pytest.mark.parametrize(
    ("area", "expected"), list(zip(AREAS, EXPECTED, strict=True)), ids=[str(area.id) for area in AREAS]
)
def test_every_example_agrees(area: Area, expected: str) -> None:
    assert grade(area.cases, area.on, NOTICE).grade == expected


def test_no_case_is_low() -> None:
    assert grade([], ON, NOTICE).reason.code == "grade_no_case"


def test_the_window_is_fourteen_days_with_the_day_itself() -> None:
    assert grade(ago(13), ON, NOTICE).grade == "medium"
    assert grade(ago(14), ON, NOTICE).grade == "low"
    assert grade(ago(0), ON, NOTICE).grade == "medium"


def test_a_case_of_tomorrow_is_not_known_today() -> None:
    assert grade(ago(-1), ON, NOTICE).grade == "low"


def test_fifty_are_not_above_fifty() -> None:
    cluster = ago(1, "户A", 2)
    assert grade(ago(30, times=48) + cluster, ON, NOTICE).grade == "medium"
    assert grade(ago(30, times=49) + cluster, ON, NOTICE).grade == "high"


def test_a_case_of_tomorrow_does_not_count_to_fifty() -> None:
    assert grade(ago(30, times=48) + ago(1, "户A", 2) + ago(-1), ON, NOTICE).grade == "medium"


def test_many_old_cases_are_low() -> None:
    assert grade(ago(14, "户A", 80), ON, NOTICE).grade == "low"


def test_cases_without_a_place_are_no_cluster() -> None:
    assert grade(ago(1, "", 60), ON, NOTICE).grade == "medium"


def test_a_cluster_that_began_before_the_window_counts_from_the_window() -> None:
    half_outside = ago(14, "户A") + ago(13, "户A")
    assert grade(ago(1, times=60) + half_outside, ON, NOTICE).grade == "medium"
    assert grade(ago(1, times=60) + half_outside + ago(0, "户A"), ON, NOTICE).grade == "high"


def test_the_reason_names_the_largest_cluster() -> None:
    cases = ago(1, times=60) + ago(2, "户A", 2) + ago(3, "厂C", 3)
    assert grade(cases, ON, NOTICE).reason.params["place"] == "厂C"
    assert grade(cases, ON, NOTICE).reason.params["cases"] == 3


def test_the_seventh_plan_asks_for_five() -> None:
    base = ago(1, times=60)
    assert grade(base + ago(2, "户A", 4), ON, SEVENTH).grade == "medium"
    assert grade(base + ago(2, "户A", 5), ON, SEVENTH).grade == "high"


def test_the_ninth_plan_asks_for_two_within_a_week() -> None:
    base = ago(1, times=60)
    assert grade(base + ago(1, "户A") + ago(8, "户A"), ON, NINTH).grade == "medium"
    assert grade(base + ago(2, "户A") + ago(8, "户A"), ON, NINTH).grade == "high"
    assert grade(base + ago(1, "户A") + ago(8, "户A"), ON, NOTICE).grade == "high"


def test_a_community_without_cases_is_low() -> None:
    assert grade([], ON, COMMUNITY).reason.code == "class_no_case"


def test_a_community_with_a_case_is_medium_however_old() -> None:
    assert grade(ago(40), ON, COMMUNITY).grade == "medium"


def test_an_outbreak_in_a_community_is_medium() -> None:
    graded = grade(ago(1, "户A", 2), ON, COMMUNITY)
    assert (graded.grade, graded.reason.code) == ("medium", "class_outbreak")


def test_two_sporadic_cases_are_spread() -> None:
    assert grade(ago(1, times=2), ON, COMMUNITY).reason.code == "class_spread_sporadic"
    assert grade(ago(1) + ago(14), ON, COMMUNITY).reason.code == "class_case"


def test_two_outbreaks_at_once_are_spread() -> None:
    graded = grade(ago(1, "户A", 2) + ago(2, "户B", 2), ON, COMMUNITY)
    assert (graded.grade, graded.reason.code) == ("high", "class_spread_outbreaks")


CASES = st.lists(
    st.builds(Case, st.dates(date(2020, 2, 18), date(2020, 3, 12)), st.sampled_from(["", "户A", "户B"])),
    max_size=80,
)


@given(CASES)
def test_the_notice_read_aloud_gives_the_same(cases: list[Case]) -> None:
    window = [ON - timedelta(days=back) for back in range(14)]
    recent = [case for case in cases if case.on in window]
    places = Counter(case.place for case in recent if case.place != "")
    is_above = sum(case.on <= ON for case in cases) > 50
    expected = "low" if not recent else "high" if is_above and max(places.values(), default=0) >= 2 else "medium"
    assert grade(cases, ON, NOTICE).grade == expected


@given(CASES, st.sampled_from(sorted(SCHEMES)), st.randoms())
def test_the_order_of_cases_changes_nothing(cases: list[Case], scheme: str, random: Random) -> None:
    shuffled = list(cases)
    random.shuffle(shuffled)
    assert grade(shuffled, ON, SCHEMES[scheme]) == grade(cases, ON, SCHEMES[scheme])


@given(CASES, st.sampled_from(sorted(SCHEMES)))
def test_one_case_more_never_lowers_a_grade(cases: list[Case], scheme: str) -> None:
    ranks = ["low", "medium", "high"]
    before = grade(cases, ON, SCHEMES[scheme]).grade
    after = grade([*cases, Case(ON, "户A")], ON, SCHEMES[scheme]).grade
    assert ranks.index(after) >= ranks.index(before)


@given(CASES)
def test_a_later_plan_is_never_stricter_than_the_notice(cases: list[Case]) -> None:
    strictest = grade(cases, ON, NOTICE).grade
    for scheme in (SEVENTH, NINTH):
        assert grade(cases, ON, scheme).grade in ({strictest} if strictest != "high" else {"medium", "high"})


@given(CASES, st.sampled_from(sorted(SCHEMES)), st.sampled_from(["zh", "en"]))
def test_every_reason_has_words(cases: list[Case], scheme: str, lang: Lang) -> None:
    sentence = grade(cases, ON, SCHEMES[scheme]).reason.say(lang)
    assert sentence and "{" not in sentence
