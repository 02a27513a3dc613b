"""Carrying on with uploads that are large or were broken off, beside the worker: a kill costs nothing but time."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from yixian.web import clock
from yixian.web.action import Refused
from yixian.web.beside import Beside
from yixian.web.uploads.chunks import Chunk
from yixian.web.uploads.models import UNDO_FOR, Upload, UploadState
from yixian.web.uploads.undoing import Undoing
from yixian.web.uploads.writing import Writing

log = logging.getLogger("yixian.worker")

# Whoever was writing and has not been heard of for so long is dead; judging a large file takes half of it.
SILENT = timedelta(seconds=60)
UNDER_WAY = (UploadState.APPLYING, UploadState.UNDOING)


class Porter(Beside):
    """Carries on; what was under way when the last one died is taken up first."""

    def begin(self) -> None:
        """Take up what was under way."""
        take_up()

    def turn(self) -> None:
        """Carry on with one upload, as long as nobody says stop."""
        forget_old(clock.now())
        upload = claimed(clock.now())
        if upload is None:
            return
        try:
            work = work_of(upload)
            while not self.over.is_set() and work.step(clock.now()):
                pass
            if not self.over.is_set():
                work.finish(clock.now())
        except Refused:
            log.info("upload %s is being written elsewhere", upload.pk)


def work_of(upload: Upload) -> Writing | Undoing:
    """Return what is left to do of an upload, in the name of whoever decided it."""
    if upload.state == UploadState.UNDOING:
        return Undoing(upload, upload.undone_by or upload.by)
    return Writing(upload, upload.applied_by or upload.by)


def claimed(at: datetime) -> Upload | None:
    """Take an upload that waits, or whose writer is dead; None when there is none."""
    waiting = _under_way().filter(Q(touched_at=None) | Q(touched_at__lt=at - SILENT))
    upload: Upload | None = waiting.select_related("by", "applied_by", "undone_by").order_by("pk").first()
    if upload is None or not waiting.filter(pk=upload.pk).update(touched_at=at):
        return None
    return upload


def take_up() -> int:
    """Let all that was under way be carried on at once: whoever did it died with the last worker, or will be told."""
    return _under_way().update(touched_at=None)


def forget_old(at: datetime) -> int:
    """Destroy what stood before uploads that can no longer be undone; return of how many chunks."""
    old = Chunk.objects.unscoped("personal data that nobody needs").filter(
        upload__state=UploadState.APPLIED, upload__applied_at__lt=at - UNDO_FOR
    )
    return old.exclude(sealed=b"").update(sealed=b"")


def _under_way() -> QuerySet[Upload]:
    return Upload.objects.unscoped("the worker serves everybody").filter(state__in=UNDER_WAY)
