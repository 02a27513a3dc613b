"""What a county without data does first: places, units, posts, staff, in this order."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists
from django.utils.translation import gettext_lazy as _

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.access.scope import ScopedManager
from yixian.web.register.models import Person, Place, PlaceKind, Unit

UPLOADS = "/uploads/"


@dataclass(frozen=True)
class Step:
    """One step, and whether it has been taken."""

    label: object
    text: object
    url: str
    is_done: bool


def steps(account: Account) -> list[Step]:
    """Return the steps while one of them is open, nothing once all are done.

    Whether they are done is asked of the whole county: a township without posts is not a county without data.
    Who may not upload sees them without their addresses.
    """
    there = _there()
    if all(there.values()):
        return []
    url = UPLOADS if account.may_somewhere(Right.UPLOAD) else ""
    return [
        Step(_("Import the places"), _("Townships, communities, villages and compounds"), url, there["places"]),
        Step(_("Import the units"), _("Bureaus, township offices and groups, with their quotas"), url, there["units"]),
        Step(_("Import the posts"), _("Where somebody stands, and how many a shift needs"), url, there["posts"]),
        Step(_("Import the staff"), _("Cadres, village and community staff, volunteers"), url, there["staff"]),
    ]


def _there() -> dict[str, bool]:
    why = "whether the county has any data"
    objects: ScopedManager = Place.objects
    places = objects.unscoped(why).exclude(path="").exclude(kind=PlaceKind.POST)
    posts = objects.unscoped(why).filter(kind=PlaceKind.POST)
    wanted = {
        "places": Exists(places),
        "units": Exists(Unit.objects.unscoped(why)),
        "posts": Exists(posts),
        "staff": Exists(Person.objects.unscoped(why)),
    }
    # One row of any table carries the four answers; without a row there is nothing at all.
    found = objects.unscoped(why).values(**wanted).first()
    return {name: bool(found and found[name]) for name in wanted}
