"""Decisions about uploads: take a file in, mend it, write it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yixian import sheets
from yixian.sheets import Unreadable
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.journal.record import note, tell
from yixian.web.register.models import Place
from yixian.web.uploads.changes import Change, writers
from yixian.web.uploads.judging import judged
from yixian.web.uploads.models import Upload, UploadState

# Rows of one transaction: phones that want to write wait for one of these, never for the file.
CHUNK = 500


@action(Right.UPLOAD)
def take_file(*, by: Account, area: Place, kind: str, filename: str, content: bytes, at: datetime) -> Upload:
    """Store a workbook that somebody sent in; nothing of it is written yet."""
    if kind not in writers():
        raise Refused("kind_unknown_upload", field="kind")
    try:
        look = sheets.look(kind, content)
    except Unreadable as unreadable:
        raise Refused("unreadable_upload", field="file", why=_why(unreadable)) from unreadable
    note(filename=filename[:120], kind=kind, bytes=len(content))
    upload: Upload = Upload.objects.create(
        kind=kind,
        filename=filename[-120:],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        place_path=area.path,
        by=by,
        at=at,
        sheet=look.sheet,
        year=at.year,
    )
    return upload


@action(Right.UPLOAD)
def choose_columns(*, by: Account, upload: Upload, columns: Mapping[str, str], at: datetime) -> None:
    """Correct which column holds which field."""
    _still_open(upload)
    upload.columns = dict(columns)
    upload.save(update_fields=["columns"])


@action(Right.UPLOAD)
def mend_cells(*, by: Account, upload: Upload, mends: Mapping[str, str], at: datetime) -> None:
    """Replace cells, named ``row:letter``, by what a person accepted or typed; they are judged afresh."""
    _still_open(upload)
    upload.mends = {**upload.mends, **mends}
    upload.save(update_fields=["mends"])
    note(cells=sorted(mends))


@action(Right.UPLOAD)
def skip_rows(*, by: Account, upload: Upload, rows: list[int], at: datetime) -> None:
    """Leave rows out."""
    _still_open(upload)
    upload.skips = sorted({*upload.skips, *rows})
    upload.save(update_fields=["skips"])
    note(rows=rows)


@action(Right.UPLOAD)
def begin_apply(*, by: Account, upload: Upload, at: datetime) -> None:
    """Decide that the good rows are written."""
    _still_open(upload)
    counts = judged(upload, by).counts
    upload.state, upload.counts, upload.applied_by = UploadState.APPLYING, counts, by
    upload.save(update_fields=["state", "counts", "applied_by"])
    note(**counts)


def apply_upload(*, by: Account, upload: Upload, at: datetime) -> dict[str, int]:
    """Write the good rows of an upload in chunks; after a break it goes on where the last chunk ended.

    The decision is ``begin_apply``; every chunk is one transaction with its own mark, so that a row is written
    once and nobody waits longer than for one chunk. Returns the counts that were decided on.
    """
    if upload.state != UploadState.APPLYING:
        begin_apply(by=by, upload=upload, at=at)
    writer = writers()[upload.kind]
    changes = [change for change in judged(upload, by).comparison.changes if change.state != "same"]
    for chunk in _chunks(changes):
        with transaction.atomic():
            writer.write(chunk, at)
            upload.done_rows += len(chunk)
            upload.save(update_fields=["done_rows"])
    with transaction.atomic():
        upload.state, upload.applied_at = UploadState.APPLIED, at
        upload.save(update_fields=["state", "applied_at"])
        tell("register", "upload_applied", at=at, place_path=upload.place_path, rows=len(changes), upload=upload.pk)
    return dict(upload.counts)


def _chunks(changes: list[Change]) -> list[list[Change]]:
    return [changes[start : start + CHUNK] for start in range(0, len(changes), CHUNK)]


def _still_open(upload: Upload) -> None:
    if upload.state != UploadState.READ:
        raise Refused("upload_closed")


def _why(unreadable: Unreadable) -> str:
    return unreadable.sentence("zh")
