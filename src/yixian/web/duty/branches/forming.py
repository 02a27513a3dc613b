"""Decisions about the branches of an area: formed at all its posts in one act, dissolved in one act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.action import Refused, action
from yixian.web.duty.branches.queries import posts_without
from yixian.web.duty.branches.units import units_for
from yixian.web.duty.models import Post, PostKind
from yixian.web.journal.record import note, tell
from yixian.web.register.models import Answer, Branch, BranchRole, Membership, Person, Place


@action(Right.BRANCHES)
def form_branches(*, by: Account, area: Place, kind: str, on: date, at: datetime) -> int:
    """Form a branch at every open post of an area that has Party members and no branch yet; return how many.

    Its members are those who serve there; the secretary is the one of them who answers for the post. Where nobody
    of them does, the branch waits for a secretary.
    """
    _known(kind)
    _not_ahead(on, at)
    posts = list(posts_without(by, area.path, kind))
    members = _members_at(by, posts)
    manned = [post for post in posts if members[post.pk]]
    if not manned:
        raise Refused("no_branch_to_form")
    units = units_for(manned)
    branches = Branch.objects.bulk_create(
        Branch(unit=units[post.pk], place=post.place, place_path=post.place.path, formed_on=on) for post in manned
    )
    Membership.objects.bulk_create(_memberships(branches, members))
    note(formed=[post.number for post in manned], left=len(posts) - len(manned), kind=kind, on=on)
    _tell("branches_formed", area, len(manned), at)
    return len(manned)


@action(Right.BRANCHES)
def dissolve_branches(*, by: Account, area: Place, kind: str, on: date, at: datetime) -> int:
    """Dissolve every branch of an area; return how many. Everybody goes back to his own unit's branch."""
    _known(kind)
    _not_ahead(on, at)
    branches = Branch.objects.visible_to(by).filter(under("place_path", area.path), dissolved_on=None)
    if kind:
        branches = branches.filter(place__checkpoint__kind=kind)
    if branches.filter(formed_on__gt=on).exists():
        raise Refused("dissolved_before_formed", field="on")
    keys = list(branches.values_list("pk", flat=True))
    if not keys:
        raise Refused("no_branch_to_dissolve")
    dissolve(keys, on)
    note(dissolved=len(keys), kind=kind, on=on)
    _tell("branches_dissolved", area, len(keys), at)
    return len(keys)


def dissolve(branches: Iterable[int], on: date) -> None:
    """Store that branches are dissolved and that nobody is in them any more."""
    keys = list(branches)
    inside = Membership.objects.unscoped("members of these branches").filter(branch__in=keys, until_on=None)
    inside.filter(from_on__gt=on).update(until_on=F("from_on"))
    inside.update(until_on=on)
    Branch.objects.unscoped("these branches").filter(pk__in=keys).update(dissolved_on=on)


def _known(kind: str) -> None:
    if kind and kind not in PostKind.values:
        raise Refused("post_kind_unknown", field="kind")


def _not_ahead(on: date, at: datetime) -> None:
    if on > timezone.localdate(at):
        raise Refused("branch_day_ahead", field="on")


def _members_at(by: Account, posts: Sequence[Post]) -> dict[int, list[Person]]:
    """Return the Party members who serve at posts and are in no branch yet, by post."""
    serving = Person.objects.visible_to(by).filter(
        is_active=True, is_member=True, post_place__in=[one.pk for one in posts]
    )
    taken = Membership.objects.unscoped("who is in a branch already").filter(until_on=None).values("person")
    members: dict[int, list[Person]] = defaultdict(list)
    for person in serving.exclude(pk__in=taken).order_by("pk"):
        members[person.post_place_id].append(person)
    return members


def _memberships(branches: Sequence[Branch], members: Mapping[int, Sequence[Person]]) -> list[Membership]:
    answers = Answer.objects.unscoped("who answers for these posts").filter(
        place__in=[one.place_id for one in branches]
    )
    leaders = {answer.place_id: answer for answer in answers}
    rows = []
    for branch in branches:
        led_by = _secretary(members[branch.place_id], leaders.get(branch.place_id))
        for person in members[branch.place_id]:
            role = BranchRole.SECRETARY if person is led_by else BranchRole.MEMBER
            rows.append(Membership(branch=branch, person=person, role=role, from_on=branch.formed_on))
    return rows


def _secretary(members: Sequence[Person], answer: Answer | None) -> Person | None:
    """Return the member who answers for the post; two of one name are none, for a person must say which."""
    if answer is None:
        return None
    found = [one for one in members if one.pk == answer.person_id or (not answer.person_id and one.name == answer.name)]
    return found[0] if len(found) == 1 else None


def _tell(kind: str, area: Place, n: int, at: datetime) -> None:
    # Units have come or gone, so that what was compared with the register is compared anew.
    for topic in ("duty", "register"):
        tell(topic, kind, at=at, place_path=area.path, n=n)
