"""Decisions about postings: post by hand, move, take back, say the role, pin; say how many a compound needs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.action import Refused, action
from yixian.web.journal.record import note, tell
from yixian.web.register.models import Person, Place, PlaceKind
from yixian.web.rounds import in_force
from yixian.web.rounds.hours import hours_by_hand
from yixian.web.rounds.law import Law
from yixian.web.rounds.models import CompoundNeed, Posting, PostingPin
from yixian.web.rounds.numbers import NUMBERS
from yixian.web.rounds.roles import Role
from yixian.web.tasks.models import Task, TaskState

KEY_BYTES = 6


@action(Right.PLAN)
def post_person(*, by: Account, place: Place, person: Person, role: str, at: datetime) -> Posting:
    """Post somebody to a compound; he is told, nobody else is."""
    _refuse_place(place)
    _refuse_role(role)
    _refuse_person(person, at)
    own = in_force.everywhere(at).filter(task__person=person).select_related("task__place").first()
    if own is not None:
        raise Refused("posted_already", field="person", name=person.name, place=own.task.place.name)
    posting = _begin(place, person, role, at)
    note(person=person.pk, role=role, posting=posting.pk)
    tell("rounds", "person_posted", at=at, place_path=place.path, subject=f"task:{posting.task.key}")
    return posting


@action(Right.PLAN)
def move_person(*, by: Account, posting: Posting, place: Place, at: datetime) -> Posting:
    """Send somebody on to another compound in the same role; only he is told."""
    posting = _in_force(posting, at)
    _refuse_place(place)
    if not by.may(Right.PLAN, place.path):
        raise Refused("not_allowed", right=Right.PLAN.value, path=place.path)
    if posting.task.place_id == place.pk:
        raise Refused("there_already", field="place", place=place.name)
    person = posting.task.person
    assert person is not None
    _refuse_person(person, at)
    _end(posting)
    moved = _begin(place, person, posting.role, at, moved_from=posting)
    note(person=person.pk, before=posting.task.place_id, after=place.pk)
    for path in {posting.place_path, place.path}:
        tell("rounds", "person_moved", at=at, place_path=path, subject=f"task:{moved.task.key}")
    return moved


@action(Right.PLAN)
def take_back(*, by: Account, posting: Posting, at: datetime) -> None:
    """End a posting: he serves nowhere from now on."""
    posting = _in_force(posting, at)
    _end(posting)
    note(person=posting.task.person_id, place=posting.task.place_id)
    tell("rounds", "posting_ended", at=at, place_path=posting.place_path, subject=f"task:{posting.task.key}")


@action(Right.PLAN)
def set_role(*, by: Account, posting: Posting, role: str, at: datetime) -> None:
    """Give somebody another of the three roles where he is."""
    posting = _in_force(posting, at)
    _refuse_role(role)
    if posting.role == role:
        return
    note(person=posting.task.person_id, before=posting.role, role=role)
    posting.role = role
    posting.save(update_fields=["role"])
    tell("rounds", "role_set", at=at, place_path=posting.place_path, subject=f"task:{posting.task.key}")


@action(Right.PLAN)
def pin_person(*, by: Account, place: Place, person: Person, at: datetime) -> None:
    """Let somebody stay at a compound, whatever the next plan would rather."""
    _refuse_place(place)
    pins = PostingPin.objects.unscoped("one pin for each person")
    pins.update_or_create(person=person, defaults={"place": place, "by": by, "at": at})
    note(person=person.pk)
    tell("rounds", "person_pinned", at=at, place_path=place.path)


@action(Right.PLAN)
def unpin_person(*, by: Account, place: Place, person: Person, at: datetime) -> None:
    """Let the next plan decide again."""
    pins = PostingPin.objects.unscoped("one pin for each person").filter(person=person, place=place)
    if not pins.delete()[0]:
        raise Refused("not_pinned")
    note(person=person.pk)
    tell("rounds", "person_unpinned", at=at, place_path=place.path)


@action(Right.PLAN)
def set_need(*, by: Account, place: Place, people: int, at: datetime) -> None:
    """Say how many people a compound is to have; none is a compound that the plan leaves out."""
    _refuse_place(place)
    _refuse_number(people)
    needs = CompoundNeed.objects.unscoped("the need of a compound that was found")
    before = needs.filter(place=place).values_list("people", flat=True).first()
    needs.update_or_create(place=place, defaults={"people": people})
    note(before=before, people=people)
    tell("rounds", "compound_need_set", at=at, place_path=place.path)


@action(Right.PLAN)
def cover_area(*, by: Account, area: Place, at: datetime) -> int:
    """Let every compound of an area have people, by its households; return how many there are."""
    return _say_all(area, at, lambda place: NUMBERS.need_of(place.households))


@action(Right.PLAN)
def leave_area(*, by: Account, area: Place, at: datetime) -> int:
    """Let no compound of an area have people: the next plan leaves them out; return how many there are."""
    return _say_all(area, at, lambda place: 0)


def _say_all(area: Place, at: datetime, people_of: Callable[[Place], int]) -> int:
    compounds = Place.objects.unscoped("the compounds of an area that was found").filter(
        under("path", area.path), kind=PlaceKind.COMPOUND
    )
    rows = [CompoundNeed(place=place, people=people_of(place)) for place in compounds.defer("boundary")]
    CompoundNeed.objects.bulk_create(rows, update_conflicts=True, unique_fields=["place"], update_fields=["people"])
    note(compounds=len(rows), people=sum(row.people for row in rows))
    tell("rounds", "compound_need_set", at=at, place_path=area.path)
    return len(rows)


def _begin(place: Place, person: Person, role: str, at: datetime, *, moved_from: Posting | None = None) -> Posting:
    due_at, ends_at = hours_by_hand(at)
    task = Task.objects.create(
        key=secrets.token_hex(KEY_BYTES).upper(), kind=in_force.POSTING, place=place, place_path=place.path,
        person=person, starts_at=due_at, ends_at=ends_at,
    )  # fmt: skip
    posting: Posting = Posting.objects.create(task=task, role=role, told_at=at, moved_from=moved_from)
    return posting


def _end(posting: Posting) -> None:
    posting.task.state = TaskState.CANCELLED
    posting.task.save(update_fields=["state"])


def _in_force(posting: Posting, at: datetime) -> Posting:
    """Return the posting as it is now: the page may be a minute old."""
    found = in_force.everywhere(at).filter(pk=posting.pk).select_related("task__person", "task__place").first()
    if found is None:
        raise Refused("posting_over")
    return found


def _refuse_place(place: Place) -> None:
    if place.kind != PlaceKind.COMPOUND:
        raise Refused("not_a_compound", field="place", place=place.name)


def _refuse_role(role: str) -> None:
    if role not in Role.values:
        raise Refused("posting_role_unknown", field="role")


def _refuse_person(person: Person, at: datetime) -> None:
    if not person.is_active:
        raise Refused("has_left_service", field="person", name=person.name)
    if Law.of([person.pk], timezone.localdate(at)).bars(person.pk):
        raise Refused("law_bars_posting", field="person", name=person.name)


def _refuse_number(people: int) -> None:
    if people and not NUMBERS.least <= people <= NUMBERS.most:
        raise Refused("compound_need_out_of_range", field="people", least=NUMBERS.least, most=NUMBERS.most)
