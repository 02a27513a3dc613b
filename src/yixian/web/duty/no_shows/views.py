"""Pages of the no-shows, and the rules of the night."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.duty.models import NightRules, NoShow
from yixian.web.duty.no_shows import actions
from yixian.web.duty.no_shows.forms import RulesForm
from yixian.web.duty.no_shows.queries import no_shows_page
from yixian.web.duty.way_back import back
from yixian.web.numerals import numeral

MOST = 60


@needs(Right.SEE)
@require_safe
def no_shows(request: OfficerRequest) -> HttpResponse:
    """List who has not come, and who was told of it when."""
    return _page(request)


@needs(Right.LEAD)
@require_POST
def answer(request: OfficerRequest) -> HttpResponse:
    """Answer for the no-shows named in ``no_shows``, numbers with blanks between."""
    named = [numeral(word) for word in request.POST.get("no_shows", "").split()[:MOST]]
    rows = [load(NoShow, request, pk=pk) for pk in named if pk is not None]
    n_done, refusals = 0, []
    for row in rows:
        try:
            actions.answer(by=request.officer, no_show=row, at=clock.now())
            n_done += 1
        except Refused as refused:
            refusals.append(refused.sentence)
    if n_done:
        text = ngettext("You answer for %(n)s no-show", "You answer for %(n)s no-shows", n_done)
        messages.success(request, text % {"n": n_done})
    for sentence in refusals or ([] if rows else [_("Nobody was named")]):
        messages.warning(request, sentence)
    return back(request) if n_done or not rows else _page(request, status=409)


@needs(Right.SEE)
def night(request: OfficerRequest) -> HttpResponse:
    """Show the rules of the night; a POST sets them."""
    form = RulesForm(request.POST if request.method == "POST" else None, rules=NightRules.now())
    if request.method != "POST" or not form.is_valid():
        return _rules(request, form, 422 if request.method == "POST" else 200)
    try:
        actions.set_rules(
            by=request.officer, wish=form.minutes, agrees_alone=form.cleaned_data["agrees_alone"], at=clock.now()
        )
    except Refused as refused:
        form.add_error(refused.field, refused.sentence)
        return _rules(request, form, 422)
    messages.success(request, _("Saved"))
    return redirect("duty:night")


def _rules(request: OfficerRequest, form: RulesForm, status: int) -> HttpResponse:
    context = {"form": form, "may_set": request.officer.may(Right.PUBLISH), "rules": NightRules.now()}
    return render(request, "duty/night.html", context, status=status)


def _page(request: OfficerRequest, *, status: int = 200) -> HttpResponse:
    context = no_shows_page(request.officer, request.scope_path, clock.now())
    is_part = request.headers.get("HX-Request") and status == 200
    return render(request, "duty/_no_shows.html" if is_part else "duty/no_shows.html", context, status=status)
