"""Decisions about one branch: who leads it, who is in it, when it begins and ends."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.duty.branches.forming import dissolve
from yixian.web.journal.record import note, tell
from yixian.web.register.models import Branch, BranchRole, Membership, Person


@action(Right.BRANCHES)
def appoint_secretary(*, by: Account, branch: Branch, person: Person, at: datetime) -> None:
    """Let a Party member lead a branch; whoever led it before stays in it as a member."""
    branch = _in_force(branch)
    mine = _membership(person, branch)
    if mine is not None and mine.is_secretary:
        raise Refused("leads_already", name=person.name)
    today = timezone.localdate(at)
    before = _inside(branch).filter(role=BranchRole.SECRETARY).first()
    if before is not None:
        _turn(before, BranchRole.MEMBER, today)
    if mine is None:
        Membership.objects.create(branch=branch, person=person, role=BranchRole.SECRETARY, from_on=today)
    else:
        _turn(mine, BranchRole.SECRETARY, today)
    note(before=before.person_id if before else None)
    _tell("secretary_appointed", branch, at)


@action(Right.BRANCHES)
def add_member(*, by: Account, branch: Branch, person: Person, at: datetime) -> None:
    """Take a Party member into a branch; his own unit stays what it is."""
    branch = _in_force(branch)
    if _membership(person, branch) is not None:
        raise Refused("in_this_branch", name=person.name)
    Membership.objects.create(branch=branch, person=person, from_on=timezone.localdate(at))
    _tell("member_added", branch, at)


@action(Right.BRANCHES)
def end_membership(*, by: Account, branch: Branch, person: Person, at: datetime) -> None:
    """Let somebody leave a branch; that he was in it is kept."""
    branch = _in_force(branch)
    mine = _inside(branch).filter(person=person).first()
    if mine is None:
        raise Refused("not_in_this_branch", name=person.name)
    mine.end(timezone.localdate(at))
    mine.save(update_fields=["until_on"])
    _tell("member_left", branch, at)


@action(Right.BRANCHES)
def date_branch(*, by: Account, branch: Branch, on: date, at: datetime) -> None:
    """Correct the day on which a branch was formed, and with it of those who are in it from the beginning."""
    branch = _in_force(branch)
    if on > timezone.localdate(at):
        raise Refused("branch_day_ahead", field="on")
    first = Membership.objects.unscoped("those of this branch").filter(branch=branch, from_on=branch.formed_on)
    if first.filter(until_on__lt=on).exists():
        raise Refused("formed_after_leaving", field="on")
    note(before=branch.formed_on, on=on)
    first.update(from_on=on)
    branch.formed_on = on
    branch.save(update_fields=["formed_on"])
    _tell("branch_dated", branch, at)


@action(Right.BRANCHES)
def dissolve_branch(*, by: Account, branch: Branch, on: date, at: datetime) -> None:
    """Dissolve a branch; everybody goes back to his own unit's."""
    branch = _in_force(branch)
    if on > timezone.localdate(at):
        raise Refused("branch_day_ahead", field="on")
    if on < branch.formed_on:
        raise Refused("dissolved_before_formed", field="on")
    note(on=on)
    dissolve([branch.pk], on)
    _tell("branch_dissolved", branch, at)


def _in_force(branch: Branch) -> Branch:
    # The page may be a minute old: the branch may have been dissolved since.
    branch = branch.as_stored()
    if branch.dissolved_on is not None:
        raise Refused("branch_dissolved")
    return branch


def _inside(branch: Branch) -> QuerySet[Membership]:
    return Membership.objects.unscoped("those of this branch").filter(branch=branch, until_on=None)


def _membership(person: Person, branch: Branch) -> Membership | None:
    """Return somebody's membership of this branch, None if he is in none; refuse who may not be in it."""
    if not (person.is_member and person.is_active):
        raise Refused("not_a_member", name=person.name)
    rows = Membership.objects.unscoped("is he in another branch").filter(person=person, until_on=None)
    mine = rows.select_related("branch__unit").first()
    if mine is not None and mine.branch_id != branch.pk:
        raise Refused("in_another_branch", name=person.name, branch=mine.branch.unit.name)
    return mine


def _turn(membership: Membership, role: BranchRole, today: date) -> None:
    """Change somebody's role from today on: what he was until then is kept."""
    if membership.from_on >= today:
        membership.role = role
        membership.save(update_fields=["role"])
        return
    membership.end(today)
    membership.save(update_fields=["until_on"])
    Membership.objects.create(branch_id=membership.branch_id, person_id=membership.person_id, role=role, from_on=today)


def _tell(kind: str, branch: Branch, at: datetime) -> None:
    tell("duty", kind, at=at, place_path=branch.place_path, subject=f"branch:{branch.pk}")
