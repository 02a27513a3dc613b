"""What each line of a paste is taken for: whose shift it speaks of, and what would be stored of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils import timezone

from yixian.sheets.pasted import Roll, Said, read_roll
from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.field.entries import Kind
from yixian.web.field.models import FieldEntry
from yixian.web.register.models import Person
from yixian.web.tasks.models import Task, TaskState
from yixian.web.tasks.progress import REACH
from yixian.web.uploads.duties import Duty, Found, find
from yixian.web.uploads.pastes import Paste

# What a line says and the entry that it becomes; who is absent or has only read the message has done nothing yet.
KINDS = {"came": Kind.CHECKIN, "left": Kind.CHECKOUT}


@dataclass(frozen=True)
class Line:
    """One person of a paste. ``verdict`` is a code of the words: what becomes of him, or what has to be said first.

    ``ready`` will be stored; ``stored``, ``on_post``, ``gone``, ``repeated`` need nothing more; ``absent`` and
    ``read`` are no fact of the log; ``no_state``, ``which``, ``alike``, ``no_duty``, ``unknown`` wait for somebody;
    ``skipped`` was left out by somebody.
    """

    said: Said
    verdict: str
    at: datetime
    duty: Duty | None = None
    choices: tuple[Duty, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has to say something before it can be stored."""
        return self.verdict in ("no_state", "which", "alike", "no_duty", "unknown")

    @property
    def uuid(self) -> UUID:
        """The entry's own: the same shift and the same act give the same, however often they are pasted."""
        assert self.duty is not None
        return uuid5(NAMESPACE_OID, f"pasted:{self.duty.key}:{KINDS[self.said.state or '']}")

    @property
    def entry(self) -> dict[str, Any]:
        """What the field log is given."""
        assert self.duty is not None
        kind = KINDS[self.said.state or ""].value
        post = f"place:{self.duty.place}"
        return {"uuid": str(self.uuid), "post": post, "kind": kind, "at": self.at.isoformat(), "task": self.duty.key}


@dataclass(frozen=True)
class Matched:
    """A whole paste, matched."""

    roll: Roll
    lines: tuple[Line, ...]

    @cached_property
    def counts(self) -> dict[str, int]:
        """Lines by what becomes of them."""
        by = Counter(line.verdict for line in self.lines)
        return {
            "ready": by["ready"],
            "known": by["stored"] + by["on_post"] + by["gone"] + by["repeated"],
            "open": sum(line.is_open for line in self.lines),
            "told": by["absent"] + by["read"] + by["skipped"],
            "unnamed": len(self.roll.unnamed),
        }


def matched(paste: Paste, by: Account) -> Matched:
    """Return what each line of a paste is taken for, with the corrections of a person."""
    duties = _duties(paste, by)
    roll = read_roll(paste.text, {duty.name for duty in duties})
    by_name: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        by_name[duty.name].append(duty)
    lines = [_line(_corrected(said, paste), paste, by_name) for said in roll.said]
    return Matched(roll, tuple(_with_log(_registered(lines, paste, by))))


def _duties(paste: Paste, by: Account) -> list[Duty]:
    near = Task.objects.visible_to(by).filter(
        under("place_path", paste.place_path),
        starts_at__lt=paste.as_of + REACH,
        ends_at__gt=paste.as_of - REACH,
        person__isnull=False,
    )
    columns = (
        "key", "person_id", "person__name", "person__name_key", "person__phone", "person__unit__name", "place_id",
        "place__name", "starts_at", "ends_at", "started_at", "finished_at",
    )  # fmt: skip
    return [Duty(*row) for row in near.exclude(state=TaskState.CANCELLED).order_by("pk").values_list(*columns)]


def _corrected(said: Said, paste: Paste) -> Said:
    choice: Mapping[str, Any] = paste.choices.get(said.key, {})
    # A name that was typed is not the nickname's: nothing else of the line speaks for it.
    said = replace(said, name=choice["name"], phone="", unit="") if choice.get("name") else said
    return replace(said, state=choice["state"]) if choice.get("state") else said


def _line(said: Said, paste: Paste, duties: Mapping[str, list[Duty]]) -> Line:
    choice: Mapping[str, Any] = paste.choices.get(said.key, {})
    at = _moment(said, paste.as_of)
    if choice.get("skip"):
        return Line(said, "skipped", at)
    found = find(said, at, duties)
    chosen = next((duty for some in duties.values() for duty in some if duty.key == choice.get("task")), None)
    if chosen is not None:
        found = Found("sure", chosen, ())
    if found.duty is not None and said.state in KINDS:
        return Line(said, "ready", at, found.duty)
    if said.state in ("absent", "read"):
        return Line(said, str(said.state), at, found.duty)
    if found.duty is not None:
        return Line(said, "no_state", at, found.duty)
    return Line(said, found.verdict, at, choices=found.choices)


def _moment(said: Said, as_of: datetime) -> datetime:
    """Return when it happened: at the line's time of the nearest day, else when the roll was called."""
    if said.clock is None:
        return as_of
    here = timezone.localtime(as_of)
    day = here.replace(hour=said.clock.hour, minute=said.clock.minute, second=0, microsecond=0)
    return min((day + timedelta(days=step) for step in (-1, 0, 1)), key=lambda at: abs(at - as_of))


def _registered(lines: Iterable[Line], paste: Paste, by: Account) -> list[Line]:
    """Tell those who are registered but have no duty now from those whom nobody knows."""
    lines = list(lines)
    unknown = {line.said.name for line in lines if line.verdict == "unknown"}
    mine = Person.objects.visible_to(by).filter(under("place_path", paste.place_path), name__in=unknown)
    known = set(mine.values_list("name", flat=True))
    return [
        replace(one, verdict="no_duty") if one.verdict == "unknown" and one.said.name in known else one for one in lines
    ]


def _with_log(lines: list[Line]) -> list[Line]:
    """Tell what the log knows already: pasted before, or noted by a phone."""
    ready = [line for line in lines if line.verdict == "ready"]
    stored = FieldEntry.objects.unscoped("is it stored already").filter(uuid__in={line.uuid for line in ready})
    uuids = set(stored.values_list("uuid", flat=True))
    seen: set[UUID] = set()
    told = []
    for line in lines:
        if line.verdict == "ready":
            line = replace(line, verdict=_standing(line, uuids, seen))
            seen.add(line.uuid)
        told.append(line)
    return told


def _standing(line: Line, uuids: set[UUID], seen: set[UUID]) -> str:
    assert line.duty is not None
    if line.uuid in uuids:
        return "stored"
    if line.said.state == "came" and line.duty.started_at is not None:
        return "on_post"
    if line.said.state == "left" and line.duty.finished_at is not None:
        return "gone"
    # The second line about the same act says nothing new.
    return "repeated" if line.uuid in seen else "ready"
