"""The places and units of the register by the names that workbooks use, read once for each comparison."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from yixian.sheets import Entry, Register, names
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.register import trees
from yixian.web.register.models import Place, PlaceKind, PlaceName, Unit


@dataclass(frozen=True)
class Spot:
    """One place as far as a workbook is concerned; ``said`` is its name, with its township where two share it."""

    pk: int
    path: str
    kind: str
    name: str
    town: str
    said: str


class Ground:
    """All places and units, found by what a judged cell says."""

    def __init__(self) -> None:
        rows = Place.objects.unscoped("names that a workbook may use").values_list("pk", "path", "kind", "name")
        places = list(rows.order_by("path"))
        towns = {path: name for _, path, _, name in places if len(path) == trees.WIDTH}
        shared = Counter((kind == PlaceKind.POST, name) for _, _, kind, name in places)
        self.spots = []
        for pk, path, kind, name in places:
            town = towns.get(path[: trees.WIDTH], "")
            is_shared = shared[(kind == PlaceKind.POST, name)] > 1 and len(path) > trees.WIDTH
            self.spots.append(Spot(pk, path, kind, name, town, f"{town} {name}" if is_shared else name))
        self.by_pk = {spot.pk: spot for spot in self.spots}
        self._said = {(spot.kind == PlaceKind.POST, spot.said): spot for spot in self.spots}
        self.units = {unit.name: unit for unit in Unit.objects.unscoped("names that a workbook may use")}
        self.unit_names = {unit.pk: unit.name for unit in self.units.values()}

    def post(self, said: str | None) -> Spot | None:
        """Return the post that a judged cell names."""
        return self._said.get((True, said or ""))

    def place(self, said: str | None, town: str | None = None) -> Spot | None:
        """Return the place that a judged cell names; without one the township."""
        return self._said.get((False, said or town or ""))

    def register(self, by: Account) -> Register:
        """Return the names to look cells up in: those of the areas where the account may upload.

        The people of a unit live and serve anywhere, so whoever uploads for a unit may name every place.
        """
        aliases: dict[int, list[str]] = defaultdict(list)
        for place, name in PlaceName.objects.unscoped("other names").values_list("place_id", "name"):
            aliases[place].append(name)
        is_of_unit = bool(by.units_with(Right.UPLOAD))
        mine = [spot for spot in self.spots if is_of_unit or by.may(Right.UPLOAD, spot.path)]
        posts = [_entry(spot, []) for spot in mine if spot.kind == PlaceKind.POST]
        places = [_entry(spot, aliases[spot.pk]) for spot in mine if spot.kind != PlaceKind.POST and spot.path]
        units = [Entry(unit.name, (unit.short_name,) if unit.short_name else ()) for unit in self.units.values()]
        return Register(posts=names(posts), units=names(units), places=names(places))


def _entry(spot: Spot, aliases: list[str]) -> Entry:
    own = [spot.name] if spot.said != spot.name else []
    return Entry(spot.said, (*own, *aliases), parent=spot.town if len(spot.path) > trees.WIDTH else "")
