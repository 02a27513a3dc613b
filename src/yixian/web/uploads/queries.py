"""Reading uploads."""

from __future__ import annotations

from django.db.models import QuerySet

from yixian import sheets
from yixian.web.access.models import Account
from yixian.web.uploads.changes import writers
from yixian.web.uploads.models import Upload, UploadState

MOST = 100


def uploads_of(account: Account) -> QuerySet[Upload]:
    """Return the uploads of the account's areas, newest first."""
    return _light(account)[:MOST]


def written_before(upload: Upload, account: Account) -> Upload | None:
    """Return the last time that this very file was written."""
    again = (
        _light(account).filter(sha256=upload.sha256, kind=upload.kind, state=UploadState.APPLIED).exclude(pk=upload.pk)
    )
    return again.first()


def _light(account: Account) -> QuerySet[Upload]:
    """Uploads without the file itself."""
    rows = Upload.objects.visible_to(account).select_related("by", "applied_by")
    return rows.defer("sealed", "sealed_mends").order_by("-id")


def kinds() -> list[tuple[str, str]]:
    """Return the kinds that can be imported with their titles."""
    return [(kind, sheets.table_of(kind).title) for kind in writers()]
