"""What an issue of the brief stands on: the figures of one moment as plain numbers that can be kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from yixian.web.access.scope import under
from yixian.web.bulletin.rooms_of import room_of
from yixian.web.figures import Asked, Figure
from yixian.web.register.models import Person, PersonKind, Place
from yixian.web.register.queries import county_name
from yixian.web.register.trees import WIDTH

# {"county": name of the area, "n": {figure: count}, "of": {figure: whole}, "rooms": {figure: room},
#  "units": [[name, cadres]], "local": township-level units of the county's own}
Facts = dict[str, Any]


def gathered(asked: Asked, figures: Iterable[Figure]) -> Facts:
    """Return the facts of an area at one moment."""
    told = list(figures)
    return {
        "county": _name(asked),
        "n": {figure.key: figure.count(asked) for figure in told},
        "of": {figure.key: figure.whole(asked) for figure in told if figure.whole},
        "rooms": {figure.key: room_of(figure.key) for figure in told},
        "units": _cadres_by_unit(asked),
        "local": _local(asked),
    }


def _name(asked: Asked) -> str:
    here = Place.objects.visible_to(asked.account).filter(path=asked.path).values_list("name", flat=True).first()
    return here or county_name()


def _cadres_by_unit(asked: Asked) -> list[list[Any]]:
    cadres = Person.objects.visible_to(asked.account).filter(is_active=True, kind=PersonKind.CADRE)
    counted = cadres.filter(under("place_path", asked.path)).order_by().values("unit__path", "unit__name")
    rows = counted.annotate(n=Count("pk")).order_by("unit__path")
    return [[row["unit__name"], row["n"]] for row in rows if row["unit__name"]]


def _local(asked: Asked) -> int:
    places = Place.objects.visible_to(asked.account).filter(under("path", asked.path), code="").exclude(path="")
    return sum(len(path) == WIDTH for path in places.values_list("path", flat=True))
