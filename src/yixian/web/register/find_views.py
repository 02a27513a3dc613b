"""The find box: a fragment while typing, a page without script."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.rights import Right
from yixian.web.register.find import find


@needs(Right.SEE)
def find_page(request: OfficerRequest) -> HttpResponse:
    """Show what a search finds."""
    words = request.GET.get("q", "")[:40]
    template = "ui/_find_results.html" if request.headers.get("HX-Request") else "register/find.html"
    return render(request, template, {"groups": find(request.officer, words), "q": words})
