"""Writing the county's workbook of places: a tree that grows, and never a 16th township by a misprint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from yixian.rules.pinyin import keys
from yixian.sheets import Register, Row
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.register import trees
from yixian.web.register.answers import Answers
from yixian.web.register.models import Place, PlaceKind, PlaceName
from yixian.web.register.parentage import Parentage
from yixian.web.register.tree import TOWNSHIP_LEVEL, Tree, next_children
from yixian.web.uploads.changes import NOBODY_DECIDED, Change, Comparison, Objection, Things, differences, filled

STORED = ("kind", "code", "lon", "lat", "datum", "households")


class PlaceWriter(Things):
    """Places, found again by code, else by a name below the same parent."""

    def names(self, by: Account) -> Register:
        """Return no names: parents may stand in the same workbook, so they are looked up when rows are compared."""
        return Register()

    def compare(self, rows: Sequence[Row], by: Account, known: Mapping[int, int] = NOBODY_DECIDED) -> Comparison:
        """Compare rows with the tree as it would be with the other rows."""
        if not by.may(Right.UPLOAD, ""):
            return Comparison((), tuple(Objection(row.sheet_row, "name", "county_only") for row in rows))
        tree = Tree()
        found = {row.sheet_row: tree.find(row.values) for row in rows}
        parentage = Parentage(tree, [row for row in rows if found[row.sheet_row] is None])
        changes, objections = [], []
        for row in rows:
            place = found[row.sheet_row]
            level = _moved(row, place, tree) if place else parentage.level(row)
            if isinstance(level, Objection):
                objections.append(level)
            else:
                changes.append(_change(row, place, tree, level))
        return Comparison(tuple(changes), tuple(objections))

    def write(self, changes: Sequence[Change], at: datetime) -> None:
        """Store places level by level, with their other names and who answers for them."""
        tree, children = Tree(), next_children()
        by_level = sorted((change for change in changes if change.state == "new"), key=lambda change: change.level)
        stored: list[tuple[Place, Mapping[str, Any]]] = []
        for _, level in groupby(by_level, key=lambda change: change.level):
            stored += _add([change.values for change in level], tree, children)
        changed = {change.pk: change.values for change in changes if change.state == "changed"}
        stored += _update(changed)
        _keep_names(stored, tree)
        Answers.of([place.pk for place, _ in stored]).store((place, values) for place, values in stored)


def _moved(row: Row, place: Place, tree: Tree) -> int | Objection:
    """What lies below a place keeps its path for ever, so a stored place does not move to another parent."""
    above, parent = tree.above(place), row.values.get("parent")
    if above is None or not parent or parent in {above.name, *tree.others[above.pk]}:
        return 0
    return Objection(row.sheet_row, "parent", "parent_moved", {"parent": above.name}, (above.name,))


def _change(row: Row, place: Place | None, tree: Tree, level: int) -> Change:
    values = dict(row.values)
    if place is None:
        return Change(row.sheet_row, "new", values, level=level)
    answer = getattr(place, "answer", None)
    old = {name: getattr(place, name) for name in STORED}
    old |= {"leader": answer.name if answer else None, "leader_phone": answer.phone if answer else None}
    diff = differences(old, {name: values.get(name) for name in old})
    others = tree.others[place.pk]
    if values["name"] != place.name and values["name"] not in others:
        diff["name"] = (place.name, values["name"])
    added = set(values.get("aliases") or ()) - others
    if added:
        diff["aliases"] = (tuple(sorted(others)), tuple(sorted(others | added)))
    return Change(row.sheet_row, "changed" if diff else "same", values, place.pk, diff)


def _add(rows: list[Mapping[str, Any]], tree: Tree, children: dict[str, int]) -> list[tuple[Place, Mapping[str, Any]]]:
    places = []
    for values in rows:
        above = _above(values, tree)
        path = trees.child(above.path, children[above.path])
        children[above.path] += 1
        full, initials = keys(values["name"])
        kept = filled({name: values.get(name) for name in STORED})
        place = Place(path=path, parent=above, name=values["name"], name_key=full, name_initials=initials, **kept)
        places.append(place)
    Place.objects.bulk_create(places)
    for place in places:
        tree.add(place)
    return list(zip(places, rows, strict=True))


def _above(values: Mapping[str, Any], tree: Tree) -> Place:
    parent = values.get("parent") or ""
    if values["kind"] not in TOWNSHIP_LEVEL:
        (above,) = tree.parents(parent)
        return above
    if tree.county is None:
        # The first township names its county: there is no list above it that could.
        full, initials = keys(parent)
        tree.add(
            Place.objects.create(path="", kind=PlaceKind.COUNTY, name=parent, name_key=full, name_initials=initials)
        )
    assert tree.county is not None
    return tree.county


def _update(changed: Mapping[int | None, Mapping[str, Any]]) -> list[tuple[Place, Mapping[str, Any]]]:
    places = list(Place.objects.unscoped("rows of the upload").filter(pk__in=changed))
    for place in places:
        for name, value in filled({name: changed[place.pk].get(name) for name in STORED}).items():
            setattr(place, name, value)
    Place.objects.unscoped("rows of the upload").bulk_update(places, STORED)
    return [(place, changed[place.pk]) for place in places]


def _keep_names(stored: list[tuple[Place, Mapping[str, Any]]], tree: Tree) -> None:
    """Store other names; a place that a code finds under a new name keeps the old one beside it."""
    renamed, others = [], []
    for place, values in stored:
        known = tree.others[place.pk] | {place.name}
        wanted = set(values.get("aliases") or ())
        if values["name"] not in known:
            wanted.add(place.name)
            place.name = values["name"]
            place.name_key, place.name_initials = keys(place.name)
            renamed.append(place)
        others += [PlaceName(place=place, name=name) for name in sorted(wanted - tree.others[place.pk])]
    Place.objects.unscoped("rows of the upload").bulk_update(renamed, ["name", "name_key", "name_initials"])
    PlaceName.objects.bulk_create(others)
