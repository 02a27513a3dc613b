"""Pages of the posts."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.duty import actions, queries
from yixian.web.duty.models import Post, ReadinessItem, ReadinessMark
from yixian.web.register.models import Person
from yixian.web.tasks.models import Task


@needs(Right.SEE)
def posts(request: OfficerRequest) -> HttpResponse:
    """List the posts of the area, trouble first."""
    page = queries.posts_page(request.officer, request.scope_path, request.GET, clock.now())
    template = "duty/_post_rows.html" if request.headers.get("HX-Request") else "duty/post_list.html"
    return render(request, template, {"page": page})


@needs(Right.SEE)
def post(request: OfficerRequest, number: int) -> HttpResponse:
    """Show one post."""
    row = load(Post, request, number=number)
    context = queries.post_details(request.officer, row, clock.now())
    template = "duty/_post_parts.html" if request.headers.get("HX-Request") else "duty/post_page.html"
    return render(request, template, context)


@needs(Right.READINESS)
@require_POST
def mark(request: OfficerRequest, number: int, code: str) -> HttpResponse:
    """Mark an item as done."""
    row = load(Post, request, number=number)
    item = get_object_or_404(ReadinessItem.objects.visible_to(request.officer), code=code)
    try:
        actions.mark_ready(
            by=request.officer, post=row, item=item, evidence=request.POST.get("evidence", ""), at=clock.now()
        )
    except Refused as refused:
        context = queries.post_details(request.officer, row, clock.now()) | {"refused": refused}
        return render(request, "duty/post_page.html", context, status=422)
    return redirect("duty:post", number)


@needs(Right.READINESS)
@require_POST
def withdraw(request: OfficerRequest, number: int, pk: int) -> HttpResponse:
    """Take a mark back."""
    row = load(Post, request, number=number)
    stored = load(ReadinessMark, request, pk=pk, post=row)
    try:
        actions.withdraw_mark(by=request.officer, post=row, mark=stored, at=clock.now())
    except Refused as refused:
        return render(request, "ui/_conflict.html", {"text": refused.sentence}, status=409)
    return redirect("duty:post", number)


@needs(Right.STAND_IN)
def stand_in(request: OfficerRequest, number: int, pk: int) -> HttpResponse:
    """Show who can be sent for a late task."""
    row = load(Post, request, number=number)
    task = load(Task, request, pk=pk, place=row.place)
    context = queries.stand_in_page(request.officer, task, clock.now()) | {"post": row}
    return render(request, "duty/post_stand_in.html", context)


@needs(Right.STAND_IN)
@require_POST
def send(request: OfficerRequest) -> HttpResponse:
    """Send the people named in ``pairs``, ``task:person`` with blanks between."""
    n_sent, refusals = 0, []
    for pair in request.POST.get("pairs", "").split():
        task_pk, _colon, person_pk = pair.partition(":")
        if not (task_pk.isdecimal() and person_pk.isdecimal()):
            continue
        task, person = load(Task, request, pk=int(task_pk)), load(Person, request, pk=int(person_pk))
        try:
            actions.send_stand_in(by=request.officer, task=task, person=person, at=clock.now())
            n_sent += 1
        except Refused as refused:
            refusals.append(refused.sentence)
    if n_sent:
        messages.success(request, ngettext("%(n)s person was sent", "%(n)s people were sent", n_sent) % {"n": n_sent})
    for sentence in refusals:
        messages.warning(request, sentence)
    if not n_sent and not refusals:
        messages.warning(request, _("Nobody was named"))
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "today:today")
