"""Reading branches: which posts of an area have one, who leads it, who is in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.duty.models import Post, PostKind
from yixian.web.numerals import numeral
from yixian.web.register.models import Branch, BranchRole, Membership, Place
from yixian.web.register.trees import WIDTH

PAGE = 100
# 党支部工作条例 (2018), art. 4: a branch is formed from three full members on; below that posts join theirs.
FEWEST = 3
STATES = ("without", "no_secretary", "few")


@dataclass(frozen=True)
class BranchesPage:
    """One page of posts with their branches; the counts are of the whole area."""

    rows: list[dict[str, Any]]
    filters: list[dict[str, Any]]
    counts: Mapping[str, int]
    kind: str
    page: int
    n_pages: int
    state: str

    @property
    def is_complete(self) -> bool:
        """Whether every post of the area has its branch."""
        return self.counts["with"] == self.counts["posts"]


def posts_of(account: Account, path: str, kind: str = "") -> QuerySet[Any]:
    """Return the open posts of an area with what is known of their branches."""
    inside = Membership.objects.visible_to(account).filter(
        branch__place=OuterRef("pk"), branch__dissolved_on=None, until_on=None
    )
    counted = inside.order_by().values("branch__place").annotate(n=Count("pk")).values("n")
    posts: QuerySet[Any] = Post.objects.visible_to(account).filter(under("place__path", path), is_open=True)
    if kind in PostKind.values:
        posts = posts.filter(kind=kind)
    known: QuerySet[Any] = posts.annotate(
        has_branch=Exists(Branch.objects.visible_to(account).filter(place=OuterRef("pk"), dissolved_on=None)),
        has_secretary=Exists(inside.filter(role=BranchRole.SECRETARY)),
        n_members=Coalesce(Subquery(counted), 0),
    )
    return known


def posts_without(account: Account, path: str, kind: str = "") -> QuerySet[Any]:
    """Return the open posts of an area that have no branch."""
    posts = posts_of(account, path, kind).filter(has_branch=False).select_related("place")
    return posts.defer("place__boundary").order_by("number")


def without_secretary(account: Account, path: str) -> QuerySet[Any]:
    """Return the open posts of an area that nobody leads as secretary, with a branch or without."""
    posts = posts_of(account, path).filter(has_secretary=False).select_related("place")
    return posts.defer("place__boundary").order_by("number")


def branches_page(account: Account, path: str, asked: Mapping[str, str]) -> BranchesPage:
    """Return a hundred posts with their branches; the address holds the whole state."""
    kind, state = asked.get("kind", ""), asked.get("state", "")
    kind, state = kind if kind in PostKind.values else "", state if state in STATES else ""
    posts = posts_of(account, path, kind)
    counts = _counts(posts)
    found = _in_state(posts, state).select_related("place").defer("place__boundary").order_by("number")
    total = counts[state] if state else counts["posts"]
    n_pages = max(1, -(-total // PAGE))
    page = min(max(1, numeral(asked.get("page", "")) or 1), n_pages)
    kept = {name: value for name, value in (("state", state), ("kind", kind), ("in", path)) if value}
    return BranchesPage(
        rows=_rows(account, list(found[(page - 1) * PAGE : page * PAGE])),
        filters=_filters(kept, counts),
        counts=counts,
        kind=kind,
        page=page,
        n_pages=n_pages,
        state=urlencode(kept),
    )


def _in_state(posts: QuerySet[Any], state: str) -> QuerySet[Any]:
    wanted: dict[str, dict[str, Any]] = {
        "": {},
        "without": {"has_branch": False},
        "no_secretary": {"has_branch": True, "has_secretary": False},
        "few": {"has_branch": True, "n_members__lt": FEWEST},
    }
    return posts.filter(**wanted[state])


def _counts(posts: QuerySet[Any]) -> dict[str, int]:
    rows = list(posts.values_list("has_branch", "has_secretary", "n_members"))
    return {
        "posts": len(rows),
        "with": sum(has for has, _led, _n in rows),
        "without": sum(not has for has, _led, _n in rows),
        "no_secretary": sum(has and not led for has, led, _n in rows),
        "few": sum(has and n < FEWEST for has, _led, n in rows),
    }


def _filters(kept: Mapping[str, str], counts: Mapping[str, int]) -> list[dict[str, Any]]:
    words = {
        "without": (_("No branch"), "warn"),
        "no_secretary": (_("No secretary"), "warn"),
        "few": (_("Fewer than three members"), "busy"),
    }
    states = [
        {"label": label, "state": sign, "n": counts[code]} | _link(kept, "state", code)
        for code, (label, sign) in words.items()
    ]
    return states + [{"label": label} | _link(kept, "kind", code) for code, label in PostKind.choices]


def _link(kept: Mapping[str, str], name: str, code: str) -> dict[str, Any]:
    rest = {key: value for key, value in kept.items() if key != name}
    is_on = kept.get(name) == code
    return {"url": f"?{urlencode(rest if is_on else rest | {name: code})}", "is_on": is_on}


def _rows(account: Account, posts: Sequence[Post]) -> list[dict[str, Any]]:
    branches = Branch.objects.visible_to(account).filter(place__in=[post.pk for post in posts], dissolved_on=None)
    by_place = {branch.place_id: branch for branch in branches}
    members = _members(account, list(by_place.values()))
    visible = Place.objects.visible_to(account)
    towns = dict(visible.filter(path__in={post.place.path[:WIDTH] for post in posts}).values_list("path", "name"))
    rows = []
    for post in posts:
        branch = by_place.get(post.pk)
        inside = members[branch.pk] if branch else []
        rows.append(
            {
                "post": post,
                "town": towns.get(post.place.path[:WIDTH], ""),
                "branch": branch,
                "members": inside,
                "secretary": next((one for one in inside if one.is_secretary), None),
                "n_units": len({one.person.unit_id for one in inside if one.person.unit_id}),
            }
        )
    return rows


def _members(account: Account, branches: Sequence[Branch]) -> dict[int, list[Membership]]:
    inside = Membership.objects.visible_to(account).filter(branch__in=branches, until_on=None)
    members: dict[int, list[Membership]] = defaultdict(list)
    for one in inside.select_related("person__unit").order_by("person__name_key", "pk"):
        members[one.branch_id].append(one)
    return members
