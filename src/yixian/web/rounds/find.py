"""Posted people and covered compounds in the find box: by name, sound and initials."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.register.models import Person, Place, PlaceKind
from yixian.web.register.search import people_like, places_like
from yixian.web.rounds import in_force
from yixian.web.rounds.figures.shown import compound_url
from yixian.web.rounds.models import Posting


def find_group(account: Account, words: str, most: int) -> dict[str, Any]:
    """Return the postings that a search means: by the compound, and by the person for whoever may see names."""
    places = places_like(Place.objects.visible_to(account).filter(kind=PlaceKind.COMPOUND), words)
    seen = in_force.seen_by(account, "", clock.now())
    found = list(seen.filter(task__place__in=places).order_by("task__place__name_key", "pk")[: 4 * most])
    rows = {posting.task.place_id: _place_row(posting) for posting in found}
    named = []
    if account.may_somewhere(Right.SEE_NAMES):
        people = people_like(Person.objects.unscoped("narrowed by the postings that the account sees"), words)
        named = list(seen.filter(task__person__in=people).order_by("task__person__name_key", "pk")[:most])
    return {"label": _("Postings"), "rows": [*(_person_row(one) for one in named), *rows.values()][:most]}


def _place_row(posting: Posting) -> dict[str, str]:
    place = posting.task.place
    return {"name": place.name, "initial": place.name[:1], "text": _("Compound"), "url": compound_url(place.pk)}


def _person_row(posting: Posting) -> dict[str, str]:
    person = posting.task.person
    name = person.name if person else ""
    text = f"{posting.task.place.name} {posting.get_role_display()}"
    return {"name": name, "initial": name[:1], "text": text, "url": compound_url(posting.task.place_id)}
