"""Pages of the posts."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.duty import queries
from yixian.web.duty.models import Post
from yixian.web.duty.post_list import posts_page
from yixian.web.tasks.models import Task


@needs(Right.SEE)
def posts(request: OfficerRequest) -> HttpResponse:
    """List the posts of the area, trouble first."""
    page = posts_page(request.officer, request.scope_path, request.GET, clock.now())
    template = "duty/_post_rows.html" if request.headers.get("HX-Request") else "duty/post_list.html"
    return render(request, template, {"page": page})


@needs(Right.SEE)
def post(request: OfficerRequest, number: int) -> HttpResponse:
    """Show one post."""
    row = load(Post, request, number=number)
    context = queries.post_details(request.officer, row, clock.now())
    template = "duty/_post_parts.html" if request.headers.get("HX-Request") else "duty/post_page.html"
    return render(request, template, context)


@needs(Right.STAND_IN)
def stand_in(request: OfficerRequest, number: int, pk: int) -> HttpResponse:
    """Show who can be sent for a late task."""
    row = load(Post, request, number=number)
    task = load(Task, request, pk=pk, place=row.place)
    context = queries.stand_in_page(request.officer, task, clock.now()) | {"post": row}
    return render(request, "duty/post_stand_in.html", context)
