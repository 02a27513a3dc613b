"""Pages of an upload: choose a file, match its columns, see the dry run, write it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from yixian import sheets
from yixian.sheets import Unreadable
from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.numerals import numeral
from yixian.web.register.models import Place
from yixian.web.uploads import actions, areas, queries
from yixian.web.uploads.changes import writers
from yixian.web.uploads.dry_run import dry_run as dry_run_of
from yixian.web.uploads.judging import judged
from yixian.web.uploads.kept import kept_page
from yixian.web.uploads.language import lang
from yixian.web.uploads.models import Upload, UploadState

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(Right.UPLOAD)
def uploads(request: OfficerRequest) -> HttpResponse:
    """List uploads, and take a new one in."""
    if request.method != "POST":
        return _list(request)
    try:
        upload = _take(request)
    except Refused as refused:
        return _list(request, status=422, refused=refused)
    return redirect("uploads:dry_run", upload.pk) if upload else redirect("register:places")


@needs(Right.UPLOAD)
def columns(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show how headings were matched; take corrections."""
    upload = load(Upload, request, pk=pk)
    sheet = request.GET.get("sheet") or upload.sheet or None
    chosen = upload.columns if sheet == upload.sheet else {}
    try:
        look = sheets.look(upload.kind, upload.content, columns=chosen or None, sheet=sheet)
    except Unreadable:
        return redirect("uploads:columns", pk)
    if request.method == "POST":
        matched = {one.letter: request.POST.get(f"column-{one.letter}", "") for one in look.columns}
        year = request.POST.get("year", "")
        try:
            actions.choose_columns(
                by=request.officer, upload=upload, sheet=look.sheet, columns=matched, year=year, at=clock.now()
            )
        except Refused as refused:
            return _columns(request, upload, look, status=422, refused=refused)
        return redirect("uploads:dry_run", pk)
    return _columns(request, upload, look)


@needs(Right.UPLOAD)
def dry_run(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show what the upload would do, or what it has done."""
    return show(request, load(Upload, request, pk=pk))


@needs(Right.UPLOAD)
def progress(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show how far the writing has come."""
    upload = load(Upload, request, pk=pk)
    return render(request, "uploads/_progress.html", {"upload": upload})


@needs(Right.UPLOAD)
def bad_rows(request: OfficerRequest, pk: int) -> HttpResponse:
    """Give the wrong rows back as a workbook with the reasons."""
    upload = load(Upload, request, pk=pk)
    content = sheets.bad_rows_workbook(judged(upload, request.officer).reading, lang())
    return _workbook(content, f"{upload.kind}-wrong.xlsx")


@needs(Right.UPLOAD)
def template(request: OfficerRequest, kind: str) -> HttpResponse:
    """Give an empty workbook with the headings."""
    if kind not in writers():
        return _list(request, status=404)
    return _workbook(sheets.template(kind, lang()), f"{kind}.xlsx")


def show(request: OfficerRequest, upload: Upload) -> HttpResponse:
    """Answer the dry run, whole or as the part that htmx puts in; after that what was written."""
    context = {"upload": upload, "title": sheets.table_of(upload.kind).title}
    number = numeral(request.GET.get("page", "")) or 1
    if upload.state != UploadState.READ:
        context |= {"kept": kept_page(upload, request.officer, number), "may_undo": upload.may_undo(clock.now())}
        return render(request, "uploads/applied.html", context)
    try:
        made = judged(upload, request.officer)
    except Unreadable:
        return redirect("uploads:columns", upload.pk)
    run = dry_run_of(upload, made, request.officer, tab=request.GET.get("tab", ""), page=number)
    before = queries.written_before(upload, request.officer)
    is_part = request.headers.get("HX-Request")
    template = "uploads/_dry_run.html" if is_part else "uploads/dry_run.html"
    more = {"run": run, "look": made.reading, "before": before, "is_part": is_part}
    return render(request, template, context | more)


def _take(request: OfficerRequest) -> Upload | None:
    """Store the file that came; None when it was the map, which is drawn at once."""
    file = request.FILES.get("file")
    if file is None:
        raise Refused("file_needed", field="file")
    if file.size is None or file.size > sheets.LIMITS.file_bytes:
        raise Refused("file_too_large", field="file")
    by, kind, name, at = request.officer, request.POST.get("kind", ""), file.name or "", clock.now()
    content = file.read()
    if kind == areas.KIND or (not kind and areas.looks_like_map(content)):
        areas.set_map(by=by, content=content, at=at)
        return None
    return actions.take_file(by=by, area=_area(request), kind=kind, filename=name, content=content, at=at)


def _area(request: OfficerRequest) -> Place:
    place = Place.objects.visible_to(request.officer).filter(path=request.scope_path).first()
    # Before the first import there is no county to belong to.
    return place or Place(path=request.scope_path)


def _list(request: OfficerRequest, status: int = 200, refused: Refused | None = None) -> HttpResponse:
    page = queries.uploads_page(request.officer, request.scope_path, before=numeral(request.GET.get("before", "")))
    chosen = request.POST.get("kind", "")
    context = {"page": page, "kinds": queries.kinds(), "refused": refused, "chosen": chosen, "limits": sheets.LIMITS}
    context["mb"] = sheets.LIMITS.file_bytes // 2**20
    return render(request, "uploads/uploads.html", context, status=status)


def _columns(
    request: OfficerRequest, upload: Upload, look: sheets.Look, *, status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    fields = [(one.name, one.heading) for one in sheets.table_of(upload.kind).fields]
    context = {"upload": upload, "look": look, "fields": fields, "refused": refused}
    return render(request, "uploads/columns.html", context, status=status)


def _workbook(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
