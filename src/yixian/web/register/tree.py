"""The stored places as a tree that a workbook of places is laid beside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from yixian.sheets import Entry
from yixian.web.register import trees
from yixian.web.register.models import Place, PlaceKind, PlaceName

TOWNSHIP_LEVEL = {PlaceKind.TOWN, PlaceKind.TOWNSHIP, PlaceKind.SUBDISTRICT, PlaceKind.FARM, PlaceKind.ZONE}


class Tree:
    """All stored places but posts, with the indexes by which rows find them again."""

    def __init__(self) -> None:
        places = Place.objects.unscoped("the tree to compare with").exclude(kind=PlaceKind.POST)
        self.by_path: dict[str, Place] = {
            place.path: place for place in places.defer("boundary").select_related("answer").order_by("path")
        }
        self.others: dict[int, set[str]] = defaultdict(set)
        for pk, name in PlaceName.objects.unscoped("other names").values_list("place_id", "name"):
            self.others[pk].add(name)
        self.by_code: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        for place in list(self.by_path.values()):
            self.add(place)

    def add(self, place: Place) -> None:
        """Take a stored place into the tree."""
        self.by_path[place.path] = place
        if place.code:
            self.by_code[place.code] = place
        for name in {place.name, *self.others[place.pk]}:
            self._by_name[name].append(place)

    @property
    def county(self) -> Place | None:
        """The root, None before the first import."""
        return self.by_path.get("")

    def above(self, place: Place) -> Place | None:
        """Return the place that another one lies in."""
        return self.by_path[trees.parents(place.path)[0]] if place.path else None

    def townships(self) -> list[Entry]:
        """Return the township-level units by all their names."""
        units = [place for place in self.by_path.values() if len(place.path) == trees.WIDTH]
        return [Entry(place.name, tuple(self.others[place.pk])) for place in units]

    def entries(self) -> list[Entry]:
        """Return all places as names to look a parent up in."""
        return [Entry(place.name, tuple(self.others[place.pk])) for path, place in self.by_path.items() if path]

    def find(self, values: Mapping[str, Any]) -> Place | None:
        """Return the place of a row: by its code, else by a name of it below its parent."""
        code = values.get("code")
        if code and code in self.by_code:
            return self.by_code[code]
        is_township = values["kind"] in TOWNSHIP_LEVEL
        found = [
            place
            for place in self._by_name.get(values["name"], ())
            if self._is_meant(place, values, is_township=is_township) and not (code and place.code)
        ]
        return found[0] if len(found) == 1 else None

    def _is_meant(self, place: Place, values: Mapping[str, Any], *, is_township: bool) -> bool:
        if is_township:
            # Another name of a township is a misprint until a person says so: it is asked about, not taken.
            return len(place.path) == trees.WIDTH and place.name == values["name"]
        above = self.above(place)
        names_above = {above.name, *self.others[above.pk]} if above else set()
        return len(place.path) > trees.WIDTH and (values.get("parent") or "") in names_above

    def parents(self, name: str) -> list[Place]:
        """Return the places that a row may name as its parent."""
        return [place for place in self._by_name.get(name, ()) if place.path]


def next_children() -> dict[str, int]:
    """Return the number of the next child of each path that has children."""
    taken: dict[str, int] = defaultdict(int)
    for path in Place.objects.unscoped("numbers that are taken").exclude(path="").values_list("path", flat=True):
        parent = trees.parents(path)[0]
        taken[parent] = max(taken[parent], trees.number(path) + 1)
    return taken
