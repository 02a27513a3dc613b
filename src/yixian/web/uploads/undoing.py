"""Undoing an upload chunk by chunk, the last one first; whoever breaks off leaves whole chunks."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from yixian.web.access.models import Account
from yixian.web.access.traced import Columns, columns_of, present
from yixian.web.action import Refused
from yixian.web.journal.record import tell
from yixian.web.uploads.chunks import Chunk
from yixian.web.uploads.lines import Key, key_of, links
from yixian.web.uploads.models import Upload, UploadState
from yixian.web.uploads.since import Since
from yixian.web.uploads.undo_verdict import Verdict, verdict
from yixian.web.uploads.writing import PAUSE_S

AT_ONCE = 500


class Undoing:
    """What is left to undo of an upload."""

    def __init__(self, upload: Upload, by: Account) -> None:
        self.upload = upload
        self.by = by
        left = _chunks(upload).filter(undone_at=None)
        self._left = list(left.order_by("after_rows").values_list("pk", flat=True))

    def step(self, at: datetime) -> bool:
        """Take the last chunk back that is left, in one transaction; False when there was none.

        Raises
        ------
        Refused
            ``upload_taken`` if somebody else is undoing it.
        """
        if not self._left:
            return False
        pk, upload = self._left.pop(), self.upload
        with transaction.atomic():
            mine = _chunks(upload).filter(pk=pk, undone_at=None)
            if not mine.update(undone_at=at):
                raise Refused("upload_taken")
            chunk = _chunks(upload).get(pk=pk)
            found = verdict(chunk.touches, self.by)
            _put_back(found)
            chunk.undone, chunk.kept, chunk.sealed = found.counts, [one.plain for one in found.kept], b""
            chunk.save(update_fields=["undone", "kept", "sealed"])
            Upload.objects.unscoped("the upload itself").filter(pk=upload.pk).update(touched_at=at)
            tell("uploads", "chunk_undone", at=at, place_path=upload.place_path, rows=chunk.rows, upload=upload.pk)
        if self._left:
            time.sleep(PAUSE_S)
        return True

    def finish(self, at: datetime) -> dict[str, int]:
        """Say of what stays who changed it since, and mark the upload as undone; return how many lines are what.

        Raises
        ------
        Refused
            ``upload_taken`` if somebody else has brought it to its end.
        """
        upload = self.upload
        chunks = list(_chunks(upload).defer("sealed"))
        since = Since(upload, {asked for chunk in chunks for one in chunk.kept for asked in one["asked"]})
        counts = {name: sum(chunk.undone.get(name, 0) for chunk in chunks) for name in ("removed", "restored", "kept")}
        with transaction.atomic():
            undoing = Upload.objects.unscoped("one of two at the same time").filter(
                pk=upload.pk, state=UploadState.UNDOING
            )
            if not undoing.update(state=UploadState.UNDONE, undone_at=at, undone=counts):
                raise Refused("upload_taken")
            for chunk in chunks:
                if chunk.kept:
                    chunk.kept = [since.filled(one) for one in chunk.kept]
                    chunk.save(update_fields=["kept"])
            rows = counts["removed"] + counts["restored"]
            tell("register", "upload_undone", at=at, place_path=upload.place_path, rows=rows, upload=upload.pk)
        upload.state, upload.undone_at, upload.undone = UploadState.UNDONE, at, counts
        return counts


def foreseen(upload: Upload, by: Account) -> dict[str, int]:
    """Return what undoing an upload now would do, without doing it."""
    counts: Counter[str] = Counter(removed=0, restored=0, kept=0)
    gone: set[Key] = set()
    for chunk in _chunks(upload).filter(undone_at=None).order_by("-after_rows").iterator(4):
        found = verdict(chunk.touches, by, gone)
        gone |= {key for line in found.lines for key in line.added}
        counts.update(found.counts)
    return dict(counts)


def _chunks(upload: Upload) -> QuerySet[Chunk]:
    return Chunk.objects.unscoped("what the upload wrote").filter(upload=upload)


def _put_back(found: Verdict) -> None:
    """Put changed rows back first: then nothing of the upload refers to the new ones that go."""
    touches = [touch for line in found.lines for touch in line.touches]
    _restore({key_of(touch): touch.before for touch in touches if touch.before and touch.after is not None})
    for touch in touches:
        if touch.after is None:
            model: Any = touch.model
            model(pk=touch.pk, **(touch.before or {})).save(force_insert=True)
    added = {key_of(touch): touch.after or {} for touch in touches if touch.before is None}
    for model, pks in reversed(_by_model(added).items()):
        for some in _leaves_first(model, {pk: added[model, pk] for pk in pks}):
            model.objects.unscoped("rows of the upload").filter(pk__in=some).delete()


def _leaves_first(model: Any, rows: dict[Any, Columns]) -> Iterator[list[Any]]:
    """Yield keys of a model so that a row goes before the one above it."""
    above = [name for name, (other, _) in links(model).items() if other is model]
    left = dict(rows)
    while left:
        parents = {columns[name] for columns in left.values() for name in above}
        leaves = [pk for pk in left if pk not in parents]
        for start in range(0, len(leaves), AT_ONCE):
            yield leaves[start : start + AT_ONCE]
        left = {pk: columns for pk, columns in left.items() if pk in parents}


def _restore(rows: dict[Key, Any]) -> None:
    for model, pks in _by_model(rows).items():
        now = present(model, pks)
        names = [name for name in columns_of(model) if any(name in rows[model, pk] for pk in pks)]
        stored = [model(pk=pk, **{name: (now[pk] | rows[model, pk])[name] for name in names}) for pk in pks]
        fields = [model._meta.get_field(name).name for name in names]
        model.objects.unscoped("rows of the upload").bulk_update(stored, fields, batch_size=AT_ONCE)


def _by_model(keys: Iterable[Key]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for model, pk in keys:
        found.setdefault(model, []).append(pk)
    return found
