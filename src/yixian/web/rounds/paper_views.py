"""Doors of the lists on paper and as files."""

from __future__ import annotations

from io import BytesIO

from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.rights import Right
from yixian.web.numerals import numeral
from yixian.web.rounds.paper import Wanted, lists_of, pdf_of, workbook_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = ("compound", "unit")


@needs(Right.SEE_NAMES)
def pdf(request: OfficerRequest, by: str) -> HttpResponseBase:
    """Hand out the lists of the area, or one of them with ``?only=``, as a PDF."""
    content = pdf_of(lists_of(request.officer, _wanted(request, by), clock.now()))
    return FileResponse(BytesIO(content), content_type="application/pdf", filename=f"postings-{by}.pdf")


@needs(Right.SEE_NAMES)
def workbook(request: OfficerRequest, by: str) -> HttpResponseBase:
    """Hand out the same as a workbook."""
    content = workbook_of(lists_of(request.officer, _wanted(request, by), clock.now()))
    return FileResponse(BytesIO(content), content_type=XLSX, as_attachment=True, filename=f"postings-{by}.xlsx")


def _wanted(request: OfficerRequest, by: str) -> Wanted:
    if by not in KINDS:
        raise Http404
    return Wanted(by, request.scope_path, numeral(request.GET.get("only", "")))
