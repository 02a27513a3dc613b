"""Decisions about uploads: take a file in, mend it, write it, undo it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from yixian import sheets
from yixian.sheets import Unreadable
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.journal.record import note
from yixian.web.register.models import Person, Place
from yixian.web.register.seal import seal_bytes
from yixian.web.uploads.changes import writers
from yixian.web.uploads.judging import clear, judged
from yixian.web.uploads.language import lang
from yixian.web.uploads.models import Upload, UploadState
from yixian.web.uploads.undoing import Undoing
from yixian.web.uploads.writing import Writing

# Rows that are written while the reader of the page waits; it takes a few seconds.
AT_ONCE = 5000
CELL = re.compile(r"[1-9]\d{0,5}:[A-Z]{1,3}")
LONGEST = 500
LONGEST_NAME = 120


@dataclass(frozen=True)
class Mends:
    """New texts of cells by ``row:letter``; the audit keeps which cells, never what stands in them."""

    texts: Mapping[str, str]

    def __str__(self) -> str:
        return " ".join(sorted(self.texts))


def take_file(*, by: Account, area: Place, kind: str, filename: str, content: bytes, at: datetime) -> Upload:
    """Take in a workbook that somebody sent; nothing of it is written yet. Without a kind its headings say it.

    Raises
    ------
    Refused
        ``unreadable_upload`` with the sentence why, ``kind_unknown_upload`` if the headings fit no kind.
    """
    # Looked at outside of any transaction: a large file takes a second, and phones want to write meanwhile.
    try:
        chosen = kind or sheets.guess_kind(content, writers()) or ""
        if chosen not in writers():
            raise Refused("kind_unknown_upload", field="kind")
        sheet = sheets.look(chosen, content).sheet
    except Unreadable as unreadable:
        raise Refused("unreadable_upload", field="file", why=unreadable.sentence(lang())) from unreadable
    shown = Path(filename.replace("\\", "/")).name[-LONGEST_NAME:]
    upload = Upload(kind=chosen, filename=shown, sheet=sheet, sealed=seal_bytes(content), by=by, at=at)
    upload.sha256, upload.place_path = hashlib.sha256(content).hexdigest(), area.path
    upload.year = timezone.localtime(at).year
    if not by.may(Right.UPLOAD, area.path):
        upload.unit_path = next(iter(by.units_with(Right.UPLOAD)), "")
    return keep_file(by=by, upload=upload, at=at)


@action(Right.UPLOAD)
def keep_file(*, by: Account, upload: Upload, at: datetime) -> Upload:
    """Store a workbook that was looked at, for its area or its unit."""
    note(filename=upload.filename, kind=upload.kind, sha256=upload.sha256)
    upload.save(force_insert=True)
    return upload


@action(Right.UPLOAD)
def choose_columns(
    *, by: Account, upload: Upload, sheet: str, columns: Mapping[str, str], year: str, at: datetime
) -> None:
    """Correct which column of which sheet holds which field, and the year of dates that leave it out."""
    _still_open(upload)
    fields = [field for field in columns.values() if field]
    if len(set(fields)) < len(fields):
        raise Refused("field_twice", field="columns")
    if year and not (year.isascii() and year.isdecimal() and 2000 <= int(year) < 2100):
        raise Refused("year_unknown", field="year")
    if sheet != upload.sheet:
        # What was mended and skipped are cells of the other sheet.
        upload.mends, upload.skips, upload.persons = {}, [], {}
    upload.sheet, upload.columns, upload.year = sheet, dict(columns), int(year or upload.year)
    upload.save(update_fields=["sheet", "columns", "year", "sealed_mends", "skips", "persons"])
    note(sheet=sheet, columns=dict(columns), year=upload.year)


@action(Right.UPLOAD)
def mend_cells(*, by: Account, upload: Upload, mends: Mends, at: datetime) -> None:
    """Replace cells, named ``row:letter``, by what a person accepted or typed; they are judged afresh."""
    _still_open(upload)
    if any(not CELL.fullmatch(name) for name in mends.texts):
        raise Refused("cell_unknown")
    upload.mends = {**upload.mends, **{name: text[:LONGEST] for name, text in mends.texts.items()}}
    upload.save(update_fields=["sealed_mends"])


@action(Right.UPLOAD)
def skip_rows(*, by: Account, upload: Upload, rows: list[int], at: datetime) -> None:
    """Leave rows out."""
    _still_open(upload)
    upload.skips = sorted({*upload.skips, *rows})
    upload.save(update_fields=["skips"])
    note(rows=rows)


@action(Right.UPLOAD)
def take_back(*, by: Account, upload: Upload, rows: list[int], cells: list[str], at: datetime) -> None:
    """Undo: rows that were skipped or decided about and cells that were mended are as they came."""
    _still_open(upload)
    upload.skips = [row for row in upload.skips if row not in rows]
    upload.persons = {row: pk for row, pk in upload.persons.items() if int(row) not in rows}
    upload.mends = {name: text for name, text in upload.mends.items() if name not in cells}
    upload.save(update_fields=["skips", "persons", "sealed_mends"])
    note(rows=rows, cells=cells)


@action(Right.UPLOAD)
def recognise(*, by: Account, upload: Upload, row: int, person: Person | None, at: datetime) -> None:
    """Decide whether a row is somebody who is registered (``None``: nobody); it is not asked again."""
    _still_open(upload)
    if person is not None and not by.may(Right.UPLOAD, person.place_path, person.unit_path):
        raise Refused("not_allowed")
    upload.persons = {**upload.persons, str(row): person.pk if person else 0}
    upload.save(update_fields=["persons"])
    note(row=row, person=person)


@action(Right.UPLOAD)
def begin_apply(*, by: Account, upload: Upload, counts: Mapping[str, int], at: datetime) -> None:
    """Decide that the good rows are written."""
    opened = Upload.objects.unscoped("one of two at the same time").filter(pk=upload.pk, state=UploadState.READ)
    if not opened.update(state=UploadState.APPLYING, counts=dict(counts), applied_by=by, touched_at=at):
        raise Refused("upload_closed")
    upload.state, upload.counts, upload.applied_by = UploadState.APPLYING, dict(counts), by
    note(**counts)


def apply_upload(*, by: Account, upload: Upload, at: datetime) -> dict[str, int]:
    """Write the good rows of an upload in chunks; after a break it goes on where the last chunk ended.

    The decision is ``begin_apply``; every chunk is one transaction with its own mark, so that a row is written
    once and nobody waits longer than for one chunk. Returns the counts that were decided on and, as ``kept``,
    the rows that the register holds afterwards, read back from it.

    Raises
    ------
    Refused
        ``upload_closed`` if it is written already, ``upload_taken`` if somebody else is writing it.
    """
    writing = Writing(upload, by)
    if upload.state != UploadState.APPLYING:
        begin_apply(by=by, upload=upload, counts=writing.counts, at=at)
    while writing.step(at):
        pass
    return writing.finish(at)


def start_apply(*, by: Account, upload: Upload, at: datetime) -> None:
    """Write a small upload while its reader waits; leave a large one to the worker, who goes on without him.

    Raises
    ------
    Refused
        As ``apply_upload``.
    """
    counts = upload.counts if upload.state == UploadState.APPLYING else judged(upload, by).counts
    if counts["new"] + counts["changed"] <= AT_ONCE:
        apply_upload(by=by, upload=upload, at=at)
        return
    if upload.state != UploadState.APPLYING:
        begin_apply(by=by, upload=upload, counts=counts, at=at)
    # The worker judges it anew, and two processes need not hold a large file.
    clear(upload)
    _leave(upload)


def start_undo(*, by: Account, upload: Upload, at: datetime) -> None:
    """Undo a small upload while its reader waits; leave a large one to the worker.

    Raises
    ------
    Refused
        As ``undo_upload``.
    """
    if upload.done_rows <= AT_ONCE:
        undo_upload(by=by, upload=upload, at=at)
        return
    if upload.state != UploadState.UNDOING:
        begin_undo(by=by, upload=upload, at=at)
    _leave(upload)


def undo_upload(*, by: Account, upload: Upload, at: datetime) -> dict[str, int]:
    """Put back what an upload wrote, line by line, where it still stands as it was written; the rest is listed.

    The decision is ``begin_undo``; each chunk is taken back in one transaction, the last one first. Returns how
    many lines were ``removed`` (new ones), ``restored`` (changed ones) and ``kept``.

    Raises
    ------
    Refused
        ``undo_closed`` if it is not written or undone already, ``undo_over`` if it is too long ago,
        ``upload_taken`` if somebody else is undoing it.
    """
    if upload.state != UploadState.UNDOING:
        begin_undo(by=by, upload=upload, at=at)
    undoing = Undoing(upload, by)
    while undoing.step(at):
        pass
    return undoing.finish(at)


@action(Right.UPLOAD)
def begin_undo(*, by: Account, upload: Upload, at: datetime) -> None:
    """Decide that what an upload wrote is put back."""
    if not upload.may_undo(at):
        raise Refused("undo_over" if upload.state == UploadState.APPLIED else "undo_closed")
    written = Upload.objects.unscoped("one of two at the same time").filter(pk=upload.pk, state=UploadState.APPLIED)
    if not written.update(state=UploadState.UNDOING, undone_by=by, touched_at=at):
        raise Refused("undo_closed")
    upload.state, upload.undone_by = UploadState.UNDOING, by
    note(filename=upload.filename, kind=upload.kind, rows=upload.done_rows)


def _leave(upload: Upload) -> None:
    """Let the worker take it up at once."""
    Upload.objects.unscoped("the upload itself").filter(pk=upload.pk).update(touched_at=None)


def _still_open(upload: Upload) -> None:
    if upload.state != UploadState.READ:
        raise Refused("upload_closed")
