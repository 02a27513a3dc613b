"""The register as names to look workbook cells up in."""

from __future__ import annotations

from collections import defaultdict

from yixian.sheets import Entry, Register, names
from yixian.web.access.models import Account
from yixian.web.register.models import Place, PlaceKind, PlaceName, Unit


def lookup(by: Account) -> Register:
    """Return posts, units and places that an account sees, with aliases and known misprints."""
    visible = list(Place.objects.visible_to(by).values_list("id", "path", "kind", "name"))
    towns = {path: name for _, path, _, name in visible if len(path) == 4}
    above = {path: name for _, path, kind, name in visible if kind != PlaceKind.POST}
    aliases: dict[int, list[str]] = defaultdict(list)
    for place, name in PlaceName.objects.visible_to(by).values_list("place_id", "name"):
        aliases[place].append(name)
    posts, places = [], []
    for pk, path, kind, name in visible:
        if kind == PlaceKind.POST:
            posts.append(Entry(name, parent=towns.get(path[:4], "")))
        elif path:
            parent = towns.get(path[:4], "") if len(path) > 4 else above.get("", "")
            places.append(Entry(name, tuple(aliases[pk]), parent=parent))
    units = [
        Entry(name, (short,) if short else ())
        for name, short in Unit.objects.visible_to(by).values_list("name", "short_name")
    ]
    return Register(posts=names(posts), units=names(units), places=names(places))
