"""Writing an upload chunk by chunk: whoever breaks off leaves whole chunks, whoever goes on begins after the last."""

from __future__ import annotations

import time
from collections import deque
from datetime import datetime

from django.db import transaction

from yixian.sheets import Row
from yixian.web.access.models import Account
from yixian.web.access.traced import traced
from yixian.web.action import Refused
from yixian.web.journal.models import Event
from yixian.web.journal.record import tell
from yixian.web.uploads import judging
from yixian.web.uploads.changes import Change, writers
from yixian.web.uploads.chunks import Chunk, packed
from yixian.web.uploads.judging import Judged, judged_afresh
from yixian.web.uploads.models import Upload, UploadState

# Who waits for the database asks again ten times a second: without a pause of this length he would wait for the file.
PAUSE_S = 0.12
# Rows of one transaction, a quarter of a second: phones that want to write wait for one of these, never for the file.
CHUNK = 1000


class Writing:
    """What is left to write of an upload, judged against the register as it is when the writing begins.

    Judging runs outside of any transaction: it takes seconds for a large file, and phones want to write meanwhile.
    """

    def __init__(self, upload: Upload, by: Account) -> None:
        self.upload = upload
        self.by = by
        self._seen = _newest()
        made = judged_afresh(upload, by)
        judging.clear(upload)
        self.counts = made.counts
        self._rows = _written(made)
        self._left = deque(_chunks([change for change in made.changes if change.state != "same"]))

    def step(self, at: datetime) -> bool:
        """Write the next chunk, one transaction with its own mark; False when there was none.

        Raises
        ------
        Refused
            ``upload_taken`` if somebody else is writing it.
        """
        if not self._left:
            return False
        chunk, upload = self._left.popleft(), self.upload
        with transaction.atomic():
            mine = Upload.objects.unscoped("one of two at the same time").filter(
                pk=upload.pk, state=UploadState.APPLYING, done_rows=upload.done_rows
            )
            # Two who write the same upload would each write the rows of the other again.
            if not mine.update(done_rows=upload.done_rows + len(chunk), touched_at=at):
                raise Refused("upload_taken")
            is_alone = _newest() == self._seen
            with traced() as trace:
                writers()[upload.kind].write(chunk if is_alone else self._as_it_is(chunk), at)
            Chunk.objects.create(
                upload=upload, after_rows=upload.done_rows, rows=len(chunk), at=at, sealed=packed(trace.touches())
            )
            tell("uploads", "chunk_written", at=at, place_path=upload.place_path, rows=len(chunk), upload=upload.pk)
            # Once somebody else has written, every later chunk is looked at again: it was judged before that.
            self._seen = _newest() if is_alone else self._seen
        upload.done_rows += len(chunk)
        if self._left:
            time.sleep(PAUSE_S)
        return True

    def _kept(self) -> int:
        """Return how many rows the register holds as they stand in the file, read back in parts where it can be."""
        writer = writers()[self.upload.kind]
        size = CHUNK if writer.is_row_by_row else max(1, len(self._rows))
        parts = (self._rows[start : start + size] for start in range(0, len(self._rows), size))
        return sum(len(writer.compare(part, self.by, self.upload.decided).of("same")) for part in parts)

    def _as_it_is(self, chunk: list[Change]) -> list[Change]:
        """Return what a chunk has to do by now: another upload may have brought the same people meanwhile."""
        wanted = {change.row for change in chunk}
        rows = [row for row in self._rows if row.sheet_row in wanted]
        found = writers()[self.upload.kind].compare(rows, self.by, self.upload.decided)
        return sorted((one for one in found.changes if one.state != "same"), key=lambda change: change.level)

    def finish(self, at: datetime) -> dict[str, int]:
        """Mark the upload as written; return its counts and, as ``kept``, what the register holds of its rows.

        Raises
        ------
        Refused
            ``upload_taken`` if somebody else has written it to its end.
        """
        upload = self.upload
        counts = {**upload.counts, "kept": self._kept()}
        with transaction.atomic():
            mine = Upload.objects.unscoped("one of two at the same time").filter(
                pk=upload.pk, state=UploadState.APPLYING, done_rows=upload.done_rows
            )
            if not mine.update(state=UploadState.APPLIED, applied_at=at, counts=counts, touched_at=at):
                raise Refused("upload_taken")
            rows = upload.n_to_write
            tell("register", "upload_applied", at=at, place_path=upload.place_path, rows=rows, upload=upload.pk)
        upload.state, upload.applied_at, upload.counts = UploadState.APPLIED, at, counts
        return dict(counts)


def _newest() -> int:
    """Return the number of the last event that tells of other rows in the register."""
    told = Event.objects.unscoped("only its number").filter(topic__in=("register", "uploads")).order_by("-id")
    return told.values_list("id", flat=True).first() or 0


def _written(made: Judged) -> list[Row]:
    ready = {change.row for change in made.changes}
    return [row for row in made.reading.rows if row.sheet_row in ready]


def _chunks(changes: list[Change]) -> list[list[Change]]:
    return [changes[start : start + CHUNK] for start in range(0, len(changes), CHUNK)]
