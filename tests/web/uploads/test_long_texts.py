"""A text that no column has room for is a fault of the cell, not of the server."""

from __future__ import annotations

import pytest

from tests.sheets.books import TODAY, book
from yixian import sheets
from yixian.rules.pinyin import keys
from yixian.sheets import Register, tables
from yixian.web.duty.models import Post
from yixian.web.register.models import Answer, Household, Person, Place, PlaceName, Unit
from yixian.web.uploads.changes import writers

PEOPLE = {"name": (Person, "name"), "title": (Person, "title"), "phone": (Person, "phone"), "note": (Person, "note")}
ANSWER = {"leader": (Answer, "name"), "leader_phone": (Answer, "phone")}
# Where the texts of a workbook are stored; what names something registered is looked up instead.
STORED = {
    "staff": PEOPLE,
    "cadres": PEOPLE,
    "units": {name: (Unit, name) for name in ("name", "short_name", "leader", "phone")},
    "places": {
        "name": (Place, "name"), "parent": (Place, "name"), "code": (Place, "code"), "aliases": (PlaceName, "name"),
        **ANSWER,
    },
    "households": {name: (Household, name) for name in ("building", "stairwell", "flat", "contact", "phone", "note")},
    "posts": {"name": (Place, "name"), "entrance": (Post, "entrance"), "phone": (Post, "phone"), **ANSWER},
}  # fmt: skip
LONG = ["一" * 300, "a" * 300, "买买提·" * 30, "9" * 300, "0393-6600231转" + "1" * 40, "安平苑、" + "长" * 100]


def room(place):
    model, column = place
    return getattr(model, column).field.max_length


def read(kind, field, text):
    """Return what a workbook with one row says, one of its cells replaced."""
    fields = tables()[kind].fields
    row = [text if one.name == field else one.example for one in fields]
    content = book([[one.heading for one in fields], row])
    return sheets.read(kind, content, register=Register(), year=2020, today=TODAY)


@pytest.mark.parametrize("kind", STORED)
def test_it_works(kind):
    assert set(STORED) == set(writers())
    for field, place in STORED[kind].items():
        for text in LONG:
            for one in read(kind, field, text).rows:
                kept = one.values[field] or ""
                assert max(len(part) for part in (kept if isinstance(kept, tuple) else (kept,))) <= room(place), field


def test_the_fault_names_the_cell_and_proposes_the_beginning():
    reading = read("units", "name", "一" * 61)
    (fault,) = [one for one in reading.errors if one.kind == "text_long"]
    assert fault.message("en") == "At most 60 characters, now it has 61"
    assert fault.proposals == ("一" * 60,)
    assert read("units", "name", "一" * 60).errors == ()


def test_how_the_longest_name_sounds_has_room():
    # 装 and 双 have six letters, as many as any syllable.
    full, initials = keys("装" * room((Person, "name")))
    assert (len(full), len(initials)) <= (room((Person, "name_key")), room((Person, "name_initials")))
    full, initials = keys("双" * room((Place, "name")))
    assert (len(full), len(initials)) <= (room((Place, "name_key")), room((Place, "name_initials")))
