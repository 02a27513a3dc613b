"""Sign-ups on the desk of whoever answers for the posts."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.duty.models import SignUp
from yixian.web.duty.sign_ups import actions
from yixian.web.duty.sign_ups.queries import sign_ups_page
from yixian.web.duty.way_back import back
from yixian.web.numerals import numeral

MOST = 60


@needs(Right.LEAD)
@require_safe
def sign_ups(request: OfficerRequest) -> HttpResponse:
    """List what waits for a word and what was settled lately."""
    return _page(request)


@needs(Right.LEAD)
@require_POST
def agree(request: OfficerRequest) -> HttpResponse:
    """Agree to the sign-ups named in ``sign_ups``, numbers with blanks between."""
    return _each(request, lambda one: actions.agree(by=request.officer, sign_up=one, at=clock.now()), _agreed)


@needs(Right.LEAD)
@require_POST
def refuse(request: OfficerRequest) -> HttpResponse:
    """Refuse the sign-ups named in ``sign_ups``."""
    return _each(request, lambda one: actions.refuse(by=request.officer, sign_up=one, at=clock.now()), _refused)


def _agreed(n: int) -> str:
    return ngettext("%(n)s person is in the roster", "%(n)s people are in the roster", n) % {"n": n}


def _refused(n: int) -> str:
    return ngettext("%(n)s sign-up refused", "%(n)s sign-ups refused", n) % {"n": n}


def _each(request: OfficerRequest, act: Callable[[SignUp], object], said: Callable[[int], str]) -> HttpResponse:
    named = [numeral(word) for word in request.POST.get("sign_ups", "").split()[:MOST]]
    # Everybody is found before anybody is decided on: one out of reach, and nothing was done.
    rows = [load(SignUp, request, pk=pk) for pk in named if pk is not None]
    n_done, refusals = 0, []
    for row in rows:
        try:
            act(row)
            n_done += 1
        except Refused as refused:
            refusals.append(refused.sentence)
    if n_done:
        messages.success(request, said(n_done))
    for sentence in refusals or ([] if rows else [_("Nobody was named")]):
        messages.warning(request, sentence)
    return back(request) if n_done or not rows else _page(request, status=409)


def _page(request: OfficerRequest, *, status: int = 200) -> HttpResponse:
    context = sign_ups_page(request.officer, request.scope_path, clock.now())
    is_part = request.headers.get("HX-Request") and status == 200
    return render(request, "duty/_sign_ups.html" if is_part else "duty/sign_ups.html", context, status=status)
