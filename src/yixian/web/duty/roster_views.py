"""Rosters on the screen and on paper."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from django.http import FileResponse
from django.shortcuts import render

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.rights import Right
from yixian.web.duty import review as about
from yixian.web.duty import rosters as queries
from yixian.web.duty.sheet import sheets_pdf
from yixian.web.duty.swap_queries import waiting
from yixian.web.register.queries import scope_choices

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

# The press sets about twenty sheets a second; a township is done while somebody waits, the county is not.
MOST_SHEETS = 120


@needs(Right.SEE)
def rosters(request: OfficerRequest) -> HttpResponse:
    """List the rosters in force and the drafts of the area."""
    context = queries.list_of(request.officer, request.scope_path, clock.today())
    # The list renews itself: then only the list is answered.
    if request.headers.get("HX-Request"):
        return render(request, "duty/_rosters.html", context)
    n_swaps = waiting(request.officer, request.scope_path)
    return render(request, "duty/rosters.html", context | {"n_swaps": n_swaps})


@needs(Right.SEE)
def review(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show a roster as a grid, with what makes it worth publishing."""
    plan = queries.roster(request.officer, pk)
    context = about.review(plan, request.officer, about.Wish.of(request), clock.now())
    return render(request, "duty/roster_review.html", context)


@needs(Right.SEE_NAMES)
def why(request: OfficerRequest, pk: int, *, number: int, day: int, shift: str) -> HttpResponse:
    """Say why a cell is as it is."""
    plan = queries.roster(request.officer, pk)
    context = about.why(plan, request.officer, (number, day, shift), clock.now())
    is_part = request.headers.get("HX-Request")
    return render(request, "duty/_why.html" if is_part else "duty/roster_why.html", context)


@needs(Right.SEE_NAMES)
def print_sheets(request: OfficerRequest, pk: int) -> HttpResponseBase:
    """Hand out the duty sheets of the area, or of one post, as a PDF."""
    plan = queries.roster(request.officer, pk)
    wish = about.Wish.of(request)
    if wish.number is None and queries.counts(plan, request.officer, wish.path)["posts"] > MOST_SHEETS:
        areas = scope_choices(request.officer, wish.path)["choices"]
        return render(request, "duty/roster_print.html", {"plan": plan, "areas": areas, "most": MOST_SHEETS})
    pdf = sheets_pdf(plan, request.officer, wish, request.build_absolute_uri("/duty/posts/"))
    return FileResponse(BytesIO(pdf), content_type="application/pdf", filename=f"roster-{plan.pk}.pdf")
