"""Writing the workbook of units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from yixian.sheets import Register, Row
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.register import trees
from yixian.web.register.models import Place, PlaceKind, Unit
from yixian.web.register.names import lookup
from yixian.web.uploads.changes import Change, Comparison, Objection, differences

STORED = ("kind", "short_name", "quota", "phone")


class UnitWriter:
    """Units, found again by their full name."""

    def names(self, by: Account) -> Register:
        """Return places only: a unit's parent may stand in the same workbook."""
        return Register(places=lookup(by).places)

    def compare(self, rows: Sequence[Row], by: Account) -> Comparison:
        """Compare rows with the stored units."""
        if not by.may(Right.UPLOAD, ""):
            return Comparison((), tuple(Objection(row.sheet_row, "name", "county_only") for row in rows))
        stored = _stored()
        coming = {row.values["name"] for row in rows}
        changes, objections = [], []
        for row in rows:
            values = dict(row.values)
            parent = values.get("parent")
            if parent and parent not in stored and parent not in coming:
                objections.append(Objection(row.sheet_row, "parent", "parent_unknown", {"parent": parent}))
                continue
            changes.append(_change(row.sheet_row, values, stored.get(values["name"])))
        return Comparison(tuple(changes), tuple(objections))

    def write(self, changes: Sequence[Change], at: datetime) -> None:
        """Store units, parents before those below them whatever the order of the rows."""
        stored, children = _stored(), _children()
        towns = _towns()
        waiting = [dict(change.values) for change in changes if change.state != "same"]
        while waiting:
            here = [one for one in waiting if not one.get("parent") or one["parent"] in stored]
            for values in here or waiting:
                _store(values, stored, children, towns)
            waiting = [one for one in waiting if one not in here] if here else []


def _change(sheet_row: int, values: dict[str, Any], found: Unit | None) -> Change:
    if found is None:
        return Change(sheet_row, "new", values)
    diff = differences({name: getattr(found, name) for name in STORED}, {name: values.get(name) for name in STORED})
    return Change(sheet_row, "changed" if diff else "same", values, found.pk, diff)


def _stored() -> dict[str, Unit]:
    return {unit.name: unit for unit in Unit.objects.unscoped("the units to compare with").order_by("path")}


def _children() -> dict[str, int]:
    taken: dict[str, int] = defaultdict(int)
    for path in Unit.objects.unscoped("numbers that are taken").values_list("path", flat=True):
        parent = trees.parents(path)[0]
        taken[parent] = max(taken[parent], trees.number(path) + 1)
    return taken


def _towns() -> dict[str, Place]:
    places = Place.objects.unscoped("where units are").exclude(kind=PlaceKind.POST).defer("boundary").order_by("-path")
    return {place.name: place for place in places}


def _store(values: dict[str, Any], stored: dict[str, Unit], children: dict[str, int], towns: dict[str, Place]) -> None:
    kept = {name: values[name] for name in STORED if values.get(name) not in (None, "")}
    found = stored.get(values["name"])
    if found is not None:
        Unit.objects.unscoped("a row of the upload").filter(pk=found.pk).update(**kept)
        return
    parent = stored.get(values.get("parent") or "")
    above = parent.path if parent else ""
    path = trees.child(above, children[above])
    children[above] += 1
    place = towns.get(values.get("town") or "")
    stored[values["name"]] = Unit.objects.create(path=path, parent=parent, name=values["name"], place=place, **kept)
