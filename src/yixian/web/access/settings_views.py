"""Settings: accounts, and the audit."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access import actions, queries
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.models import Account
from yixian.web.access.rights import ROLE_NAMES, Right
from yixian.web.action import Refused
from yixian.web.journal.chain import verify
from yixian.web.journal.queries import audit_page
from yixian.web.numerals import numeral
from yixian.web.register.models import Place


@needs(Right.ACCOUNTS)
def accounts(request: OfficerRequest) -> HttpResponse:
    """List the accounts, with the form for a new one."""
    return _accounts_page(request)


@needs(Right.ACCOUNTS)
@require_POST
def add(request: OfficerRequest) -> HttpResponse:
    """Make an account and show its first password once."""
    asked = {name: request.POST.get(name, "").strip() for name in ("username", "name", "role")}
    area = get_object_or_404(Place.objects.unscoped("an area of the form"), path=request.POST.get("area", ""))
    try:
        account, password = actions.add_account(by=request.officer, area=area, at=clock.now(), **asked)
    except Refused as refused:
        return _accounts_page(request, status=422, refused=refused, asked=asked)
    return _accounts_page(request, fresh=account, password=password)


@needs(Right.ACCOUNTS)
@require_POST
def close(request: OfficerRequest, pk: int) -> HttpResponse:
    """Close an account."""
    account = get_object_or_404(Account.objects.unscoped("for their administrators"), pk=pk)
    try:
        actions.close_account(by=request.officer, account=account, at=clock.now())
    except Refused as refused:
        return _accounts_page(request, status=409, refused=refused)
    return redirect("settings:accounts")


@needs(Right.ACCOUNTS)
@require_POST
def reopen(request: OfficerRequest, pk: int) -> HttpResponse:
    """Open an account again with a new first password."""
    account = get_object_or_404(Account.objects.unscoped("for their administrators"), pk=pk)
    try:
        password = actions.reopen_account(by=request.officer, account=account, at=clock.now())
    except Refused as refused:
        return _accounts_page(request, status=409, refused=refused)
    return _accounts_page(request, fresh=account, password=password)


@needs(Right.AUDIT)
def audit(request: OfficerRequest) -> HttpResponse:
    """Show what was decided by whom, newest first, and whether the chain holds."""
    before = request.GET.get("before", "")
    rows = audit_page(numeral(before))
    return render(request, "access/audit.html", {"rows": rows, "verdict": verify()})


def _accounts_page(request: OfficerRequest, status: int = 200, **more: Any) -> HttpResponse:
    context = {"rows": queries.accounts_with_roles(), "roles": ROLE_NAMES, "areas": queries.areas_to_grant()}
    return render(request, "access/accounts.html", context | more, status=status)
