"""Kinds of workbooks that the register can import."""

from __future__ import annotations

from yixian.web.register.household_writer import HouseholdWriter
from yixian.web.register.place_writer import PlaceWriter
from yixian.web.register.staff_writer import StaffWriter
from yixian.web.register.unit_writer import UnitWriter
from yixian.web.uploads.changes import Writer

WRITERS: dict[str, Writer] = {
    "places": PlaceWriter(),
    "units": UnitWriter(),
    "staff": StaffWriter(),
    "cadres": StaffWriter(kind="cadre"),
    "households": HouseholdWriter(),
}
