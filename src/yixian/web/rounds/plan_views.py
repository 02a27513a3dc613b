"""Plans of postings on the screen."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.rights import Right
from yixian.web.rounds import review as about
from yixian.web.rounds.drafts import posting_plan
from yixian.web.rounds.why import why as why_of
from yixian.web.rounds.wish import Wish


@needs(Right.SEE_NAMES)
def review(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show a plan with what makes it worth publishing."""
    plan = posting_plan(request.officer, pk)
    wish = Wish.of(request.scope_path, request.GET, about.VIEWS)
    context = about.review(plan, request.officer, wish, clock.now())
    return render(request, "rounds/review.html", context)


@needs(Right.SEE_NAMES)
def why(request: OfficerRequest, pk: int, person: int) -> HttpResponse:
    """Say why somebody is posted where he is."""
    plan = posting_plan(request.officer, pk)
    context = why_of(plan, request.officer, person) | {"plan": plan}
    is_part = request.headers.get("HX-Request")
    return render(request, "rounds/_why.html" if is_part else "rounds/why.html", context)
