"""What every page of the console knows: the county, the time, the rail, the scope, who is there."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.journal.queries import last_event
from yixian.web.register.queries import county_name, scope_choices
from yixian.web.ui.rail import foot, rail


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the context of the shell; a page that nobody is logged in for gets only the county and the look."""
    plain = {
        "county_name": county_name(),
        "now": clock.now(),
        "theme": request.COOKIES.get("theme", "auto"),
        "density": request.COOKIES.get("density", "dense"),
        "is_large": request.COOKIES.get("large") == "1",
        "is_training": settings.IS_TRAINING,
        "here": request.get_full_path(),
    }
    officer = getattr(request, "officer", None)
    if not isinstance(officer, Account):
        return plain
    path = getattr(request, "scope_path", "")
    return plain | {
        "me": {"name": officer.name, "title": officer.title, "initial": officer.name[:1]},
        "places": rail(request.path, officer),
        "foot_places": foot(request.path, officer),
        # So that no page offers an act that its reader would be refused.
        "may": {right.value: _may_here(officer, right, path) for right in Right},
        "scope": scope_choices(officer, path),
        # Who sees nothing of the county has nothing to be told of.
        "live_after": last_event() if officer.may_somewhere(Right.SEE) else None,
    }


def _may_here(officer: Account, right: Right, path: str) -> bool:
    """Whether an act is open in the area of the page, or for the people of the officer's unit."""
    return officer.may(right, path) or bool(officer.units_with(right))
