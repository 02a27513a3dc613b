"""The page on which an upload is undone: what it would do, said before it is done."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from yixian import sheets
from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.uploads import actions
from yixian.web.uploads.models import Upload
from yixian.web.uploads.undoing import foreseen


@needs(Right.UPLOAD)
@require_http_methods(["GET", "POST"])
def undo(request: OfficerRequest, pk: int) -> HttpResponse:
    """Say what undoing would put back and what not; do it."""
    upload = load(Upload, request, pk=pk)
    if request.method != "POST":
        return _ask(request, upload)
    try:
        actions.start_undo(by=request.officer, upload=upload, at=clock.now())
    except Refused as refused:
        # A second press while the first one works: its page shows how far that is.
        if refused.code != "upload_taken":
            return _ask(request, upload, refused=refused)
    return redirect("uploads:dry_run", pk)


def _ask(request: OfficerRequest, upload: Upload, refused: Refused | None = None) -> HttpResponse:
    may = upload.may_undo(clock.now())
    context = {"upload": upload, "title": sheets.table_of(upload.kind).title, "refused": refused, "may_undo": may}
    counts = foreseen(upload, request.officer) if may else {}
    context["counts"] = counts | {"n": counts.get("removed", 0) + counts.get("restored", 0)}
    return render(request, "uploads/undo.html", context, status=409 if refused else 200)
