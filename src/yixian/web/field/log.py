"""The field log's one writer: what phones noted is stored once, whatever arrives how often and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction

from yixian.web.access.models import Device, DeviceSeen
from yixian.web.field import doubts
from yixian.web.field.doubts import LATE_AFTER, Doubt
from yixian.web.field.entries import MOST_AT_ONCE, Note, Rejection, corrected, echo, read
from yixian.web.field.finding import Tasks, places_of
from yixian.web.field.insert import insert
from yixian.web.field.models import FieldConflict, FieldEntry
from yixian.web.journal.record import tell
from yixian.web.register.models import Place
from yixian.web.tasks import progress

# Less than this between two clocks is the way of the message, and no clock is corrected by it.
NETWORK_S = 30


class Result(StrEnum):
    """What became of an entry."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Answer:
    """What the phone is told about one entry; ``has_conflict`` if its uuid is known with other content."""

    uuid: str
    result: Result
    reason: str = ""
    has_conflict: bool = False


def append(
    entries: Sequence[object], *, device: Device | None, at: datetime, sent_at: datetime | None = None
) -> list[Answer]:
    """Store what a phone noted and answer for each entry, in the order sent.

    The answers exist only after the commit: a phone forgets what we say is stored. What has happened is stored
    always, doubts become flags; only what cannot be read is rejected.

    Parameters
    ----------
    entries
        Raw entries as the phone sent them; beyond ``MOST_AT_ONCE`` they are rejected.
    device
        The phone, None for a list on paper that was typed in.
    at
        When they were received.
    sent_at
        What the phone's clock said when it sent them: the difference corrects their times.
    """
    return _store(entries, device, at, sent_at, is_alone=True)


def record(entries: Sequence[object], *, at: datetime, source: str = "") -> list[Answer]:
    """Store what an officer was told, in the transaction of his action, whose answer follows the commit as well.

    ``source`` says where he has it from; it is kept with each entry.
    """
    return _store(entries, None, at, None, is_alone=False, source=source)


def _store(
    entries: Sequence[object],
    device: Device | None,
    at: datetime,
    sent_at: datetime | None,
    *,
    is_alone: bool,
    source: str = "",
) -> list[Answer]:
    skew_s = _skew_s(sent_at, at)
    notes = [read(raw) if i < MOST_AT_ONCE else Rejection.TOO_MANY for i, raw in enumerate(entries)]
    places = places_of({note.post for note in notes if isinstance(note, Note)}, device)
    notes = [Rejection.UNKNOWN_POST if isinstance(note, Note) and note.post not in places else note for note in notes]
    first: dict[UUID, Note] = {}
    for note in notes:
        if isinstance(note, Note):
            first.setdefault(note.uuid, note)
    with transaction.atomic(durable=is_alone):
        known = _known(first)
        fresh = [note for uuid, note in first.items() if uuid not in known]
        new = _build(fresh, places, device=device, at=at, skew_s=skew_s)
        for entry in new if source else ():
            entry.details = {**entry.details, "source": source}
        insert(new)
        conflicts = _keep_conflicts([note for note in notes if isinstance(note, Note)], known | _digests(fresh), at)
        _follow(new, at)
        _seen(device, at, sent_at)
    is_new = {entry.uuid for entry in new}
    return [_answer(raw, note, is_new, conflicts) for raw, note in zip(entries, notes, strict=True)]


def _skew_s(sent_at: datetime | None, at: datetime) -> int:
    skew_s = round((sent_at - at).total_seconds()) if sent_at else 0
    return skew_s if abs(skew_s) >= NETWORK_S else 0


def _known(uuids: Collection[UUID]) -> dict[UUID, bytes]:
    rows = FieldEntry.objects.unscoped("is it stored already").filter(uuid__in=list(uuids))
    return {uuid: bytes(digest) for uuid, digest in rows.values_list("uuid", "digest")}


def _digests(notes: Iterable[Note]) -> dict[UUID, bytes]:
    return {note.uuid: note.digest for note in notes}


def _build(
    notes: list[Note], places: dict[str, Place], *, device: Device | None, at: datetime, skew_s: int
) -> list[FieldEntry]:
    happened = [(note, corrected(note.noted_at, skew_s), places[note.post]) for note in notes]
    tasks = Tasks(happened, device)
    built = []
    for note, happened_at, place in happened:
        task = tasks.find(note, happened_at, place)
        found = doubts.of_clock(skew_s, happened_at, at)
        found += doubts.of_place(place, device, task)
        found += doubts.of_task(note, happened_at, device, task)
        found += [Doubt.LATE_BY_DAYS] if at - happened_at >= LATE_AFTER else []
        found += [Doubt.BAD_TEMP] if note.has_bad_temp else []
        built.append(
            FieldEntry(
                uuid=note.uuid, device_id=device.pk if device else None, kind=note.kind.value, place_id=place.pk,
                place_path=place.path, task_id=task.pk if task else None,
                happened_at=happened_at, received_at=at, skew_s=skew_s, undoes=note.undoes, details=note.details,
                digest=note.digest, doubt=" ".join(found),
            )
        )  # fmt: skip
    return built


def _keep_conflicts(notes: list[Note], known: dict[UUID, bytes], at: datetime) -> set[tuple[UUID, bytes]]:
    """Keep what came again with other content, once; the first stays valid."""
    others = {(note.uuid, note.digest): note for note in notes if known[note.uuid] != note.digest}
    for (uuid, digest), note in others.items():
        content: dict[str, Any] = {"kind": note.kind, "post": note.post, "at": note.noted_at.isoformat()}
        FieldConflict.objects.get_or_create(
            entry=FieldEntry.objects.unscoped("the first of them").get(uuid=uuid),
            digest=digest,
            defaults={"received_at": at, "content": content | {"task": note.task_key} | note.details},
        )
    return set(others)


def _follow(new: list[FieldEntry], at: datetime) -> None:
    """Move the tasks that the new entries are about, and tell the pages that wait for the posts."""
    countered = [entry.undoes for entry in new if entry.undoes]
    moved = {entry.task_id for entry in new if entry.task_id}
    if countered:
        # An entry of another township's phone counters nothing there: progress compares the posts.
        rows = FieldEntry.objects.unscoped("the entries that are taken back").filter(uuid__in=countered)
        moved |= set(rows.exclude(task=None).values_list("task_id", flat=True))
    progress.settle(moved, at=at)
    doubtful = Counter(entry.place_path for entry in new if entry.doubt)
    for path, entries in Counter(entry.place_path for entry in new).items():
        tell("field", "entries_stored", at=at, place_path=path, entries=entries, doubtful=doubtful[path])


def _seen(device: Device | None, at: datetime, sent_at: datetime | None) -> None:
    if device is None:
        return
    skew_s = round((sent_at - at).total_seconds()) if sent_at else 0
    DeviceSeen.objects.bulk_create(
        [DeviceSeen(device=device, at=at, skew_s=max(-(2**31), min(2**31 - 1, skew_s)))],
        update_conflicts=True,
        unique_fields=["device"],
        update_fields=["at", "skew_s"],
    )


def _answer(raw: object, note: Note | Rejection, is_new: set[UUID], conflicts: set[tuple[UUID, bytes]]) -> Answer:
    if isinstance(note, Rejection):
        return Answer(echo(raw), Result.REJECTED, reason=note.value)
    if note.uuid in is_new:
        is_new.discard(note.uuid)
        return Answer(echo(raw), Result.STORED)
    return Answer(echo(raw), Result.DUPLICATE, has_conflict=(note.uuid, note.digest) in conflicts)
