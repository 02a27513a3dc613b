"""Pages of an upload: choose, match columns, dry run, write."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from yixian import sheets
from yixian.sheets import Unreadable
from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.register.models import Place
from yixian.web.uploads import actions, areas, queries
from yixian.web.uploads.changes import writers
from yixian.web.uploads.judging import judged
from yixian.web.uploads.models import Upload, UploadState

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(Right.UPLOAD)
def uploads(request: OfficerRequest) -> HttpResponse:
    """List uploads, and take a new one in."""
    if request.method != "POST":
        return _list(request)
    file = request.FILES.get("file")
    if file is None:
        return _list(request, status=422, refused=Refused("file_needed", field="file"))
    if file.size and file.size > sheets.LIMITS.file_bytes:
        return _list(request, status=422, refused=Refused("file_too_large", field="file"))
    kind, content, name = request.POST.get("kind", ""), file.read(), file.name or ""
    try:
        if kind == areas.KIND:
            areas.set_map(by=request.officer, content=content, at=clock.now())
            return redirect("uploads:uploads")
        upload = actions.take_file(
            by=request.officer,
            area=_area(request),
            kind=kind,
            filename=name,
            content=content,
            at=clock.now(),
        )
    except Refused as refused:
        return _list(request, status=422, refused=refused)
    return redirect("uploads:dry_run", upload.pk)


@needs(Right.UPLOAD)
def columns(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show how headings were matched; take corrections."""
    upload = load(Upload, request, pk=pk)
    look = sheets.look(upload.kind, bytes(upload.content), columns=upload.columns or None, sheet=upload.sheet or None)
    if request.method == "POST":
        chosen = {one.letter: request.POST.get(f"column-{one.letter}", "") for one in look.columns}
        actions.choose_columns(by=request.officer, upload=upload, columns=chosen, at=clock.now())
        return redirect("uploads:dry_run", pk)
    fields = [(one.name, one.heading) for one in sheets.table_of(upload.kind).fields]
    return render(request, "uploads/columns.html", {"upload": upload, "look": look, "fields": fields})


@needs(Right.UPLOAD)
def dry_run(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show what the upload would do; nothing is written."""
    upload = load(Upload, request, pk=pk)
    if upload.state != UploadState.READ:
        return render(request, "uploads/applied.html", {"upload": upload, "title": _title(upload)})
    try:
        made = judged(upload, request.officer)
    except Unreadable:
        return redirect("uploads:columns", pk)
    page = request.GET.get("page", "1")
    run = queries.dry_run(upload, made, request.GET.get("tab", ""), int(page) if page.isdigit() else 1)
    context = {"upload": upload, "run": run, "title": _title(upload), "look": made.reading}
    return render(request, "uploads/dry_run.html", context)


@needs(Right.UPLOAD)
@require_POST
def mend(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take one cell's mend, or the proposals of all cells of one kind."""
    upload = load(Upload, request, pk=pk)
    mends = {request.POST["cell"]: request.POST.get("text", "")} if request.POST.get("cell") else {}
    kind = request.POST.get("kind")
    if kind:
        errors = judged(upload, request.officer).reading.errors
        mends = {f"{one.row}:{one.column}": one.proposal for one in errors if one.kind == kind and one.proposal}
    try:
        actions.mend_cells(by=request.officer, upload=upload, mends=mends, at=clock.now())
    except Refused as refused:
        return render(request, "ui/_conflict.html", {"text": refused.sentence}, status=409)
    return redirect("uploads:dry_run", pk)


@needs(Right.UPLOAD)
@require_POST
def skip(request: OfficerRequest, pk: int) -> HttpResponse:
    """Leave one row out, or all rows that are wrong by one kind."""
    upload = load(Upload, request, pk=pk)
    rows = [int(row) for row in request.POST.getlist("row") if row.isdigit()]
    if kind := request.POST.get("kind"):
        rows = [one.row for one in judged(upload, request.officer).reading.errors if one.kind == kind]
    try:
        actions.skip_rows(by=request.officer, upload=upload, rows=rows, at=clock.now())
    except Refused as refused:
        return render(request, "ui/_conflict.html", {"text": refused.sentence}, status=409)
    return redirect("uploads:dry_run", pk)


@needs(Right.UPLOAD)
@require_POST
def write(request: OfficerRequest, pk: int) -> HttpResponse:
    """Write the good rows."""
    upload = load(Upload, request, pk=pk)
    try:
        actions.apply_upload(by=request.officer, upload=upload, at=clock.now())
    except Refused as refused:
        return render(request, "ui/_conflict.html", {"text": refused.sentence}, status=409)
    return redirect("uploads:dry_run", pk)


@needs(Right.UPLOAD)
def bad_rows(request: OfficerRequest, pk: int) -> HttpResponse:
    """Give the wrong rows back as a workbook with the reasons."""
    upload = load(Upload, request, pk=pk)
    content = sheets.bad_rows_workbook(judged(upload, request.officer).reading, queries.lang())
    return _workbook(content, f"{upload.kind}-wrong.xlsx")


@needs(Right.UPLOAD)
def template(request: OfficerRequest, kind: str) -> HttpResponse:
    """Give an empty workbook with the headings."""
    if kind not in writers():
        return _list(request, status=404)
    return _workbook(sheets.template(kind, queries.lang()), f"{kind}.xlsx")


def _area(request: OfficerRequest) -> Place:
    place = Place.objects.visible_to(request.officer).filter(path=request.scope_path).first()
    # Before the first import there is no county to belong to.
    return place or Place(path=request.scope_path)


def _list(request: OfficerRequest, status: int = 200, refused: Refused | None = None) -> HttpResponse:
    context = {
        "rows": queries.uploads_of(request.officer),
        "kinds": queries.kinds(),
        "titles": dict(queries.kinds()),
        "refused": refused,
    }
    return render(request, "uploads/uploads.html", context, status=status)


def _title(upload: Upload) -> str:
    return sheets.table_of(upload.kind).title


def _workbook(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
