"""The lists of compounds and of units, trouble first, a hundred a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.register.models import Person, PersonKind, Place, Unit
from yixian.web.register.trees import WIDTH
from yixian.web.rounds import in_force
from yixian.web.rounds.models import Posting
from yixian.web.rounds.now import SIGN, TROUBLE, WORDS, CompoundNow, Standing, by_unit, compounds_now, is_late
from yixian.web.rounds.roles import Role
from yixian.web.rounds.wish import Wish


def compounds_page(account: Account, path: str, asked: Mapping[str, str], at: datetime) -> dict[str, Any]:
    """Return a hundred compounds of an area, those in trouble first, with counts of all."""
    wish = Wish.of(path, asked, set(Standing))
    everything = compounds_now(account, path, at)
    found = [one for one in everything if wish.state in ("", one.standing) and _is_meant(one.place, wish)]
    found.sort(key=lambda one: (TROUBLE.index(one.standing), one.place.path))
    cut = wish.cut(found)
    towns = town_names(account)
    return cut | {
        "rows": [_compound_row(one, towns) for one in cut["rows"]],
        "filters": _filters(everything, wish),
        "q": wish.q,
        "posted": sum(len(one.postings) for one in everything),
        "arrived": sum(one.arrived for one in everything),
        "covered": sum(one.is_covered for one in everything),
        "all": len(everything),
    }


def units_page(account: Account, path: str, at: datetime) -> dict[str, Any]:
    """Return the units that send people, with how many are sent, posted, arrived and in reserve."""
    people = Person.objects.visible_to(account).filter(
        under("place_path", path), is_active=True, kind=PersonKind.CADRE, unit__isnull=False
    )
    sent = dict(people.order_by().values_list("unit").annotate(n=Count("pk")))
    posted = by_unit(in_force.seen_by(account, path, at))
    units = Unit.objects.visible_to(account).filter(pk__in=[*sent, *posted]).order_by("path")
    return {"rows": [_unit_row(unit, sent.get(unit.pk, 0), posted.get(unit.pk, []), at) for unit in units]}


def town_names(account: Account) -> dict[str, str]:
    """Return the names of the township-level places that an account sees, by path."""
    places = Place.objects.visible_to(account).filter(path__regex=rf"^.{{{WIDTH}}}$")
    return dict(places.values_list("path", "name"))


def _filters(everything: list[CompoundNow], wish: Wish) -> list[dict[str, Any]]:
    counts = {code: sum(one.standing == code for one in everything) for code in TROUBLE}
    return [
        {"label": WORDS[code], "state": SIGN[code], "n": counts[code]} | wish.link(code)
        for code in TROUBLE
        if counts[code] or wish.state == code
    ]


def _is_meant(place: Place, wish: Wish) -> bool:
    return wish.means(place.name, place.name_key, place.name_initials)


def _compound_row(one: CompoundNow, towns: dict[str, str]) -> dict[str, Any]:
    lacking = one.lacking
    return {
        "pk": one.place.pk,
        "name": one.place.name,
        "town": towns.get(one.place.path[:WIDTH], ""),
        "sign": one.sign,
        "word": one.word,
        "need": one.need,
        "posted": len(one.postings),
        "arrived": one.arrived,
        "late": len(one.late),
        "roles": [(role.label, role not in lacking) for role in Role],
    }


def _unit_row(unit: Unit, sent: int, postings: list[Posting], at: datetime) -> dict[str, Any]:
    arrived = sum(one.has_arrived for one in postings)
    late = sum(is_late(one, at) for one in postings)
    return {
        "pk": unit.pk,
        "name": unit.name,
        "quota": unit.quota,
        "sent": sent,
        "posted": len(postings),
        "arrived": arrived,
        "late": late,
        "left": max(0, sent - len(postings)),
        "sign": "warn" if late else "ok" if postings and arrived == len(postings) else "busy" if postings else "off",
    }
