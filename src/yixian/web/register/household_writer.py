"""Writing the list of households: the doors of compounds and villages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from yixian.sheets import Register, Row
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.register.ground import Ground, Spot
from yixian.web.register.households import door_key
from yixian.web.register.models import Household, PlaceKind
from yixian.web.uploads.changes import NOBODY_DECIDED, Change, Comparison, Objection, Things, differences, filled

STORED = ("persons", "contact", "phone", "note")
DOOR = ("building", "stairwell", "flat")
# Where people live; a township is too large to find a door in.
LIVED_IN = (PlaceKind.COMPOUND, PlaceKind.VILLAGE, PlaceKind.COMMUNITY)

Door = tuple[int, str, str, str]


class HouseholdWriter(Things):
    """Households, found again by their door."""

    is_row_by_row = True

    def names(self, by: Account) -> Register:
        """Return the places of the uploader's areas."""
        return Register(places=Ground().register(by).places)

    def compare(self, rows: Sequence[Row], by: Account, known: Mapping[int, int] = NOBODY_DECIDED) -> Comparison:
        """Compare rows with the stored doors."""
        ground = Ground()
        spots = {row.sheet_row: ground.place(row.values["place"], row.values["town"]) for row in rows}
        stored = _stored({spot.pk for spot in spots.values() if spot})
        changes, objections = [], []
        for row in rows:
            spot = spots[row.sheet_row]
            objection = _objection(row, spot, by)
            if objection or spot is None:
                objections += [objection] if objection else []
                continue
            values = dict(row.values) | {"place_id": spot.pk, "place_path": spot.path}
            changes.append(_change(row.sheet_row, values, stored.get(_door(spot.pk, values))))
        return Comparison(tuple(changes), tuple(objections))

    def write(self, changes: Sequence[Change], at: datetime) -> None:
        """Store doors in bulk."""
        Household.objects.bulk_create(_new(change.values) for change in changes if change.state == "new")
        changed = {change.pk: change.values for change in changes if change.state == "changed"}
        stored = list(Household.objects.unscoped("rows of the upload").filter(pk__in=changed))
        for household in stored:
            for name, value in filled({name: changed[household.pk].get(name) for name in STORED}).items():
                setattr(household, name, value)
        Household.objects.unscoped("rows of the upload").bulk_update(stored, STORED)


def _stored(places: Iterable[int]) -> dict[Door, dict[str, Any]]:
    rows = Household.objects.unscoped("the doors to compare with").filter(place__in=list(places))
    columns = ("pk", "place_id", *DOOR, *STORED)
    return {(row["place_id"], *(row[name] for name in DOOR)): row for row in rows.values(*columns)}


def _door(place: int, values: Mapping[str, Any]) -> Door:
    building, stairwell, flat = (values.get(name) or "" for name in DOOR)
    return place, building, stairwell, flat


def _objection(row: Row, spot: Spot | None, by: Account) -> Objection | None:
    said = row.values
    if spot is None:
        return Objection(row.sheet_row, "place", "not_registered", {"text": said["place"] or ""})
    if spot.kind not in LIVED_IN:
        return Objection(row.sheet_row, "place", "door_place_kind", {"name": spot.name})
    if said["place"] and said["town"] and spot.town != said["town"]:
        params = {"place": said["place"], "town": spot.town}
        return Objection(row.sheet_row, "town", "place_elsewhere", params, (spot.town,))
    if not by.may(Right.UPLOAD, spot.path):
        return Objection(row.sheet_row, "place", "outside_your_area")
    return None


def _change(sheet_row: int, values: Mapping[str, Any], found: Mapping[str, Any] | None) -> Change:
    if found is None:
        return Change(sheet_row, "new", values)
    diff = differences(found, {name: values.get(name) for name in STORED})
    return Change(sheet_row, "changed" if diff else "same", values, found["pk"], diff)


def _new(values: Mapping[str, Any]) -> Household:
    door = {name: values.get(name) or "" for name in DOOR}
    kept = filled({name: values.get(name) for name in STORED})
    place = {"place_id": values["place_id"], "place_path": values["place_path"]}
    return Household(**place, **door, **kept, door_key=door_key(**door))
