"""Reading accounts, for their administrators."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q

from yixian.web.access.factors import has_factor
from yixian.web.access.grants import is_administrator, is_founding
from yixian.web.access.models import Account, Grant
from yixian.web.access.rights import ROLE_NAMES, Right
from yixian.web.register.models import Place, PlaceKind, Unit

PAGE = 100
# Communities and posts are typed: a list of a thousand names helps nobody.
MOST_AREAS = 200


@dataclass(frozen=True)
class AccountsPage:
    """A hundred accounts and where the next hundred are."""

    rows: list[dict[str, Any]]
    q: str
    after_url: str


def accounts_page(asked: Mapping[str, str], at: datetime) -> AccountsPage:
    """Return accounts by user name with their roles in words and the names of the areas."""
    accounts = Account.objects.unscoped("for their administrators").order_by("username").prefetch_related("grants")
    q = asked.get("q", "").strip()[:40]
    if q:
        accounts = accounts.filter(Q(username__icontains=q) | Q(name__contains=q))
    if after := asked.get("after", "")[:40]:
        accounts = accounts.filter(username__gt=after)
    some = list(accounts.select_related("second_factor")[: PAGE + 1])
    shown = some[:PAGE]
    names = area_names(grant for account in shown for grant in account.grants.all())
    rest = {"q": q} if q else {}
    return AccountsPage(
        rows=[{"account": one, "roles": _roles(one, names, at), "has_factor": has_factor(one)} for one in shown],
        q=q,
        after_url=f"?{urlencode(rest | {'after': shown[-1].username})}" if len(some) > PAGE else "",
    )


def account_details(by: Account, account: Account, at: datetime) -> dict[str, Any]:
    """Return what an administrator sees and may do of one account."""
    is_own = account.pk == by.pk
    may_say = not is_own and (by.may(Right.GRANTS) or (by.may(Right.ADMIT) and is_founding()))
    return {
        "account": account,
        "roles": _roles(account, area_names(account.grants.all()), at),
        "has_factor": has_factor(account),
        "is_own": is_own,
        "may_close": not is_own and account.is_active,
        "may_reset": not is_own and by.may(Right.ADMIT) and not is_administrator(account),
        "may_reset_factor": has_factor(account)
        and not is_own
        and by.may(Right.ADMIT)
        and not is_administrator(account),
        "is_administrator": is_administrator(account),
        "may_say_roles": may_say,
        "areas": _area_choices() if may_say else [],
    }


def area_names(grants: Iterable[Grant]) -> dict[tuple[str, str], str]:
    """Return the names of the areas of some grants by place path and unit path."""
    pairs = {(grant.place_path, grant.unit_path) for grant in grants}
    places = Place.objects.unscoped("names of areas").filter(path__in={place for place, unit in pairs if not unit})
    units = Unit.objects.unscoped("names of units").filter(path__in={unit for _, unit in pairs if unit})
    named = {(path, ""): name for path, name in places.values_list("path", "name")}
    return named | {("", path): name for path, name in units.values_list("path", "name")}


def _roles(account: Account, names: Mapping[tuple[str, str], str], at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "grant": grant,
            "name": ROLE_NAMES[grant.role],
            "area": names.get((grant.place_path, grant.unit_path), ""),
            "counts": grant.counts_at(at),
        }
        for grant in account.grants.all()
    ]


def _area_choices() -> list[str]:
    """Names that the form offers: the county and its townships, and the units."""
    places = Place.objects.unscoped("areas for the form").exclude(kind=PlaceKind.POST).order_by("path")
    towns = places.filter(Q(path="") | Q(parent__path="")).values_list("name", flat=True)[:MOST_AREAS]
    units = Unit.objects.unscoped("units for the form").order_by("path").values_list("name", flat=True)
    return [*towns, *units[:MOST_AREAS]]
