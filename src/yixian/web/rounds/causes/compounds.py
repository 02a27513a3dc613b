"""The compounds of a cause: what they are called, and the list that shows them."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from yixian.web.register.models import Place

MOST_NAMED = 3


def named(places: Iterable[Place]) -> str:
    """Return the names of the first compounds, and a sign that there are more."""
    names = list(dict.fromkeys(place.name for place in places))
    shown = "、".join(names[:MOST_NAMED])
    return f"{shown} …" if len(names) > MOST_NAMED else shown


def list_url(state: str) -> str:
    """Return the list of the compounds that stand so."""
    return f"{reverse('rounds:compounds')}?state={state}"
