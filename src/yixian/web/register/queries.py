"""Reading the register."""

from __future__ import annotations

from typing import Any

from yixian.web.access.models import Account
from yixian.web.register.models import Place, PlaceKind
from yixian.web.register.trees import parents


def county_name() -> str:
    """Return the name of the county, empty before the first import."""
    root = Place.objects.unscoped("the county's name is on every page").filter(path="").first()
    return root.name if root else ""


def scope_choices(account: Account, path: str) -> dict[str, Any]:
    """Return the area of the address with its name and the areas one step below that the account may choose."""
    visible = Place.objects.visible_to(account).exclude(kind=PlaceKind.POST)
    here = visible.filter(path=path).first()
    above = {place.path: place for place in visible.filter(path__in=parents(path))} if path else {}
    below = visible.filter(parent=here).order_by("path") if here else visible.none()
    return {
        "name": here.name if here else "",
        "path": path,
        "is_county": path == "",
        "choices": [{"name": place.name, "path": place.path} for place in below[:60]],
        "above": [{"name": place.name, "path": place.path} for place in reversed(list(above.values()))],
    }


def chain_of_answer(place: Place) -> list[tuple[Place, str, str]]:
    """Return who answers for a place, nearest first up to the county: place, name, phone; empty where nobody does."""
    line = [place.path, *parents(place.path)]
    rows = Place.objects.unscoped("who answers is told upwards").filter(path__in=line).select_related("answer")
    levels = sorted(rows, key=lambda p: -len(p.path))
    return [
        (level, level.answer.name, level.answer.phone) if hasattr(level, "answer") else (level, "", "")
        for level in levels
    ]
