"""Reading uploads."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet

from yixian import sheets
from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.uploads.changes import writers
from yixian.web.uploads.models import Upload, UploadState

PAGE = 100


@dataclass(frozen=True)
class UploadsPage:
    """One page of uploads, newest first; ``after_url`` leads to the older ones."""

    rows: list[Upload]
    after_url: str


def uploads_page(account: Account, scope_path: str, *, before: int | None) -> UploadsPage:
    """Return a hundred uploads of an area, those before a number when it is given."""
    mine = _light(account).filter(under("place_path", scope_path))
    rows = list((mine if before is None else mine.filter(pk__lt=before))[: PAGE + 1])
    state = {"in": scope_path} if scope_path else {}
    has_more = len(rows) > PAGE
    after_url = f"?{urlencode(state | {'before': rows[PAGE - 1].pk})}" if has_more else ""
    return UploadsPage(rows[:PAGE], after_url)


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
