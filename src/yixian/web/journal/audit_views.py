"""The audit as a page with filters, as a file, and how long its payloads are kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.journal import auditfile, retention
from yixian.web.journal.chain import verify
from yixian.web.journal.looking import Looking, found
from yixian.web.numerals import numeral
from yixian.web.register.actions import REASONS

# What every look at the page verifies; the whole chain is walked when somebody asks.
TAIL = 1000


@require_safe
@needs(Right.AUDIT)
def audit(request: OfficerRequest) -> HttpResponse:
    """Show what was decided and read by whom, newest first, and whether the chain holds."""
    looking = Looking.of(request.GET)
    is_whole = request.GET.get("verify") == "whole"
    rows = found(looking, numeral(request.GET.get("before", "")))
    context = {"rows": rows, "looking": looking, "reasons": REASONS}
    verdict = verify(None if is_whole else TAIL)
    return render(request, "journal/audit.html", context | {"verdict": verdict, "is_whole": is_whole})


@require_safe
@needs(Right.AUDIT)
def export(request: OfficerRequest) -> HttpResponseBase:
    """Answer everything that the filters find as a file that a spreadsheet opens; that it was taken is an entry."""
    at, looking, language = clock.now(), Looking.of(request.GET), get_language() or "zh-hans"
    auditfile.note_export(request.officer, looking, at)
    answer = StreamingHttpResponse(auditfile.lines(looking, language), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="audit-{at:%Y%m%d-%H%M}.csv"'
    return answer


@require_safe
@needs(Right.AUDIT)
def kept(request: OfficerRequest) -> HttpResponse:
    """Show how long payloads of each kind are kept."""
    return _kept(request)


@needs(Right.RETENTION)
@require_POST
def keep(request: OfficerRequest) -> HttpResponse:
    """Say how long payloads of one kind are kept."""
    kind, days = request.POST.get("kind", ""), request.POST.get("days", "")
    try:
        retention.set_retention(by=request.officer, kind=kind, keep_days=days, at=clock.now())
    except Refused as refused:
        return _kept(request, status=422, refused=refused)
    return redirect("settings:kept")


def _kept(request: OfficerRequest, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "rows": retention.retention_page(),
        "least": retention.LEAST_DAYS,
        "may_keep": request.officer.may(Right.RETENTION),
    }
    return render(request, "journal/kept.html", context | more, status=status)
