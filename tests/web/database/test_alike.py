"""Both databases behave alike: order of texts, ranges of areas, odd signs, odd numbers."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.county import EVENING
from yixian.web.access.scope import under
from yixian.web.journal.chain import verify
from yixian.web.journal.models import AuditPayload, Event
from yixian.web.journal.record import append, tell
from yixian.web.register.models import MapFeature, Place

# In the order of a language these stand otherwise, or count as equal.
NAMES = ["a", "B", "Z", "z", "~", "一", "丁", "上", "县", "é", "e", "E", "10", "9", " ", "-", "Ａ", "𠀀"]
PATHS = ["0000", "0000ZZZZ", "00001000", "000", "0001", "000Z", "000~", "000z", "00000000AAAA"]


def stored(names, **fields):
    Place.objects.bulk_create(
        [Place(kind="village", **{"path": f"Y{i:03d}", **fields, **row}) for i, row in enumerate(names)]
    )


def test_it_works(db):
    stored([{"name": name} for name in NAMES])
    found = Place.objects.unscoped("test").order_by("name").values_list("name", flat=True)
    assert list(found) == sorted(NAMES)


def test_an_area_is_what_lies_below_its_path_and_nothing_else(db):
    stored([{"name": path, "path": path} for path in PATHS])
    below = Place.objects.unscoped("test").filter(under("path", "0000")).values_list("path", flat=True)
    assert set(below) == {path for path in PATHS if path.startswith("0000")}


@given(
    st.lists(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"), max_size=20), max_size=8)
)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_texts_sort_by_their_signs(db, texts):
    Place.objects.unscoped("test").all().delete()
    stored([{"name": text} for text in texts])
    found = Place.objects.unscoped("test").order_by("name").values_list("name", flat=True)
    assert list(found) == sorted(texts)


def test_a_sign_that_nobody_can_type_is_stored_as_unreadable_or_as_it_came(db):
    stored([{"name": "a\0b"}])
    MapFeature.objects.create(kind="river", geometry={"a\0": ["\0", {"b": "\0c"}]})
    name = Place.objects.unscoped("test").get().name
    geometry = MapFeature.objects.unscoped("test").get().geometry
    assert name.replace("\0", "\ufffd") == "a\ufffdb"
    assert str(geometry).replace("\\x00", "\ufffd") == str({"a\ufffd": ["\ufffd", {"b": "\ufffdc"}]})


def test_a_search_for_it_finds_nothing_and_breaks_nothing(county, logged_in):
    client = logged_in(county.duty_officer)
    assert client.get("/find/", {"q": "安\0平"}).status_code == 200


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(JSON)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_chain_holds_whatever_an_action_notes(county, value):
    append("set_need", by=county.duty_officer, subject={}, at=EVENING, path="", details={"value": value})
    tell("duty", "need_set", at=EVENING, value=value)
    assert verify().broken_at is None


@pytest.mark.parametrize("value", [1e22, 5e-324, -0.0, float("inf"), float("nan"), 2**80, "\0", "\ud800", {"\0": 1}])
def test_the_chain_holds_over_what_databases_write_differently(county, value):
    append("set_need", by=county.duty_officer, subject={}, at=EVENING, path="", details={"value": value})
    tell("duty", "need_set", at=EVENING, value=value)
    assert verify().broken_at is None
    assert AuditPayload.objects.unscoped("test").count() == 1
    assert Event.objects.unscoped("test").count() == 1
