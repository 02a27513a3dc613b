"""A row with a masked number is the person of its register key, if the visible end is his; nobody else's."""

from __future__ import annotations

import pytest

from tests.web.register.books import faults, written
from tests.web.register.taken import dry
from yixian.sheets import Masked, stream_table
from yixian.web.register.models import Person

pytestmark = pytest.mark.usefixtures("evening")


def row(county, name="李建新", **more):
    person = county.people[name]
    return {
        "name": name,
        "id_number": Masked(f"•••• •••• •••• {person.number.end}"),
        "phone": Masked("138****0003"),
        "key": person.pk,
        **more,
    }


def judge(county, *rows, by=None, path=""):
    return dry(by or county.duty_officer, "staff", b"".join(stream_table("staff", rows)), path)


def test_it_works(county):
    made = judge(county, row(county, title="书记"))
    (change,) = made.comparison.of("changed")
    assert (change.pk, dict(change.diff)) == (county.people["李建新"].pk, {"title": ("", "书记")})


def test_written_it_leaves_number_and_phone(county):
    before = bytes(county.people["李建新"].number.sealed)
    counts = written(county.duty_officer, "staff", row(county, title="书记") | {"phone": "13900000009"})
    assert counts["changed"] == 1
    person = Person.objects.unscoped("test").get(name="李建新")
    assert (person.title, person.phone, bytes(person.number.sealed)) == ("书记", "13900000009", before)


def test_without_a_key_nobody_knows_who_it_is(county):
    assert faults(judge(county, row(county, key=None))) == [("id_number", "masked_without_key")]
    assert faults(judge(county, row(county, key=999_999))) == [("id_number", "masked_without_key")]


def test_a_column_sorted_by_itself_is_noticed(county):
    made = judge(county, row(county, key=county.people["王建军"].pk))
    assert faults(made) == [("key", "masked_of_another")]


def test_a_stranger_learns_nothing_of_a_key(county):
    for end in (county.people["李建新"].number.end, "0000"):
        one = row(county) | {"id_number": Masked(f"•••• {end}")}
        assert faults(judge(county, one, by=county.stranger, path="0001")) == [("id_number", "masked_without_key")]


def test_the_same_person_twice_is_refused(county):
    made = judge(county, row(county), row(county, title="书记"))
    assert ("name", "person_twice") in faults(made)


def test_a_masked_name_and_unit_stay(county):
    hidden = Masked("******")
    made = judge(county, row(county, name="李建新") | {"name": hidden, "unit": hidden, "post": hidden})
    assert made.counts["same"] == 1
