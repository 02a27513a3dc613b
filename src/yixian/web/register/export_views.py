"""Doors of exports: a list as a workbook, masked for everybody, with whole numbers for a reason."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.rights import Right
from yixian.web.register.actions import REASONS
from yixian.web.register.exporting import Export, Wish, exported, one_export

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# The filters of the lists; whatever else an address says is no part of them.
FILTERS = ("q", "kind", "unit")


@needs(Right.SEE)
@require_safe
def export(request: OfficerRequest, key: str) -> HttpResponseBase:
    """Answer a list as a workbook in which numbers are masked."""
    return _answer(request, _asked_for(request, key))


@needs(Right.UNMASK)
def whole(request: OfficerRequest, key: str) -> HttpResponseBase:
    """Ask for the reason, then answer the list with whole numbers; that it was taken is recorded."""
    asked, reason = _asked_for(request, key), request.POST.get("reason", "")
    if request.method == "POST" and reason in REASONS:
        return _answer(request, asked, reason)
    is_refused = request.method == "POST"
    context = {"export": asked, "reasons": REASONS, "refused": is_refused, "query": request.GET.urlencode()}
    return render(request, "register/export.html", context, status=422 if is_refused else 200)


def _asked_for(request: OfficerRequest, key: str) -> Export:
    found = one_export(key)
    if found is None:
        raise Http404
    if not request.officer.may_somewhere(found.right):
        raise PermissionDenied(found.right)
    return found


def _answer(request: OfficerRequest, asked: Export, reason: str = "") -> HttpResponseBase:
    filters = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    wish = Wish(request.officer, request.scope_path, filters, is_whole=bool(reason))
    at = clock.now()
    parts = exported(asked, wish, reason=reason, at=at)
    answer: HttpResponse | StreamingHttpResponse = StreamingHttpResponse(parts, content_type=XLSX)
    name = f"{asked.key}-{timezone.localtime(at):%Y%m%d-%H%M}.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    # Packed already: packing it again costs as much as making it.
    answer.headers["Content-Encoding"] = "identity"
    answer.headers["Cache-Control"] = "no-store"
    return answer
