"""The workbook of posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from yixian.rules.pinyin import keys
from yixian.sheets import Register, Row
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.duty.models import Need, NeedChange, Post, ShiftKind
from yixian.web.register import trees
from yixian.web.register.answers import Answers
from yixian.web.register.ground import Ground, Spot
from yixian.web.register.models import Place, PlaceKind
from yixian.web.uploads.changes import (
    NOBODY_DECIDED,
    Change,
    Comparison,
    Objection,
    Things,
    Writer,
    differences,
    filled,
)

STORED = ("kind", "entrance", "phone", "needs_leader")
ON_PLACE = ("name", "lon", "lat", "datum")
NEEDS = {"need_early": "early", "need_late": "late", "need_night": "night"}


class PostWriter(Things):
    """Posts, found again by their spoken number, else by name below the same place."""

    def names(self, by: Account) -> Register:
        """Return the places of the uploader's areas: a post lies in one of them."""
        return Register(places=Ground().register(by).places)

    def compare(self, rows: Sequence[Row], by: Account, known: Mapping[int, int] = NOBODY_DECIDED) -> Comparison:
        """Compare rows with the stored posts."""
        ground, stored = Ground(), _stored()
        by_name = {(post["parent"], post["name"]): post for post in stored.values()}
        changes: list[Change] = []
        objections: list[Objection] = []
        seen: set[int] = set()
        for row in rows:
            values = dict(row.values)
            parent = ground.place(values.get("place"), values.get("town"))
            found = _found(values, parent, stored, by_name)
            objection = _objection(row, parent, found, by)
            if objection is None and found and found["pk"] in seen:
                objection = Objection(row.sheet_row, "number", "post_twice")
            if objection:
                objections.append(objection)
                continue
            seen |= {found["pk"]} if found else set()
            changes.append(_change(row.sheet_row, values | {"parent": parent}, found))
        return Comparison(tuple(changes), tuple(objections))

    def write(self, changes: Sequence[Change], at: datetime) -> None:
        """Store posts with their place, needs and who answers for them."""
        shifts = {shift.code: shift for shift in ShiftKind.objects.unscoped("shifts of the day")}
        new = [change.values for change in changes if change.state == "new"]
        changed = {change.pk: change.values for change in changes if change.state == "changed"}
        places = _places(new)
        posts = [
            Post(place=place, number=values["number"], **filled({name: values.get(name) for name in STORED}))
            for place, values in zip(places, new, strict=True)
        ]
        Post.objects.bulk_create(posts)
        stored = _update(changed)
        pairs = [*zip(posts, new, strict=True), *((post, changed[post.pk]) for post in stored)]
        _needs(pairs, shifts, at)
        Answers.of(post.pk for post, _ in pairs).store((post.place, values) for post, values in pairs)


def _stored() -> dict[int, dict[str, Any]]:
    """Posts by number with everything that a workbook can say of them."""
    posts = Post.objects.unscoped("the posts to compare with").select_related("place__answer", "place__parent")
    needs: dict[int, dict[str, int]] = defaultdict(dict)
    for post, code, people in Need.objects.unscoped("needs").values_list("post_id", "shift__code", "people"):
        needs[post][code] = people
    stored = {}
    for post in posts.defer("place__boundary", "place__parent__boundary"):
        answer = getattr(post.place, "answer", None)
        stored[post.number] = (
            {name: getattr(post, name) for name in STORED}
            | {name: getattr(post.place, name) for name in ON_PLACE}
            | {name: needs[post.pk].get(code) for name, code in NEEDS.items()}
            | {"leader": answer.name if answer else None, "leader_phone": answer.phone if answer else None}
            | {"pk": post.pk, "number": post.number, "path": post.place.path}
            | {"parent": post.place.parent_id, "parent_name": post.place.parent.name if post.place.parent else ""}
        )
    return stored


def _found(
    values: Mapping[str, Any],
    parent: Spot | None,
    stored: Mapping[int, dict[str, Any]],
    by_name: Mapping[tuple[int, str], dict[str, Any]],
) -> dict[str, Any] | None:
    if values.get("number") is not None:
        return stored.get(values["number"])
    return by_name.get((parent.pk, values["name"])) if parent else None


def _objection(row: Row, parent: Spot | None, found: Mapping[str, Any] | None, by: Account) -> Objection | None:
    said = row.values
    if parent is None and (found is None or said.get("place") or said.get("town")):
        return Objection(row.sheet_row, "place", "parent_unknown", {"parent": said.get("place") or ""})
    if parent and said.get("place") and said.get("town") and parent.town != said["town"]:
        params = {"place": said["place"], "town": parent.town}
        return Objection(row.sheet_row, "town", "place_elsewhere", params, (parent.town,))
    paths = [*([parent.path] if parent else []), *([found["path"]] if found else [])]
    if not all(by.may(Right.UPLOAD, path) for path in paths):
        return Objection(row.sheet_row, "place", "outside_your_area")
    if found and parent and not _lies_in(found, parent, said):
        # What has happened at a post lies in its place's range, so a post that moves is another post.
        return Objection(row.sheet_row, "place", "parent_moved", {"parent": found["parent_name"]})
    if found is None and said.get("number") is None:
        return Objection(row.sheet_row, "number", "number_needed")
    if found is None and not said.get("kind"):
        return Objection(row.sheet_row, "kind", "kind_needed")
    return None


def _lies_in(found: Mapping[str, Any], parent: Spot, said: Mapping[str, Any]) -> bool:
    """A row that names no place says only in which township its post stands."""
    return found["parent"] == parent.pk if said.get("place") else str(found["path"]).startswith(parent.path)


def _change(sheet_row: int, values: dict[str, Any], found: Mapping[str, Any] | None) -> Change:
    if found is None:
        return Change(sheet_row, "new", values)
    wanted = {name: values.get(name) for name in (*STORED, *ON_PLACE, *NEEDS, "leader", "leader_phone")}
    diff = differences(found, wanted)
    return Change(sheet_row, "changed" if diff else "same", values, found["pk"], diff)


def _places(rows: Sequence[Mapping[str, Any]]) -> list[Place]:
    """Store the place of each new post below the one it lies in."""
    parents = {values["parent"].pk for values in rows}
    taken: dict[str, int] = defaultdict(int)
    children = Place.objects.unscoped("numbers of children that are taken").filter(parent__in=parents)
    for path in children.values_list("path", flat=True):
        above = trees.parents(path)[0]
        taken[above] = max(taken[above], trees.number(path) + 1)
    places = []
    for values in rows:
        parent = values["parent"]
        full, initials = keys(values["name"])
        place = Place(
            path=trees.child(parent.path, taken[parent.path]),
            parent_id=parent.pk,
            kind=PlaceKind.POST,
            name_key=full,
            name_initials=initials,
            **filled({name: values.get(name) for name in ON_PLACE}),
        )
        taken[parent.path] += 1
        places.append(place)
    Place.objects.bulk_create(places)
    return places


def _update(changed: Mapping[int | None, Mapping[str, Any]]) -> list[Post]:
    posts = list(Post.objects.unscoped("rows of the upload").filter(pk__in=changed).select_related("place"))
    for post in posts:
        values = changed[post.pk]
        for name, value in filled({name: values.get(name) for name in STORED}).items():
            setattr(post, name, value)
        for name, value in filled({name: values.get(name) for name in ON_PLACE}).items():
            setattr(post.place, name, value)
        post.place.name_key, post.place.name_initials = keys(post.place.name)
    Post.objects.unscoped("rows of the upload").bulk_update(posts, STORED)
    Place.objects.unscoped("rows of the upload").bulk_update(
        [post.place for post in posts], [*ON_PLACE, "name_key", "name_initials"]
    )
    return posts


def _needs(pairs: Sequence[tuple[Post, Mapping[str, Any]]], shifts: Mapping[str, ShiftKind], at: datetime) -> None:
    """Store how many people each shift needs; a shift that nobody ever said anything of needs nobody."""
    today, said = timezone.localdate(at), []
    rows = Need.objects.unscoped("rows of the upload").filter(post__in=[post for post, _ in pairs])
    stored = {(need.post_id, need.shift_id): need for need in rows}
    new, changed = [], []
    for post, values in pairs:
        for name, code in NEEDS.items():
            need = stored.get((post.pk, shifts[code].pk))
            if need is None:
                new.append(Need(post=post, shift=shifts[code], people=values.get(name) or 0))
            elif values.get(name) is not None and values[name] != need.people:
                change = {"people": values[name], "before": need.people, "at": at, "applied_at": at}
                said.append(NeedChange(post=post, shift=shifts[code], from_on=today, **change))
                need.people = values[name]
                changed.append(need)
    Need.objects.bulk_create(new)
    Need.objects.unscoped("rows of the upload").bulk_update(changed, ["people"])
    _remember(said)


def _remember(said: Sequence[NeedChange]) -> None:
    """Keep the number that held until today: what was needed then is read from it."""
    if not said:
        return
    today = NeedChange.objects.unscoped("rows of the upload").filter(
        from_on=said[0].from_on, post__in=[change.post_id for change in said]
    )
    stored = {(change.post_id, change.shift_id): change for change in today}
    again = []
    for change in said:
        if (old := stored.get((change.post_id, change.shift_id))) is not None:
            old.people, old.at, old.applied_at = change.people, change.at, change.applied_at
            again.append(old)
    NeedChange.objects.bulk_create([one for one in said if (one.post_id, one.shift_id) not in stored])
    NeedChange.objects.unscoped("rows of the upload").bulk_update(again, ["people", "at", "applied_at"])


WRITERS: dict[str, Writer] = {"posts": PostWriter()}
