"""Settings: accounts, and what each may do where."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access import actions, factors, grants, queries
from yixian.web.access.areas import area_of
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.forms import GrantForm
from yixian.web.access.models import Account, Grant
from yixian.web.access.rights import Right
from yixian.web.action import Refused


@needs(Right.ACCOUNTS)
def accounts(request: OfficerRequest) -> HttpResponse:
    """List the accounts, with the form for a new one."""
    return _accounts_page(request)


@needs(Right.ADMIT)
@require_POST
def add(request: OfficerRequest) -> HttpResponse:
    """Make an account; show its first password once, and the roles to give it."""
    asked = {name: request.POST.get(name, "").strip() for name in ("username", "name")}
    try:
        account, password = actions.add_account(by=request.officer, at=clock.now(), **asked)
    except Refused as refused:
        return _accounts_page(request, status=422, refused=refused, asked=asked)
    return _account_page(request, account, password=password)


@needs(Right.ACCOUNTS)
def account(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show one account and its roles."""
    return _account_page(request, _account(pk))


@needs(Right.ACCOUNTS)
@require_POST
def close(request: OfficerRequest, pk: int) -> HttpResponse:
    """Close an account."""
    row = _account(pk)
    try:
        actions.close_account(by=request.officer, account=row, at=clock.now())
    except Refused as refused:
        return _account_page(request, row, status=409, refused=refused)
    return redirect("settings:account", pk)


@needs(Right.ADMIT)
@require_POST
def reopen(request: OfficerRequest, pk: int) -> HttpResponse:
    """Open an account again with a new first password."""
    row = _account(pk)
    try:
        password = actions.reopen_account(by=request.officer, account=row, at=clock.now())
    except Refused as refused:
        return _account_page(request, row, status=409, refused=refused)
    return _account_page(request, row, password=password)


@needs(Right.ADMIT)
@require_POST
def reset_factor(request: OfficerRequest, pk: int) -> HttpResponse:
    """Drop the second factor of somebody who lost his phone."""
    row = _account(pk)
    try:
        factors.reset_factor(by=request.officer, account=row, at=clock.now())
    except Refused as refused:
        return _account_page(request, row, status=409, refused=refused)
    return redirect("settings:account", pk)


@needs(Right.ACCOUNTS)
@require_POST
def give(request: OfficerRequest, pk: int) -> HttpResponse:
    """Give an account a role."""
    row, form = _account(pk), GrantForm(request.POST)
    if not form.is_valid():
        return _account_page(request, row, status=422, form=form)
    role, by = form.cleaned_data["role"], request.officer
    try:
        area = area_of(role, form.cleaned_data["area"])
        grants.give_grant(by=by, account=row, role=role, area=area, ends_at=form.ends_at, at=clock.now())
    except Refused as refused:
        form.add_error(refused.field, refused.sentence)
        return _account_page(request, row, status=422, form=form)
    return redirect("settings:account", pk)


@needs(Right.ACCOUNTS)
@require_POST
def take(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take a role away."""
    grant = get_object_or_404(Grant.objects.unscoped("for their administrators").select_related("account"), pk=pk)
    try:
        grants.take_grant(by=request.officer, grant=grant, at=clock.now())
    except Refused as refused:
        return _account_page(request, grant.account, status=409, refused=refused)
    return redirect("settings:account", grant.account_id)


def _account(pk: int) -> Account:
    rows = Account.objects.unscoped("for their administrators").select_related("second_factor")
    return get_object_or_404(rows.prefetch_related("grants"), pk=pk)


def _account_page(request: OfficerRequest, row: Account, status: int = 200, **more: Any) -> HttpResponse:
    context = queries.account_details(request.officer, row, clock.now()) | {"form": GrantForm()}
    return render(request, "access/account.html", context | more, status=status)


def _accounts_page(request: OfficerRequest, status: int = 200, **more: Any) -> HttpResponse:
    context = {"page": queries.accounts_page(request.GET, clock.now()), "may_add": request.officer.may(Right.ADMIT)}
    return render(request, "access/accounts.html", context | more, status=status)
