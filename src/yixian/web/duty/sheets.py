"""The workbook of posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from yixian.rules.pinyin import keys
from yixian.sheets import Register, Row
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.duty.models import Need, Post, ShiftKind
from yixian.web.register import trees
from yixian.web.register.models import Answer, Place, PlaceKind
from yixian.web.register.names import lookup
from yixian.web.uploads.changes import Change, Comparison, Objection, Writer, differences

STORED = ("kind", "entrance", "phone", "needs_leader")
ON_PLACE = ("name", "lon", "lat", "datum")
NEEDS = {"need_early": "early", "need_late": "late", "need_night": "night"}


class PostWriter:
    """Posts, found again by their spoken number."""

    def names(self, by: Account) -> Register:
        """Return the places of the uploader's areas: a post lies in one of them."""
        return Register(places=lookup(by).places)

    def compare(self, rows: Sequence[Row], by: Account) -> Comparison:
        """Compare rows with the stored posts."""
        stored, places = _stored(), _places()
        changes, objections = [], []
        for row in rows:
            values = dict(row.values)
            parent = _parent(values, places)
            found = stored.get(values.get("number") or 0)
            if parent is None:
                params = {"parent": values.get("place") or ""}
                objections.append(Objection(row.sheet_row, "place", "parent_unknown", params))
            elif not by.may(Right.UPLOAD, parent.path) or (found and not by.may(Right.UPLOAD, found["path"])):
                objections.append(Objection(row.sheet_row, "place", "outside_your_area"))
            elif values.get("number") is None:
                objections.append(Objection(row.sheet_row, "number", "number_needed"))
            else:
                changes.append(_change(row.sheet_row, values | {"parent_id": parent.pk}, found))
        return Comparison(tuple(changes), tuple(objections))

    def write(self, changes: Sequence[Change], at: datetime) -> None:
        """Store posts with their place, needs and who answers for them."""
        shifts = {shift.code: shift for shift in ShiftKind.objects.unscoped("shifts of the day")}
        taken: dict[str, int] = {}
        for change in changes:
            if change.state == "new":
                _add(dict(change.values), shifts, taken)
            elif change.state == "changed":
                _update(dict(change.values), change.pk or 0, shifts)


def _stored() -> dict[int, dict[str, Any]]:
    """Posts by number with everything that a workbook can say of them."""
    posts = Post.objects.unscoped("the posts to compare with").select_related("place__answer")
    needs: dict[int, dict[str, int]] = {}
    for post, code, people in Need.objects.unscoped("needs").values_list("post_id", "shift__code", "people"):
        needs.setdefault(post, {})[code] = people
    stored = {}
    for post in posts:
        answer = getattr(post.place, "answer", None)
        stored[post.number] = (
            {name: getattr(post, name) for name in STORED}
            | {name: getattr(post.place, name) for name in ON_PLACE}
            | {name: needs.get(post.pk, {}).get(code, 0) for name, code in NEEDS.items()}
            | {"leader": answer.name if answer else None, "leader_phone": answer.phone if answer else None}
            | {"pk": post.pk, "path": post.place.path}
        )
    return stored


def _places() -> dict[str, list[Place]]:
    named: dict[str, list[Place]] = {}
    places = Place.objects.unscoped("where posts lie").exclude(kind=PlaceKind.POST).defer("boundary").order_by("path")
    for place in places:
        named.setdefault(place.name, []).append(place)
    return named


def _parent(values: dict[str, Any], places: dict[str, list[Place]]) -> Place | None:
    """Return the place that a post lies in: the named one in its township, else the township itself."""
    towns = places.get(values.get("town") or "", [])
    inside = [
        place
        for place in places.get(values.get("place") or "", [])
        if not towns or place.path.startswith(towns[0].path)
    ]
    if inside:
        return inside[0]
    return towns[0] if towns and not values.get("place") else None


def _change(sheet_row: int, values: dict[str, Any], found: dict[str, Any] | None) -> Change:
    if found is None:
        return Change(sheet_row, "new", values)
    wanted = {name: values.get(name) for name in (*STORED, *ON_PLACE, *NEEDS, "leader", "leader_phone")}
    diff = differences(found, wanted)
    return Change(sheet_row, "changed" if diff else "same", values, found["pk"], diff)


def _add(values: dict[str, Any], shifts: dict[str, ShiftKind], taken: dict[str, int]) -> None:
    parent = Place.objects.unscoped("a row of the upload").get(pk=values["parent_id"])
    if parent.path not in taken:
        last = Place.objects.unscoped("numbers that are taken").filter(parent=parent).order_by("-path").first()
        taken[parent.path] = trees.number(last.path) + 1 if last else 0
    path = trees.child(parent.path, taken[parent.path])
    taken[parent.path] += 1
    full, initials = keys(values["name"])
    on_place = {name: values[name] for name in ON_PLACE if values.get(name) not in (None, "")}
    place = Place.objects.create(
        path=path, parent=parent, kind=PlaceKind.POST, name_key=full, name_initials=initials, **on_place
    )
    kept = {name: values[name] for name in STORED if values.get(name) is not None}
    post = Post.objects.create(place=place, number=values["number"], **kept)
    Need.objects.bulk_create(
        Need(post=post, shift=shifts[code], people=values.get(name) or 0) for name, code in NEEDS.items()
    )
    _answer(place, values)


def _update(values: dict[str, Any], pk: int, shifts: dict[str, ShiftKind]) -> None:
    on_place = {name: values[name] for name in ON_PLACE if values.get(name) not in (None, "")}
    kept = {name: values[name] for name in STORED if values.get(name) not in (None, "")}
    if on_place:
        Place.objects.unscoped("a row of the upload").filter(pk=pk).update(**on_place)
    Post.objects.unscoped("a row of the upload").filter(pk=pk).update(**kept)
    post = Post.objects.unscoped("a row of the upload").select_related("place").get(pk=pk)
    for name, code in NEEDS.items():
        if values.get(name) is not None:
            Need.objects.update_or_create(post=post, shift=shifts[code], defaults={"people": values[name]})
    _answer(post.place, values)


def _answer(place: Place, values: dict[str, Any]) -> None:
    if values.get("leader"):
        answered = {"name": values["leader"], "phone": values.get("leader_phone") or ""}
        Answer.objects.update_or_create(place=place, defaults=answered)


WRITERS: dict[str, Writer] = {"posts": PostWriter()}
