"""Dated tables: which edition holds on a date, and that the tables are what the collected facts say."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path

import pytest

from yixian.rules import grade, observe, protection
from yixian.rules.editions import in_force, load, table

FACTS = json.loads(Path("tests/data/systems/rules_feb2020.json").read_text(encoding="utf-8"))
RULE_SETS = {rule_set["id"]: rule_set for rule_set in FACTS["rule_sets"]}


def test_it_works() -> None:
    assert grade.county_scheme(date(2020, 3, 1)).id == "CN-FQFJ-2020-02-17"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2020, 2, 17), "CN-FQFJ-2020-02-17"),
        (date(2020, 9, 14), "CN-FQFJ-2020-02-17"),
        (date(2020, 9, 15), "CN-7th-2020-09"),
        (date(2022, 6, 27), "CN-7th-2020-09"),
        (date(2022, 6, 28), "CN-9th-2022-06"),
    ],
)
def test_a_later_edition_holds_from_its_day(on: date, expected: str) -> None:
    assert grade.county_scheme(on).id == expected


def test_before_the_first_edition_the_first_answers() -> None:
    assert in_force(grade.COUNTY, date(2019, 1, 1)) is grade.COUNTY[0]


def test_editions_come_oldest_first() -> None:
    for editions in (grade.COMMUNITY, grade.COUNTY, observe.EDITIONS, protection.EDITIONS):
        days = [edition.in_force_from for edition in editions]
        assert days == sorted(set(days))


def test_every_edition_has_a_source() -> None:
    for editions in (grade.COMMUNITY, grade.COUNTY, observe.EDITIONS, protection.EDITIONS):
        assert all(edition.source.strip() for edition in editions)


def test_an_edition_with_a_missing_field_fails_at_once() -> None:
    with pytest.raises(TypeError):
        load("observation", grade.CountyScheme)


def test_all_four_rule_sets_are_there() -> None:
    assert set(grade.SCHEMES) == set(RULE_SETS)
    assert all(str(grade.SCHEMES[key].in_force_from) == RULE_SETS[key]["from"] for key in RULE_SETS)


def test_the_county_grades_have_the_figures_of_the_notice() -> None:
    facts = RULE_SETS["CN-FQFJ-2020-02-17"]["grading"]
    [scheme] = [scheme for scheme in grade.COUNTY if scheme.id == "CN-FQFJ-2020-02-17"]
    assert scheme.window_days == facts["window_days"]
    assert scheme.cumulative_above == facts["cumulative_threshold"]
    assert scheme.cluster_cases == facts["cluster_min_cases"]


def test_the_seventh_plan_changes_the_cluster_only() -> None:
    first, seventh, _ninth = grade.COUNTY
    assert seventh.cluster_cases == RULE_SETS["CN-7th-2020-09"]["grading_change"]["cluster_min_cases"]
    assert (seventh.window_days, seventh.cumulative_above) == (first.window_days, first.cumulative_above)


def test_the_observation_has_the_figures_of_the_county() -> None:
    [rule] = observe.EDITIONS
    facts = FACTS["observation"]
    assert (rule.days, len(rule.slots)) == (facts["days"], facts["readings_per_day"])
    assert rule.fever_celsius == facts["fever_celsius"]


def test_the_protection_has_the_figures_of_the_law() -> None:
    [rule] = protection.EDITIONS
    facts = FACTS["duty"]
    assert rule.pregnant_from_weeks == facts["pregnant_from_weeks"]
    assert rule.nursing_until_months == facts["nursing_until_months"]
    assert rule.minimum_age == facts["minimum_age"]
    assert rule.overtime_above_h == facts["no_overtime_above_hours_per_day"]
    assert (rule.night_from, rule.night_until) == (time(22), time(6))


def test_tables_are_read_once() -> None:
    assert table("grading") is table("grading")
