"""Importing units: a tree of offices, found again by name or short name."""

from __future__ import annotations

from tests.web.register.books import changed, dry, faults, written
from yixian.web.register.models import Unit

BUREAU = {
    "name": "县卫健委",
    "short_name": "卫健委",
    "kind": "bureau",
    "quota": 9,
    "leader": "高东",
    "phone": "6600001",
}
CLINIC = {"name": "柳河卫生院", "kind": "clinic", "parent": "县卫健委", "town": "柳河镇"}


def unit(name):
    return Unit.objects.unscoped("test").get(name=name)


def test_it_works(county):
    assert written(county.duty_officer, "units", CLINIC, BUREAU)["kept"] == 2
    assert unit("柳河卫生院").parent == unit("县卫健委")
    assert unit("柳河卫生院").path.startswith(unit("县卫健委").path)
    assert (unit("县卫健委").leader, unit("县卫健委").quota) == ("高东", 9)
    assert unit("柳河卫生院").place == county.places["柳河镇"]


def test_the_same_twice_changes_nothing(county):
    written(county.duty_officer, "units", BUREAU, CLINIC)
    assert dry(county.duty_officer, "units", BUREAU, CLINIC).counts["same"] == 2


def test_a_parent_by_its_short_name(county):
    written(county.duty_officer, "units", {**CLINIC, "parent": "卫健委"}, BUREAU)
    assert unit("柳河卫生院").parent == unit("县卫健委")


def test_a_new_leader_and_quota_are_shown(county):
    written(county.duty_officer, "units", BUREAU)
    made = dry(county.duty_officer, "units", {**BUREAU, "leader": "华勇", "quota": 11, "phone": None})
    assert changed(made) == {"leader": ("高东", "华勇"), "quota": (9, 11)}


def test_a_misprinted_parent_is_proposed(county):
    (error,) = dry(county.duty_officer, "units", BUREAU, {**CLINIC, "parent": "县卫建委"}).reading.errors
    assert (error.kind, error.proposals) == ("parent_unknown", ("县卫健委",))


def test_one_name_twice_is_refused(county):
    made = dry(county.duty_officer, "units", {**CLINIC, "parent": "县水利局"}, {**CLINIC, "parent": "县委办"})
    assert faults(made) == [("name", "unit_twice")] * 2


def test_a_unit_does_not_move(county):
    written(county.duty_officer, "units", BUREAU, CLINIC)
    (error,) = dry(county.duty_officer, "units", {**CLINIC, "parent": "县水利局"}).reading.errors
    assert (error.kind, error.proposals) == ("parent_moved", ("县卫健委",))


def test_a_township_imports_no_units(county):
    assert faults(dry(county.township_officer, "units", BUREAU, path="0000")) == [("name", "county_only")]
