"""Planned against stood: the page, the workbook, the sheet of paper, and closing a roster."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.duty.accounting import actions, book
from yixian.web.duty.accounting.queries import account_page
from yixian.web.duty.rosters import roster

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(Right.SEE)
@require_safe
def account(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show what a roster planned and what was stood."""
    return _page(request, pk)


@needs(Right.PUBLISH)
@require_POST
def close(request: OfficerRequest, pk: int) -> HttpResponse:
    """Close it."""
    plan = roster(request.officer, pk)
    try:
        actions.close_roster(by=request.officer, plan=plan, at=clock.now())
    except Refused as refused:
        return _page(request, pk, refused.sentence)
    return redirect("duty:account", pk)


@needs(Right.SEE_NAMES)
@require_safe
def workbook(request: OfficerRequest, pk: int) -> HttpResponse:
    """Hand it out as a workbook."""
    plan = roster(request.officer, pk)
    answer = HttpResponse(book.workbook(account_page(request.officer, plan, clock.now())), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="roster-{plan.pk}-planned-stood.xlsx"'
    return answer


def _page(request: OfficerRequest, pk: int, refusal: str = "") -> HttpResponse:
    context = account_page(request.officer, roster(request.officer, pk), clock.now()) | {"refusal": refusal}
    return render(request, "duty/account.html", context, status=409 if refusal else 200)
