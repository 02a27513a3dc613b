"""Lines of a published plan into tasks and postings; only those whose place or role changes hear of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from yixian.web.action import Refused
from yixian.web.journal.record import tell
from yixian.web.plans.models import Plan
from yixian.web.rounds import in_force
from yixian.web.rounds.hours import hours_of
from yixian.web.rounds.law import Law
from yixian.web.rounds.lines import Book
from yixian.web.rounds.models import CompoundNeed, Posting, PostingLine
from yixian.web.rounds.needs import needs_in
from yixian.web.tasks.models import Task, TaskState


@dataclass
class Change:
    """What a plan changes: who stays, who is new at a compound and where he was, whose posting ends."""

    kept: list[tuple[PostingLine, Posting]] = field(default_factory=list)
    new: list[tuple[PostingLine, Posting | None]] = field(default_factory=list)
    gone: list[Posting] = field(default_factory=list)

    @property
    def told(self) -> set[int]:
        """Whoever hears of it: people with another compound or role than before."""
        others = {line.person_id for line, own in self.kept if line.role != own.role}
        ended = {own.task.person_id or 0 for own in self.gone}
        return others | ended | {line.person_id for line, _own in self.new}


def change_of(plan: Plan, at: datetime) -> Change:
    """Return what putting a plan in force now would change."""
    postings = {one.task.person_id or 0: one for one in in_force.everywhere(at)}
    lines = PostingLine.objects.unscoped("the plan's own lines").filter(plan=plan, place__isnull=False)
    found = Change()
    for line in lines.select_related("person", "place").defer("place__boundary").order_by("place_path", "pk"):
        own = postings.get(line.person_id)
        if own is not None and own.task.place_id == line.place_id:
            found.kept.append((line, own))
        else:
            found.new.append((line, own))
    staying = {own.pk for _line, own in found.kept}
    moving = {own.pk for _line, own in found.new if own}
    here = (one for one in postings.values() if one.place_path.startswith(plan.place_path))
    found.gone = [one for one in here if one.pk not in staying | moving]
    return found


def put_in_force(plan: Plan, at: datetime) -> int:
    """Turn the lines of a plan into tasks; return how many people hear of it.

    Raises
    ------
    Refused
        ``draft_overtaken`` if somebody of it may no longer be posted, has left, or serves in another area by now.
    """
    found = change_of(plan, at)
    _refuse_overtaken(plan, found, at)
    _say_needs(plan)
    hours = hours_of(plan.starts_on, plan.days, at)
    _keep(plan, found, hours[1])
    _end([*found.gone, *(own for _line, own in found.new if own)])
    _begin(plan, found, hours, at)
    tell("rounds", "postings_published", at=at, place_path=plan.place_path, people=len(found.told))
    return len(found.told)


def _refuse_overtaken(plan: Plan, found: Change, at: datetime) -> None:
    lines = [line for line, _own in (*found.kept, *found.new)]
    law = Law.of([line.person_id for line in lines], max(plan.starts_on, timezone.localdate(at)))
    lost = {line.person_id for line in lines if not line.person.is_active or law.bars(line.person_id)}
    lost |= {line.person_id for line, own in found.new if own and not own.place_path.startswith(plan.place_path)}
    if lost:
        raise Refused("draft_overtaken", people=len(lost))


def _say_needs(plan: Plan) -> None:
    """Say which compounds have people from now on, where nobody had said it before."""
    places = Book.of(plan).places
    said = CompoundNeed.objects.unscoped("the plan's own compounds").filter(place__in=places)
    known = set(said.values_list("place_id", flat=True))
    wanted = [(place, people) for place, people in needs_in(plan.place_path) if str(place.pk) in places]
    CompoundNeed.objects.bulk_create(
        CompoundNeed(place=place, people=people) for place, people in wanted if place.pk not in known
    )


def _keep(plan: Plan, found: Change, ends_at: datetime) -> None:
    for line, own in found.kept:
        own.role = line.role
        own.task.plan, own.task.ends_at = plan, max(ends_at, own.task.ends_at)
        line.key = own.task.key
    tasks = Task.objects.unscoped("postings that go on")
    tasks.bulk_update([own.task for _line, own in found.kept], ["plan", "ends_at"])
    Posting.objects.unscoped("postings that go on").bulk_update([own for _line, own in found.kept], ["role"])
    PostingLine.objects.unscoped("the plan's own lines").bulk_update([line for line, _own in found.kept], ["key"])


def _end(postings: Iterable[Posting]) -> None:
    ended = Task.objects.unscoped("postings that end").filter(pk__in=[one.pk for one in postings])
    ended.update(state=TaskState.CANCELLED)


def _begin(plan: Plan, found: Change, hours: tuple[datetime, datetime], at: datetime) -> None:
    tasks = [
        Task(
            key=line.key, kind=in_force.POSTING, place=line.place, place_path=line.place_path,
            person_id=line.person_id, starts_at=hours[0], ends_at=hours[1], plan=plan,
        )
        for line, _own in found.new
    ]  # fmt: skip
    Task.objects.bulk_create(tasks)
    Posting.objects.bulk_create(
        Posting(task=task, role=line.role, told_at=at, moved_from=own)
        for task, (line, own) in zip(tasks, found.new, strict=True)
    )
