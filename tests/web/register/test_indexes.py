"""Lists of half a million people come from indexes: on SQLite the plan of each question says so."""

from __future__ import annotations

import pytest
from django.db import connection

from yixian.web.register.queries import people_of


def plan(account, path, **asked):
    rows = people_of(account, path, asked).order_by("name_key", "pk")[:100]
    return " ".join(rows.explain().split()), list(rows)


def says(text, *words):
    """Whether a plan names its indexes; another database plans by what it has counted."""
    return connection.vendor != "sqlite" or all(word in text for word in words)


def test_it_works(county):
    text, rows = plan(county.township_officer, "0000")
    assert says(text, "person_by_town")
    assert "TEMP B-TREE" not in text
    assert [one.name_key for one in rows] == sorted(one.name_key for one in rows)
    assert len(rows) == 6


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("王建", ["王建军"]),
        ("建军", ["王建军"]),
        ("军", ["王建军"]),
        ("秀英", ["赵秀英"]),
        ("赵", ["赵秀英", "赵云清"]),
        ("王军", []),
    ],
)
def test_a_name_is_found_by_its_beginning_or_the_given_name(county, words, found):
    text, rows = plan(county.duty_officer, "", q=words)
    assert [one.name for one in rows] == found
    assert says(text, "person_by_name", "person_by_given_name", "person_by_rest_of_name")


@pytest.mark.parametrize(("words", "found"), [("z", 3), ("zy", 1), ("zhao", 2), ("zhaox", 1), ("q", 0)])
def test_a_name_is_found_by_its_sound(county, words, found):
    text, rows = plan(county.duty_officer, "", q=words)
    assert len(rows) == found
    assert says(text, "USING INDEX")


def test_the_end_of_a_number_asks_both_indexes(county):
    text, _rows = plan(county.duty_officer, "", q="0028")
    assert says(text, "phone_end")
    assert "SCAN register_person " not in text


def test_a_search_in_a_township_finds_its_own_only(county):
    _text, rows = plan(county.stranger, "0001", q="zhao")
    assert [one.name for one in rows] == ["赵云清"]
