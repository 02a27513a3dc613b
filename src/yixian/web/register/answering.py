"""Who answers at each level of both trees: places (块) up to the county, units (条) up to headquarters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from yixian.web.access import masks
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.register.models import Place, PlaceKind, Unit
from yixian.web.register.trees import parents

HEADQUARTERS = "headquarters"
# The office of a place: its leader answers for the place until somebody else is named.
OFFICES = (HEADQUARTERS, "township", "community")
MOST_LISTED = 500
TREES = ("places", "units", "posts")


def with_answers(places: QuerySet[Place]) -> QuerySet[Any]:
    """Add to places who answers for them: whoever is named, else the leader of the place's own office."""
    offices: QuerySet[Any] = Unit.objects.unscoped("who answers is told upwards").filter(kind__in=OFFICES)
    mine = offices.exclude(leader="").annotate(of_place=ExpressionWrapper(OuterRef("path"), CharField()))
    mine = mine.filter(Q(place=OuterRef("pk")) | Q(kind=HEADQUARTERS, of_place="")).order_by("path")
    answered: QuerySet[Any] = places.annotate(
        by_office=Subquery(mine.values("name")[:1]),
        answered_by=Coalesce(NullIf("answer__name", Value("")), Subquery(mine.values("leader")[:1]), Value("")),
        office_phone=Subquery(mine.values("phone")[:1]),
        own_phone=F("answer__phone"),
        own_name=F("answer__name"),
    )
    return answered


def chain_of_answer(account: Account, place: Place) -> list[dict[str, Any]]:
    """Return who answers for a place (包保), nearest first up to the county; where nobody does the name is empty.

    Their phones are there to be called by those who work in the area; others see that there is one.
    """
    shown = str if account.may(Right.SEE_NAMES, place.path) else masks.phone
    line = Place.objects.unscoped("who answers is told upwards").filter(path__in=[place.path, *parents(place.path)])
    return [
        {
            "place": level,
            "name": level.answered_by,
            "office": "" if level.own_name else level.by_office or "",
            "phone": shown((level.own_phone if level.own_name else level.office_phone) or ""),
        }
        for level in sorted(with_answers(line.defer("boundary")), key=lambda one: -len(one.path))
    ]


def chain_of_command(unit: Unit) -> list[Unit]:
    """Return a unit and the units above it up to the top of its tree."""
    line = Unit.objects.unscoped("who leads is told upwards").filter(path__in=[unit.path, *parents(unit.path)])
    return sorted(line, key=lambda one: -len(one.path))


def unanswered_places(account: Account, path: str) -> QuerySet[Any]:
    """Return the places of an area but posts for which nobody answers."""
    visible = Place.objects.visible_to(account).filter(under("path", path)).exclude(kind=PlaceKind.POST)
    offices = Unit.objects.unscoped("whose leaders answer for places").filter(kind__in=OFFICES).exclude(leader="")
    if offices.filter(kind=HEADQUARTERS).exists():
        visible = visible.exclude(path="")
    empty = visible.filter(Q(answer=None) | Q(answer__name=""), ~Exists(offices.filter(place=OuterRef("pk"))))
    return empty.select_related("parent").defer("boundary", "parent__boundary").order_by("path")


def unanswered_posts(account: Account, path: str) -> QuerySet[Place]:
    """Return the posts of an area that no leader is named for."""
    posts = Place.objects.visible_to(account).filter(under("path", path), kind=PlaceKind.POST)
    return posts.filter(Q(answer=None) | Q(answer__name="")).select_related("parent").defer("boundary").order_by("path")


def unled_units(account: Account) -> QuerySet[Unit]:
    """Return the units without a leader; the branches at the posts have a list of their own."""
    units = Unit.objects.visible_to(account).filter(leader="", branches=None)
    return units.select_related("parent").order_by("path")


@dataclass(frozen=True)
class GapsPage:
    """One tree's levels at which nobody answers; the counts are of all three lists."""

    tree: str
    rows: list[Any]
    tabs: list[dict[str, Any]]
    total: int


def gaps_page(account: Account, path: str, asked: Mapping[str, str]) -> GapsPage:
    """Return the levels of an area at which nobody answers."""
    lists: dict[str, QuerySet[Any]] = {
        "places": unanswered_places(account, path),
        "units": unled_units(account),
        "posts": unanswered_posts(account, path),
    }
    tree = asked.get("tree", "")
    tree = tree if tree in TREES else TREES[0]
    counts = {name: rows.count() for name, rows in lists.items()}
    kept = {"in": path} if path else {}
    return GapsPage(
        tree=tree,
        rows=list(lists[tree][:MOST_LISTED]),
        tabs=[
            {"tree": name, "url": f"?{urlencode(kept | {'tree': name})}", "is_on": name == tree, "n": counts[name]}
            for name in TREES
        ],
        total=sum(counts.values()),
    )
