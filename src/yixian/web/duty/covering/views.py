"""How posts were covered, minute by minute."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.duty.covering import queries
from yixian.web.duty.models import Post


@needs(Right.SEE)
@require_safe
def cover(request: OfficerRequest) -> HttpResponse:
    """List the posts of an area on a day, the worst first."""
    at = clock.now()
    day = queries.day_of(request.GET.get("day", ""), at)
    page = queries.cover_page(request.officer, request.scope_path, day, at, page=request.GET.get("page", ""))
    is_part = request.headers.get("HX-Request")
    return render(request, "duty/_cover.html" if is_part else "duty/cover.html", {"page": page})


@needs(Right.SEE)
@require_safe
def cover_post(request: OfficerRequest, number: int) -> HttpResponse:
    """Show one post on one day."""
    at, post = clock.now(), load(Post, request, number=number)
    day = queries.day_of(request.GET.get("day", ""), at)
    context = queries.cover_of_post(request.officer, post, day, at)
    is_part = request.headers.get("HX-Request")
    return render(request, "duty/_cover_post.html" if is_part else "duty/cover_post.html", context)
