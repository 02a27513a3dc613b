"""What a person presses in a dry run: take a mend, skip a row, say who it is, write."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.numerals import numeral
from yixian.web.register.models import Person
from yixian.web.uploads import actions
from yixian.web.uploads.judging import judged
from yixian.web.uploads.models import Upload
from yixian.web.uploads.views import show

# An address holds no more; a larger step is taken back row by row.
MOST_UNDONE = 100


@needs(Right.UPLOAD)
@require_POST
def mend(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take one cell's mend, or the proposals of all cells of one kind."""
    upload = load(Upload, request, pk=pk)
    mends = {request.POST["cell"]: request.POST.get("text", "")} if request.POST.get("cell") else {}
    if kind := request.POST.get("kind"):
        errors = judged(upload, request.officer).reading.errors
        mends = {f"{one.row}:{one.column}": one.proposal for one in errors if one.kind == kind and one.proposal}
    try:
        actions.mend_cells(by=request.officer, upload=upload, mends=actions.Mends(mends), at=clock.now())
    except Refused as refused:
        return _conflict(request, refused)
    said = ngettext("%(n)s cell mended", "%(n)s cells mended", len(mends)) % {"n": len(mends)}
    return _done(request, upload, said, {"cell": list(mends)})


@needs(Right.UPLOAD)
@require_POST
def skip(request: OfficerRequest, pk: int) -> HttpResponse:
    """Leave one row out, or all rows that are wrong by one kind."""
    upload = load(Upload, request, pk=pk)
    rows = _numbers(request.POST.getlist("row"))
    if kind := request.POST.get("kind"):
        errors = judged(upload, request.officer).reading.errors
        rows = sorted({one.row for one in errors if one.kind == kind})
    try:
        actions.skip_rows(by=request.officer, upload=upload, rows=rows, at=clock.now())
    except Refused as refused:
        return _conflict(request, refused)
    said = ngettext("%(n)s row skipped", "%(n)s rows skipped", len(rows)) % {"n": len(rows)}
    return _done(request, upload, said, {"row": rows})


@needs(Right.UPLOAD)
@require_POST
def recognise(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take the word of a person about who a row is."""
    upload = load(Upload, request, pk=pk)
    rows, people = _numbers([request.POST.get("row", "")]), _numbers([request.POST.get("person", "")])
    if not rows or not people:
        raise Http404
    person = load(Person, request, pk=people[0]) if people[0] else None
    try:
        actions.recognise(by=request.officer, upload=upload, row=rows[0], person=person, at=clock.now())
    except Refused as refused:
        return _conflict(request, refused)
    said = _("Taken as the same person") if person else _("Not the same; it is not asked again")
    return _done(request, upload, said, {"row": rows})


@needs(Right.UPLOAD)
@require_POST
def take_back(request: OfficerRequest, pk: int) -> HttpResponse:
    """Undo mends, skips and answers; without rows and cells all skips."""
    upload = load(Upload, request, pk=pk)
    rows, cells = _numbers(request.GET.getlist("row")), request.GET.getlist("cell")
    if not rows and not cells:
        rows = list(upload.skips)
    try:
        actions.take_back(by=request.officer, upload=upload, rows=rows, cells=cells, at=clock.now())
    except Refused as refused:
        return _conflict(request, refused)
    return _done(request, upload, _("Taken back"), {})


@needs(Right.UPLOAD)
@require_POST
def write(request: OfficerRequest, pk: int) -> HttpResponse:
    """Write the good rows."""
    upload = load(Upload, request, pk=pk)
    try:
        actions.start_apply(by=request.officer, upload=upload, at=clock.now())
    except Refused as refused:
        # A second press while the first one writes: its page shows how far that is.
        if refused.code not in ("upload_closed", "upload_taken"):
            return _conflict(request, refused)
    return redirect("uploads:dry_run", pk)


def _numbers(texts: list[str]) -> list[int]:
    return [number for text in texts if (number := numeral(text)) is not None]


def _conflict(request: OfficerRequest, refused: Refused) -> HttpResponse:
    return render(request, "ui/_conflict.html", {"text": refused.sentence}, status=409)


def _done(request: OfficerRequest, upload: Upload, said: str, undone: dict[str, list[int] | list[str]]) -> HttpResponse:
    """Show the dry run again where it was, with what happened and the way back."""
    n = sum(len(names) for names in undone.values())
    back = f"{reverse('uploads:take_back', args=[upload.pk])}?{urlencode(undone, doseq=True)}"
    messages.success(request, said, extra_tags=back if 0 < n <= MOST_UNDONE else "")
    if request.headers.get("HX-Request"):
        return show(request, upload)
    where = {name: request.GET[name] for name in ("tab", "page") if name in request.GET}
    return redirect(f"{reverse('uploads:dry_run', args=[upload.pk])}?{urlencode(where)}")
