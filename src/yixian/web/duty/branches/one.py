"""Reading one branch: its members with their home units, who was in it before, and who could join."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from yixian.web.access import masks
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.duty.models import Post
from yixian.web.register.models import Branch, BranchRole, Membership, Person
from yixian.web.register.search import people_like

MOST_FOUND, MOST_FORMER = 20, 60


def branch_at(account: Account, post: Post) -> dict[str, Any] | None:
    """Return what a post's page says of its branch, None where there is none in force."""
    inside = Membership.objects.visible_to(account).filter(branch=OuterRef("pk"), until_on=None)
    found: QuerySet[Any] = Branch.objects.visible_to(account).filter(place=post.place, dissolved_on=None)
    branch = found.annotate(
        led_by=Subquery(inside.filter(role=BranchRole.SECRETARY).values("person__name")[:1]),
        n_members=Coalesce(Subquery(inside.order_by().values("branch").annotate(n=Count("pk")).values("n")), 0),
    ).first()
    if branch is None:
        return None
    shown = str if account.may(Right.SEE_NAMES, post.place.path) else masks.initial
    return {"branch": branch, "secretary": shown(branch.led_by or ""), "n_members": branch.n_members}


def branch_details(account: Account, branch: Branch, words: str) -> dict[str, Any]:
    """Return a branch with everybody who is and was in it; ``words`` look for somebody who could join."""
    rows = _memberships(account, branch)
    inside = sorted(rows.filter(until_on=None), key=lambda one: not one.is_secretary)
    former = [one for one in rows.exclude(until_on=None).order_by("-until_on", "pk") if _was_ever(one)]
    return {
        "branch": branch,
        "post": Post.objects.visible_to(account).select_related("place").filter(pk=branch.place_id).first(),
        "inside": inside,
        "former": former[:MOST_FORMER],
        "q": words,
        "found": list(_could_join(account, branch, words)) if branch.dissolved_on is None else [],
        "may_change": account.may(Right.BRANCHES, branch.place_path) and branch.dissolved_on is None,
    }


def _memberships(account: Account, branch: Branch) -> QuerySet[Membership]:
    rows = Membership.objects.visible_to(account).filter(branch=branch)
    return rows.select_related("person__unit").order_by("person__name_key", "pk")


def _was_ever(one: Membership) -> bool:
    """Whether it lasted at all: who was taken in by mistake and out again the same day never belonged."""
    return one.until_on is not None and one.until_on > one.from_on


def _could_join(account: Account, branch: Branch, words: str) -> QuerySet[Person]:
    """Return Party members who are in no branch: those of the post, or those whom a search means."""
    taken = Membership.objects.unscoped("who is in a branch already").filter(until_on=None).values("person")
    people = Person.objects.visible_to(account).filter(is_active=True, is_member=True).exclude(pk__in=taken)
    people = people_like(people, words) if words else people.filter(post_place=branch.place_id)
    return people.select_related("unit").order_by("name_key", "pk")[:MOST_FOUND]
