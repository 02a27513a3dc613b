"""The doors: a view that says nothing about who may enter is shut to everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from yixian.web.access.factors import is_owed
from yixian.web.access.models import Account
from yixian.web.access.rights import Right

# In the session of somebody who has given a code at the log-in, so that no page asks the database again.
HAS_FACTOR = "has_factor"

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class OfficerRequest(HttpRequest):
    """A request that has passed a door: its officer is logged in and has the right in some area."""

    officer: Account
    scope_path: str


def needs(right: Right) -> Callable[[View], View]:
    """Open a view to accounts that have a right in some area; what they see there is scoped by the query."""

    def mark(view: View) -> View:
        view.right = right  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Open a view to everybody: the log-in page, the phone's pages (which ask for their own token)."""
    view.right = None  # type: ignore[attr-defined]
    return view


class Doors:
    """Asks every view for its right before it runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """Let pass, send to the log-in page, or refuse."""
        if request.path.startswith("/api/"):
            return None  # every operation of the API has a key of its own: a device token or a session
        if not hasattr(view, "right"):
            raise PermissionDenied("a view without a declared right")
        if view.right is None:
            return None
        if not isinstance(request.user, Account):
            return redirect_to_login(request.get_full_path())
        if not request.user.may_somewhere(view.right):
            raise PermissionDenied(view.right)
        if page := _owed_first(request, request.user):
            return redirect(page)
        request.officer = request.user  # type: ignore[attr-defined]
        request.scope_path = _scope(request)  # type: ignore[attr-defined]
        return None


def _owed_first(request: HttpRequest, account: Account) -> str:
    """Return the page that somebody owes before all others: a password of his own, a second factor."""
    if account.must_change_password:
        return "password"
    owes = settings.SECOND_FACTOR_ROLES and not request.session.get(HAS_FACTOR) and is_owed(account)
    return "second_factor" if owes else ""


def _scope(request: HttpRequest) -> str:
    """Return the area of the address (``?in=``), or the officer's first area when it is none of his."""
    account = request.user
    assert isinstance(account, Account)
    wanted = request.GET.get("in", "")
    first = account.place_paths[0] if account.place_paths else ""
    if not wanted:
        return first
    return wanted if any(wanted.startswith(path) for path in account.place_paths) else first
