"""How many people each compound is to have."""

from __future__ import annotations

from yixian.web.access.scope import under
from yixian.web.register.models import Place, PlaceKind
from yixian.web.rounds.models import CompoundNeed
from yixian.web.rounds.numbers import NUMBERS


def needs_in(area: str) -> list[tuple[Place, int]]:
    """Return the compounds of an area that are to have people, with how many.

    As long as nobody has said which compounds those are, all of them are, by their households.
    """
    rows = CompoundNeed.objects.unscoped("the planner serves the whole area").filter(under("place__path", area))
    said = list(rows.select_related("place").defer("place__boundary").order_by("place__path"))
    if said:
        return [(need.place, need.people) for need in said if need.people]
    places = Place.objects.unscoped("the planner serves the whole area").filter(
        under("path", area), kind=PlaceKind.COMPOUND
    )
    return [(place, NUMBERS.need_of(place.households)) for place in places.defer("boundary").order_by("path")]
