"""Reading accounts, for their administrators."""

from __future__ import annotations

from typing import Any

from yixian.web.access.models import Account, Grant
from yixian.web.access.rights import ROLE_NAMES
from yixian.web.register.models import Place, PlaceKind, Unit


def accounts_with_roles() -> list[dict[str, Any]]:
    """Return all accounts with their roles in words and the names of the areas."""
    accounts = Account.objects.unscoped("for their administrators").order_by("username").prefetch_related("grants")
    places = dict(Place.objects.unscoped("names of areas").exclude(kind=PlaceKind.POST).values_list("path", "name"))
    units = dict(Unit.objects.unscoped("names of units").values_list("path", "name"))
    return [
        {
            "account": account,
            "roles": [
                {"name": ROLE_NAMES[grant.role], "area": _area(grant, places, units)} for grant in account.grants.all()
            ],
        }
        for account in accounts
    ]


def _area(grant: Grant, places: dict[str, str], units: dict[str, str]) -> str:
    return units.get(grant.unit_path, "") if grant.unit_path else places.get(grant.place_path, "")


def areas_to_grant() -> list[Place]:
    """Return the county and its township-level units: the areas that a role is given for."""
    rows = Place.objects.unscoped("areas for the form").exclude(kind=PlaceKind.POST).order_by("path")
    return [place for place in rows.defer("boundary") if len(place.path) <= 4]
