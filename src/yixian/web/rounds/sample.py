"""The invented county before its first posting: three towns are to have people at every compound."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from yixian.web.access.models import Account
from yixian.web.register.models import Place, PlaceKind
from yixian.web.register.trees import WIDTH
from yixian.web.rounds.actions import cover_area

TOWNS = 3


def begin(officer: Account, at: datetime) -> None:
    """Say for the three townships with most compounds that all of them are to have people."""
    compounds = Place.objects.visible_to(officer).filter(kind=PlaceKind.COMPOUND).values_list("path", flat=True)
    counted = Counter(path[:WIDTH] for path in compounds)
    for path, _n in counted.most_common(TOWNS):
        cover_area(by=officer, area=Place.objects.visible_to(officer).get(path=path), at=at)
