"""The second factor: asked at the log-in, set up and dropped by its owner."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access import factors, throttle, totp
from yixian.web.access.doors import HAS_FACTOR, public
from yixian.web.access.models import Account
from yixian.web.action import Refused
from yixian.web.register.queries import county_name
from yixian.web.ui.paper import qr

# Between the password and the code there is as long as it takes to find the phone.
WAITS_S = 300
WAITING = "passed_password"


def ask_code(request: HttpRequest, account: Account, onward: str) -> HttpResponse:
    """Remember that the password was right, and ask for the code; nobody is logged in yet."""
    request.session.cycle_key()
    request.session[WAITING] = {"account": account.pk, "since": time.time(), "next": onward}
    return redirect("code")


@public
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the phone, or a recovery code; let in."""
    waiting = request.session.get(WAITING) or {}
    account = _waiting(waiting)
    if account is None:
        return redirect("login")
    if request.method != "POST":
        return render(request, "access/code.html")
    key = f"code:{account.pk}"
    if throttle.is_shut(key):
        return render(request, "access/code.html", {"said": _("Too many attempts. Wait five minutes.")}, status=429)
    if not factors.passes(account=account, said=request.POST.get("code", "")[:40], at=clock.now()):
        throttle.failed(key)
        said = _("This code is not right, or was used already. Wait for the next one.")
        return render(request, "access/code.html", {"said": said}, status=422)
    del request.session[WAITING]
    login(request, account)
    request.session[HAS_FACTOR] = True
    return redirect("password") if account.must_change_password else redirect(str(waiting["next"]))


@public
def second_factor(request: HttpRequest) -> HttpResponse:
    """Show whether the second factor is on, or the square that the phone scans."""
    if not isinstance(request.user, Account):
        return redirect("login")
    return _page(request, request.user)


@public
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Make a secret and show it."""
    if not isinstance(request.user, Account):
        return redirect("login")
    try:
        factors.offer_factor(account=request.user)
    except Refused as refused:
        return _page(request, request.user, status=409, refused=refused)
    return redirect("second_factor")


@public
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Take the first code, and show the recovery codes once."""
    return _with_code(request, confirms=True)


@public
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Switch the second factor off."""
    return _with_code(request, confirms=False)


def _with_code(request: HttpRequest, *, confirms: bool) -> HttpResponse:
    account = request.user
    if not isinstance(account, Account):
        return redirect("login")
    key, said = f"code:{account.pk}", request.POST.get("code", "")[:40]
    if throttle.is_shut(key):
        return _page(request, account, status=429, said=_("Too many attempts. Wait five minutes."))
    try:
        if confirms:
            codes = factors.set_up_factor(by=account, code=said, at=clock.now())
            request.session[HAS_FACTOR] = True
            return render(request, "access/recovery_codes.html", {"codes": codes})
        factors.drop_factor(by=account, code=said, at=clock.now())
    except Refused as refused:
        throttle.failed(key)
        return _page(request, account, status=422, refused=refused)
    request.session.pop(HAS_FACTOR, None)
    return redirect("second_factor")


def _page(request: HttpRequest, account: Account, status: int = 200, **more: Any) -> HttpResponse:
    is_on = factors.has_factor(account)
    context: dict[str, Any] = {"is_on": is_on, "is_owed": factors.is_owed(account)}
    context["left"] = factors.recovery_codes_left(account)
    secret = None if is_on else factors.secret_of(account)
    if secret:
        issuer = f"Yixian {county_name()}".strip()
        context |= {"letters": totp.letters(secret), "square": qr.svg(totp.address(secret, account.username, issuer))}
    return render(request, "access/second_factor.html", context | more, status=status)


def _waiting(waiting: dict[str, Any]) -> Account | None:
    if not 0 <= time.time() - float(waiting.get("since", 0)) < WAITS_S:
        return None
    rows = Account.objects.unscoped("whoever gave the right password").filter(is_active=True)
    return rows.filter(pk=waiting["account"]).first()
