"""Writing the county's workbook of places: a tree that grows, and never a 16th township by a misprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from yixian.rules.pinyin import keys
from yixian.sheets import Entry, Register, Row, names
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.register import trees
from yixian.web.register.models import Answer, Place, PlaceKind, PlaceName
from yixian.web.uploads.changes import Change, Comparison, Objection, differences

TOWNSHIP_LEVEL = {PlaceKind.TOWN, PlaceKind.TOWNSHIP, PlaceKind.SUBDISTRICT, PlaceKind.FARM, PlaceKind.ZONE}
STORED = ("name", "kind", "code", "lon", "lat", "datum", "households")


class PlaceWriter:
    """Places, found again by code, else by name below the same parent."""

    def names(self, by: Account) -> Register:
        """Return no names: parents may stand in the same workbook, so they are looked up when rows are compared."""
        return Register()

    def compare(self, rows: Sequence[Row], by: Account) -> Comparison:
        """Compare rows with the tree as it would be with the rows before them."""
        if not by.may(Right.UPLOAD, ""):
            return Comparison((), tuple(Objection(row.sheet_row, "name", "county_only") for row in rows))
        return _Tree().compare(rows)

    def write(self, changes: Sequence[Change], at: datetime) -> None:
        """Store places parents first, with their other names and who answers for them."""
        tree = _Tree()
        for change in changes:
            if change.state != "same":
                tree.store(change)


class _Tree:
    """The stored places with the indexes that rows are looked up by."""

    def __init__(self) -> None:
        places = Place.objects.unscoped("the tree to compare with").exclude(kind=PlaceKind.POST)
        self.by_path: dict[str, Place] = {place.path: place for place in places.select_related("answer")}
        self.children: dict[str, int] = defaultdict(int)
        self.by_code: dict[str, Place] = {}
        self.by_name: dict[tuple[str, str], list[Place]] = defaultdict(list)
        self.others: dict[int, set[str]] = defaultdict(set)
        every = Place.objects.unscoped("numbers of children that are taken").exclude(path="")
        for path in every.values_list("path", flat=True):
            parent = trees.parents(path)[0]
            self.children[parent] = max(self.children[parent], trees.number(path) + 1)
        for place in self.by_path.values():
            self._index(place)
        for pk, name in PlaceName.objects.unscoped("other names").values_list("place_id", "name"):
            self.others[pk].add(name)

    def _index(self, place: Place) -> None:
        parent = trees.parents(place.path)[0] if place.path else None
        if place.code:
            self.by_code[place.code] = place
        self.by_name[(self.by_path[parent].name if parent in self.by_path else "", place.name)].append(place)

    def compare(self, rows: Sequence[Row]) -> Comparison:
        changes, objections = [], []
        coming: set[str] = {row.values["name"] for row in rows}
        townships = names(
            Entry(place.name, tuple(self.others[place.pk])) for place in self.by_path.values() if len(place.path) == 4
        )
        known = {place.name for place in self.by_path.values()}
        for row in rows:
            values = dict(row.values)
            found = self.find(values)
            if found is None and values["kind"] in TOWNSHIP_LEVEL and townships.entries:
                near = townships.find(values["name"])
                if near.name or near.near:
                    proposals = (near.name,) if near.name else near.near
                    objections.append(Objection(row.sheet_row, "name", "township_near", {}, proposals))
                    continue
            parent = values.get("parent") or ""
            needs_parent = values["kind"] not in TOWNSHIP_LEVEL
            if found is None and needs_parent and parent not in known and parent not in coming:
                objections.append(Objection(row.sheet_row, "parent", "parent_unknown", {"parent": parent}))
                continue
            changes.append(self._change(row.sheet_row, values, found))
        return Comparison(tuple(changes), tuple(objections))

    def find(self, values: dict[str, Any]) -> Place | None:
        code = values.get("code")
        if code and code in self.by_code:
            return self.by_code[code]
        same = self.by_name.get((values.get("parent") or "", values["name"]), [])
        if len(same) == 1 and not (code and same[0].code and code != same[0].code):
            return same[0]
        return None

    def _change(self, sheet_row: int, values: dict[str, Any], found: Place | None) -> Change:
        if found is None:
            return Change(sheet_row, "new", values)
        answer = getattr(found, "answer", None)
        old = {name: getattr(found, name) for name in STORED}
        old |= {"leader": answer.name if answer else None, "leader_phone": answer.phone if answer else None}
        new = {name: values.get(name) for name in (*STORED, "leader", "leader_phone")}
        diff = differences(old, new)
        added = set(values.get("aliases") or ()) - self.others[found.pk]
        if added:
            diff["aliases"] = ("、".join(sorted(self.others[found.pk])), "、".join(sorted(added)))
        return Change(sheet_row, "changed" if diff else "same", values, found.pk, diff)

    def store(self, change: Change) -> None:
        values = dict(change.values)
        place = self.find(values)
        stored = {name: values[name] for name in STORED if values.get(name) not in (None, "")}
        stored["name_key"], stored["name_initials"] = keys(values["name"])
        if place is None:
            place = self._add(values, stored)
        else:
            Place.objects.unscoped("a row of the upload").filter(pk=place.pk).update(**stored)
        for alias in set(values.get("aliases") or ()) - self.others[place.pk]:
            PlaceName.objects.create(place=place, name=alias)
            self.others[place.pk].add(alias)
        if values.get("leader"):
            answered = {"name": values["leader"], "phone": values.get("leader_phone") or ""}
            Answer.objects.update_or_create(place=place, defaults=answered)

    def _add(self, values: dict[str, Any], stored: dict[str, Any]) -> Place:
        parent = self._parent(values)
        path = trees.child(parent.path, self.children[parent.path])
        self.children[parent.path] += 1
        place: Place = Place.objects.create(path=path, parent=parent, **stored)
        self.by_path[path] = place
        self._index(place)
        return place

    def _parent(self, values: dict[str, Any]) -> Place:
        wanted = values.get("parent") or ""
        if values["kind"] in TOWNSHIP_LEVEL:
            # The first township names its county: there is no list above it that could.
            return self.by_path.get("") or self._county(wanted)
        found = [place for place in self.by_path.values() if place.name == wanted and place.path]
        return min(found, key=lambda place: len(place.path)) if found else self.by_path[""]

    def _county(self, name: str) -> Place:
        full, initials = keys(name)
        county: Place = Place.objects.create(
            path="", kind=PlaceKind.COUNTY, name=name, name_key=full, name_initials=initials
        )
        self.by_path[""] = county
        self._index(county)
        return county
