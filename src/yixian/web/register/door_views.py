"""Pages of the households."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from yixian.web.access import masks
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.register.answering import chain_of_answer
from yixian.web.register.doors import doors_page
from yixian.web.register.models import Household


@needs(Right.SEE_NAMES)
def households(request: OfficerRequest) -> HttpResponse:
    """List the households of the area, a hundred a page."""
    page = doors_page(request.officer, request.scope_path, request.GET)
    template = "register/_households.html" if request.headers.get("HX-Request") else "register/households.html"
    return render(request, template, {"page": page})


@needs(Right.SEE_NAMES)
def household(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show one household: whom to ask for, and who answers for the place."""
    row = load(Household, request, pk=pk)
    may_unmask = request.officer.may(Right.UNMASK, row.place_path)
    context = {
        "household": row,
        "phone": row.phone if may_unmask else masks.phone(row.phone),
        "chain": chain_of_answer(request.officer, row.place),
    }
    return render(request, "register/household.html", context)
