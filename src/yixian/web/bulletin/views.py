"""Figures with the rows behind them, and the brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.bulletin import board, csvfile, press
from yixian.web.bulletin.actions import make_brief
from yixian.web.bulletin.models import Brief
from yixian.web.bulletin.moment import Moment
from yixian.web.figures import Asked, one_figure
from yixian.web.numerals import numeral
from yixian.web.register.models import Place

if TYPE_CHECKING:
    from yixian.web.figures import Figure
    from yixian.words import Lang

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@needs(Right.SEE)
def home(request: OfficerRequest) -> HttpResponse:
    """Show the figures of the area, what the brief would say of them, and the issues so far."""
    return render(request, "bulletin/home.html", _home(request))


@needs(Right.SEE_NAMES)
def figure(request: OfficerRequest, key: str) -> HttpResponse:
    """Show the rows behind one figure, a hundred a page."""
    one, moment = _found(key), _moment(request)
    rows = board.rows_page(one, _asked(request, moment), moment, request.GET.get("after", ""))
    context = {"figure": one, "page": rows, "moment": moment, "path": request.scope_path}
    return render(request, "bulletin/figure.html", context)


@needs(Right.SEE_NAMES)
def export(request: OfficerRequest, key: str) -> HttpResponse:
    """Answer the rows behind one figure as a file that a spreadsheet opens."""
    one, moment = _found(key), _moment(request)
    content = csvfile.written(one.rows(_asked(request, moment)))
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{one.key}-{localtime(moment.at):%Y%m%d-%H%M}.csv"'
    return answer


@require_POST
@needs(Right.BRIEF)
def make(request: OfficerRequest) -> HttpResponse:
    """Make the next issue out of the figures as they stand now."""
    place = load(Place, request, path="")
    wanted, at = request.POST.get("number", ""), clock.now()
    issue = press.issue(Asked(request.officer, place.path, at), numeral(wanted) or 0)
    try:
        brief = make_brief(by=request.officer, place=place, issue=issue, at=at)
    except Refused as refused:
        return render(request, "bulletin/home.html", _home(request) | {"refused": refused}, status=409)
    messages.success(request, _("Issue {n} is made").format(n=brief.number))
    return redirect("bulletin:home")


@needs(Right.SEE)
def pdf(request: OfficerRequest, number: int) -> HttpResponse:
    """Answer one issue: the paper that was made, or with ``?lang=en`` the same figures in English."""
    brief = load(Brief, request, number=number)
    is_english = request.GET.get("lang") == "en"
    content = press.printed(brief, "en") if is_english else bytes(brief.pdf)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="brief-{number}{"-en" if is_english else ""}.pdf"'
    return answer


@needs(Right.SEE)
def docx(request: OfficerRequest, number: int) -> HttpResponse:
    """Answer one issue as a Word document, from the figures that were kept with it."""
    brief = load(Brief, request, number=number)
    lang: Lang = "en" if request.GET.get("lang") == "en" else "zh"
    answer = HttpResponse(press.typed(brief, lang), content_type=DOCX)
    answer["Content-Disposition"] = f'attachment; filename="brief-{number}{"-en" if lang == "en" else ""}.docx"'
    return answer


def _home(request: OfficerRequest) -> dict[str, object]:
    moment = _moment(request)
    return board.whole(_asked(request, moment), moment, request.GET.get("before", "")) | {"path": request.scope_path}


def _moment(request: OfficerRequest) -> Moment:
    return Moment.read(request.GET.get("at", ""), clock.now())


def _asked(request: OfficerRequest, moment: Moment) -> Asked:
    return Asked(request.officer, request.scope_path, moment.at)


def _found(key: str) -> Figure:
    found = one_figure(key)
    if found is None:
        raise Http404
    return found
