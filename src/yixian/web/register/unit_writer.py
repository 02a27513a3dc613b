"""Writing the workbook of units."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from yixian.sheets import Entry, Register, Row, names
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.register import trees
from yixian.web.register.ground import Ground
from yixian.web.register.models import Unit
from yixian.web.uploads.changes import NOBODY_DECIDED, Change, Comparison, Objection, Things, differences, filled

STORED = ("kind", "short_name", "quota", "leader", "phone")


class UnitWriter(Things):
    """Units, found again by their full name, else by their short one."""

    def names(self, by: Account) -> Register:
        """Return places only: a unit's parent may stand in the same workbook."""
        return Register(places=Ground().register(by).places)

    def compare(self, rows: Sequence[Row], by: Account, known: Mapping[int, int] = NOBODY_DECIDED) -> Comparison:
        """Compare rows with the stored units."""
        if not by.may(Right.UPLOAD, ""):
            return Comparison((), tuple(Objection(row.sheet_row, "name", "county_only") for row in rows))
        ground, units = Ground(), _Units()
        lines = _Lines(units, rows)
        changes, objections = [], []
        for row in rows:
            level = lines.level(row)
            if isinstance(level, Objection):
                objections.append(level)
            else:
                changes.append(_change(row, units, ground, level))
        return Comparison(tuple(changes), tuple(objections))

    def write(self, changes: Sequence[Change], at: datetime) -> None:
        """Store units, parents before those below them."""
        units = _Units()
        new = sorted((change for change in changes if change.state == "new"), key=lambda change: change.level)
        for _, level in groupby(new, key=lambda change: change.level):
            units.create([change.values for change in level])
        changed = {change.pk: change for change in changes if change.state == "changed"}
        stored = list(Unit.objects.unscoped("rows of the upload").filter(pk__in=changed))
        for unit in stored:
            for name, (_, value) in changed[unit.pk].diff.items():
                if name in STORED:
                    setattr(unit, name, value)
            unit.place_id = changed[unit.pk].values["place_id"] or unit.place_id
        Unit.objects.unscoped("rows of the upload").bulk_update(stored, [*STORED, "place"])


class _Units:
    """The stored units by name, and the next number below each."""

    def __init__(self) -> None:
        stored = Unit.objects.unscoped("the units to compare with").select_related("place", "parent")
        self.rows = list(stored.order_by("path"))
        self._named = {unit.name: unit for unit in self.rows}
        short = Counter(unit.short_name for unit in self.rows)
        self._short = {unit.short_name: unit for unit in self.rows if short[unit.short_name] == 1}
        self._children: dict[str, int] = defaultdict(int)
        for unit in self.rows:
            above = trees.parents(unit.path)[0]
            self._children[above] = max(self._children[above], trees.number(unit.path) + 1)

    def find(self, name: str) -> Unit | None:
        """Return the unit of a full name, else of a short name that only one has."""
        return self._named.get(name) or (self._short.get(name) if name else None)

    def create(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Store units whose parents are stored."""
        units = []
        for values in rows:
            parent = self.find(values["parent"]) if values.get("parent") else None
            above = parent.path if parent else ""
            path = trees.child(above, self._children[above])
            self._children[above] += 1
            kept = filled({name: values.get(name) for name in STORED})
            units.append(Unit(path=path, parent=parent, name=values["name"], place_id=values["place_id"], **kept))
        Unit.objects.bulk_create(units)
        self._named |= {unit.name: unit for unit in units}
        for unit in units:
            self._short.setdefault(unit.short_name, unit)


class _Lines:
    """At which level each row would be written, or what speaks against it."""

    def __init__(self, units: _Units, rows: Sequence[Row]) -> None:
        self._units = units
        self._n_named = Counter(row.values["name"] for row in rows)
        self._coming = {row.values["name"]: row for row in rows}
        short = Counter(row.values.get("short_name") for row in rows)
        self._short = {row.values.get("short_name"): row for row in rows if short[row.values.get("short_name")] == 1}
        self._names = names([*(Entry(unit.name) for unit in units.rows), *map(Entry, self._coming)])
        self._levels: dict[int, int | Objection] = {}

    def level(self, row: Row) -> int | Objection:
        """Return 0 for what hangs at the top, one more for each row above it in the workbook."""
        at = row.sheet_row
        if at not in self._levels:
            # A row that is asked for while it is being looked at lies below itself.
            self._levels[at] = self._unknown(row)
            self._levels[at] = self._level(row)
        return self._levels[at]

    def _level(self, row: Row) -> int | Objection:
        parent = row.values.get("parent") or ""
        if self._n_named[row.values["name"]] > 1:
            return Objection(row.sheet_row, "name", "unit_twice")
        stored, above_stored = self._units.find(row.values["name"]), self._units.find(parent)
        if stored and parent and above_stored != stored.parent:
            at_present = stored.parent.name if stored.parent else ""
            return Objection(row.sheet_row, "parent", "parent_moved", {"parent": at_present}, (at_present,))
        if not parent or above_stored:
            return 0
        above = self._coming.get(parent) or self._short.get(parent)
        level = self.level(above) if above else self._unknown(row)
        return self._unknown(row) if isinstance(level, Objection) else level + 1

    def _unknown(self, row: Row) -> Objection:
        parent = row.values.get("parent") or ""
        near = tuple(name for name in self._names.find(parent).near if name != row.values["name"])
        return Objection(row.sheet_row, "parent", "parent_unknown", {"parent": parent}, near)


def _change(row: Row, units: _Units, ground: Ground, level: int) -> Change:
    spot = ground.place(row.values.get("town"))
    values = dict(row.values) | {"place_id": spot.pk if spot else None}
    unit = units.find(values["name"])
    if unit is None:
        return Change(row.sheet_row, "new", values, level=level)
    old = {name: getattr(unit, name) for name in STORED}
    diff = differences(old, {name: values.get(name) for name in STORED})
    if spot and spot.pk != unit.place_id:
        diff["town"] = (unit.place.name if unit.place else "", spot.name)
    return Change(row.sheet_row, "changed" if diff else "same", values, unit.pk, diff)
