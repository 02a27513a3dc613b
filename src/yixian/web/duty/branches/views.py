"""Pages of the branches, and the doors of decisions about them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.duty.branches import actions, forming
from yixian.web.duty.branches.one import branch_details
from yixian.web.duty.branches.queries import branches_page
from yixian.web.numerals import numeral
from yixian.web.register.models import Branch, Person, Place

APPOINT = "secretary-"
MOST_AT_ONCE = 100


@needs(Right.SEE_NAMES)
def branches(request: OfficerRequest) -> HttpResponse:
    """List the posts of the area with their branches."""
    return _list(request)


@needs(Right.BRANCHES)
@require_POST
def form(request: OfficerRequest) -> HttpResponse:
    """Form a branch at every post of the area that can have one."""
    return _at_all(request, forming.form_branches, _formed)


@needs(Right.BRANCHES)
@require_POST
def dissolve_all(request: OfficerRequest) -> HttpResponse:
    """Dissolve every branch of the area."""
    return _at_all(request, forming.dissolve_branches, _dissolved)


@needs(Right.BRANCHES)
@require_POST
def appoint(request: OfficerRequest) -> HttpResponse:
    """Appoint the secretaries that the list names, ``secretary-<branch>`` each; the others stay as they are."""
    asked = request.POST.dict()
    named = [(name, str(value)) for name, value in asked.items() if name.startswith(APPOINT) and value]
    pairs = [
        (load(Branch, request, pk=numeral(name.removeprefix(APPOINT))), load(Person, request, pk=numeral(value)))
        for name, value in named[:MOST_AT_ONCE]
    ]
    n_done = 0
    for branch, person in pairs:
        try:
            actions.appoint_secretary(by=request.officer, branch=branch, person=person, at=clock.now())
            n_done += 1
        except Refused as refused:
            messages.warning(request, f"{branch}: {refused.sentence}")
    if n_done or not pairs:
        text = ngettext("%(n)s secretary was appointed", "%(n)s secretaries were appointed", n_done) % {"n": n_done}
        messages.success(request, text) if n_done else messages.warning(request, _("Nobody was named"))
    return redirect(_list_url(request))


@needs(Right.SEE_NAMES)
def branch(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show one branch."""
    return _page(request, load(Branch, request, pk=pk))


@needs(Right.BRANCHES)
@require_POST
def add(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take somebody into a branch, as its secretary where the form says so."""
    act = actions.appoint_secretary if request.POST.get("as") == "secretary" else actions.add_member
    return _with_person(request, pk, act)


@needs(Right.BRANCHES)
@require_POST
def leave(request: OfficerRequest, pk: int) -> HttpResponse:
    """Let somebody leave a branch."""
    return _with_person(request, pk, actions.end_membership)


@needs(Right.BRANCHES)
@require_POST
def set_day(request: OfficerRequest, pk: int) -> HttpResponse:
    """Correct the day of forming."""
    return _on_a_day(request, pk, actions.date_branch)


@needs(Right.BRANCHES)
@require_POST
def dissolve(request: OfficerRequest, pk: int) -> HttpResponse:
    """Dissolve a branch."""
    return _on_a_day(request, pk, actions.dissolve_branch)


def _list(request: OfficerRequest, status: int = 200, refused: Refused | None = None) -> HttpResponse:
    page = branches_page(request.officer, request.scope_path, request.GET)
    is_part = request.headers.get("HX-Request") and refused is None
    template = "duty/_branch_rows.html" if is_part else "duty/branches.html"
    may_form = request.officer.may(Right.BRANCHES, request.scope_path)
    context = {"page": page, "may_form": may_form, "today": clock.today(), "refused": refused}
    return render(request, template, context, status=status)


def _at_all(request: OfficerRequest, act: Callable[..., int], said: Callable[[int], str]) -> HttpResponse:
    """Decide about all posts of the area and of the kind that the address names."""
    area, kind = load(Place, request, path=request.scope_path), request.GET.get("kind", "")
    try:
        n_done = act(by=request.officer, area=area, kind=kind, on=_day(request), at=clock.now())
    except Refused as refused:
        return _list(request, 422 if refused.field else 409, refused)
    messages.success(request, said(n_done))
    return redirect(_list_url(request))


def _formed(n: int) -> str:
    return ngettext("%(n)s branch was formed", "%(n)s branches were formed", n) % {"n": n}


def _dissolved(n: int) -> str:
    return ngettext("%(n)s branch was dissolved", "%(n)s branches were dissolved", n) % {"n": n}


def _list_url(request: OfficerRequest) -> str:
    return f"{reverse('duty:branches')}?{request.GET.urlencode()}"


def _page(request: OfficerRequest, row: Branch, status: int = 200, refused: Refused | None = None) -> HttpResponse:
    context = branch_details(request.officer, row, request.GET.get("q", "").strip()[:40])
    return render(request, "duty/branch.html", context | {"refused": refused, "today": clock.today()}, status=status)


def _with_person(request: OfficerRequest, pk: int, act: Callable[..., None]) -> HttpResponse:
    row, person = load(Branch, request, pk=pk), load(Person, request, pk=numeral(request.POST.get("person", "")))
    return _decide(request, row, lambda: act(by=request.officer, branch=row, person=person, at=clock.now()))


def _on_a_day(request: OfficerRequest, pk: int, act: Callable[..., None]) -> HttpResponse:
    row = load(Branch, request, pk=pk)
    return _decide(request, row, lambda: act(by=request.officer, branch=row, on=_day(request), at=clock.now()))


def _decide(request: OfficerRequest, row: Branch, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        return _page(request, row.as_stored(), 422 if refused.field else 409, refused)
    return redirect("duty:branch", row.pk)


def _day(request: OfficerRequest) -> date:
    """Return the day of the form, today where it names none.

    Raises
    ------
    Refused
        ``day_unreadable`` for what is no day.
    """
    typed = request.POST.get("on", "")
    try:
        day = parse_date(typed) if typed else timezone.localdate(clock.now())
    except ValueError:
        day = None
    if day is None:
        raise Refused("day_unreadable", field="on")
    return day
