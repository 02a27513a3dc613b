"""Today: one home per role, and its parts that renew themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yixian.web import clock
from yixian.web.access.doors import Doors, OfficerRequest, needs, public
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.figures import Asked
from yixian.web.today import desk, offices

if TYPE_CHECKING:
    from collections.abc import Callable


@require_safe
@public
def home(request: HttpRequest) -> HttpResponseBase:
    """Send everybody through the door of his own first page."""
    view: Callable[..., HttpResponse] = today
    if isinstance(request.user, Account):
        view = _home_of(request.user)
    refused = Doors(_nowhere).process_view(request, view, (), {})
    return refused or view(request)


@needs(Right.SEE)
def today(request: OfficerRequest) -> HttpResponse:
    """Show what is to be done now in the area of the address."""
    context = desk.whole(_asked(request)) | {"path": request.scope_path}
    return render(request, "today/first.html" if context["steps"] else "today/today.html", context)


@needs(Right.AUDIT)
def reading(request: OfficerRequest) -> HttpResponse:
    """Show the auditor what was read and decided."""
    return render(request, "today/reading.html", offices.reading(clock.now()))


@needs(Right.ACCOUNTS)
def keys(request: OfficerRequest) -> HttpResponse:
    """Show an administrator who may log in; of people he sees nobody."""
    return render(request, "today/keys.html", offices.keys(request.officer))


@require_safe
@needs(Right.SEE)
def part(request: OfficerRequest, part: str) -> HttpResponse:
    """Answer one part of the page as it stands now."""
    if part not in desk.PARTS:
        raise Http404
    context = desk.one(part, _asked(request)) | {"path": request.scope_path}
    return render(request, f"today/_{part}.html", context)


def _asked(request: OfficerRequest) -> Asked:
    return Asked(request.officer, request.scope_path, clock.now())


def _home_of(account: Account) -> Callable[..., HttpResponse]:
    # The auditor may see places but no people, so the desk would show him nothing that he needs.
    if account.may_somewhere(Right.SEE_NAMES):
        return today
    if account.may_somewhere(Right.AUDIT):
        return reading
    return keys if account.may_somewhere(Right.ACCOUNTS) else today


def _nowhere(request: HttpRequest) -> HttpResponse:
    raise Http404
