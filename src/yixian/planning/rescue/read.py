"""Read a case of the format ``yixian-rescue/1``; everything wrong with it is said at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.faults import BadInput
from yixian.planning.rescue.judge import Judge
from yixian.planning.rescue.problem import ITEMS, Case, Pace, Patient, Standby, Village
from yixian.planning.rescue.read_rows import (
    read_closures,
    read_hospitals,
    read_people,
    read_stores,
    read_units,
    read_widths,
    rows_of,
)
from yixian.planning.rescue.signs import BOOLEANS, NUMBERS, care_of, needs_of
from yixian.planning.roads.datum import DATUMS, to_wgs84

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

FORMAT = "yixian-rescue/1"
KEYS = (
    "format", "at", "datum", "patient", "units", "people", "stores", "hospitals", "closures", "widths", "residents",
    "standby", "pace", "speeds_on", "margin_cm", "cover_s", "walk_limit_m",
)  # fmt: skip
PATIENT = ("place", "at", "signs", "needs", "there", "care")
PERCENTS = {"drive_percent": "drive", "walk_percent": "walk", "carry_percent": "carry"}
BANDS = ("alert", "turnout", "pick", "scene", "load", "board", "handover", "stabilise", "gate", "bar")
PACE = (*PERCENTS, *(f"{one}_s" for one in BANDS), "lacking_s")


def read_case(value: Any) -> Case:
    """Return the case that parsed JSON describes, all places in WGS-84; the docs describe its keys.

    Raises
    ------
    BadInput
        With every fault, each at its path such as ``units[0].crew[1]``.
    """
    top = value if isinstance(value, dict) else {}
    datum = top.get("datum", DATUMS[0])
    known = datum if isinstance(datum, str) and datum in DATUMS else DATUMS[0]
    judge = Judge(lambda lon, lat: to_wgs84(lon, lat, known))
    judge.table("case", value, KEYS)
    judge.one_of("case", "datum", datum, DATUMS)
    case = _case(judge, top)
    if judge.faults:
        raise BadInput(judge.faults)
    return case


def _case(judge: Judge, top: Mapping[str, Any]) -> Case:
    if top.get("format") != FORMAT:
        judge.refuse("case", "format", FORMAT, top.get("format"))
    at = judge.moment("case", "at", top.get("at"))
    units = read_units(judge, top.get("units"))
    standbys = rows_of(judge, "standby", top.get("standby", []), ("id", "at"))
    return Case(
        at=at,
        patient=_patient(judge, top.get("patient")),
        units=units,
        people=read_people(judge, top.get("people", [])),
        stores=read_stores(judge, top.get("stores", [])),
        hospitals=read_hospitals(judge, top.get("hospitals")),
        closures=read_closures(judge, top.get("closures", []), at),
        widths=read_widths(judge, top.get("widths", [])),
        villages=tuple(
            Village(
                judge.text(place, "id", row.get("id")),
                judge.spot(place, "at", row.get("at")),
                judge.whole(place, "people", row.get("people")),
            )
            for place, row in rows_of(judge, "residents", top.get("residents", []), ("id", "at", "people"))
        ),
        # Where nothing is said, an ambulance may wait wherever another one stands now.
        standbys=tuple(
            Standby(judge.text(place, "id", row.get("id")), judge.spot(place, "at", row.get("at")))
            for place, row in standbys
        )
        if "standby" in top
        else tuple(Standby(unit.id, unit.spot) for unit in units),
        **_limits(judge, top, at),
    )


def _limits(judge: Judge, top: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    return {
        "pace": _pace(judge, top.get("pace", {})),
        "speeds_on": judge.day_or_none("case", "speeds_on", top.get("speeds_on")),
        "margin_cm": judge.whole("case", "margin_cm", top.get("margin_cm", 50), most=500),
        "cover_ms": 1000 * judge.whole("case", "cover_s", top.get("cover_s", 720), least=1, most=86_400),
        "walk_limit_m": judge.whole("case", "walk_limit_m", top.get("walk_limit_m", 1500), least=1, most=20_000),
    }


def _patient(judge: Judge, value: Any) -> Patient:
    row = judge.table("patient", value, PATIENT)
    signs = judge.table("patient.signs", row.get("signs", {}), (*BOOLEANS, *NUMBERS))
    for key, sign in signs.items():
        if key in BOOLEANS:
            judge.claim("patient.signs", key, sign)
        elif key in NUMBERS and (isinstance(sign, bool) or not isinstance(sign, int | float) or not 0 <= sign < 1000):
            judge.refuse("patient.signs", key, "a number, 0 to 1000", sign)
    return Patient(
        place=judge.text("patient", "place", row.get("place")),
        spot=judge.spot("patient", "at", row.get("at")),
        needs=judge.words("patient", "needs", row.get("needs", []), ITEMS) | needs_of(signs),
        there=judge.words("patient", "there", row.get("there", []), ITEMS),
        care=judge.words("patient", "care", row.get("care", [])) | care_of(signs),
        signs=signs,
    )


def _pace(judge: Judge, value: Any) -> Pace:
    row = judge.table("pace", value, PACE)
    found: dict[str, Any] = {}
    for key in BANDS:
        if f"{key}_s" in row:
            found[key] = judge.band("pace", f"{key}_s", row[f"{key}_s"])
    for key, field in PERCENTS.items():
        if key in row:
            found[field] = judge.percents("pace", key, row[key])
    if "lacking_s" in row:
        found["lacking_ms"] = 1000 * judge.whole("pace", "lacking_s", row["lacking_s"], most=86_400)
    return Pace(**found)
