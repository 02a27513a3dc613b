"""Doors of decisions at posts: each finds its rows, acts once, and says what became of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.duty import actions, queries
from yixian.web.duty.models import Post, ReadinessItem, ReadinessMark, ShiftKind
from yixian.web.duty.photo import MEDIA_TYPE
from yixian.web.duty.way_back import back
from yixian.web.numerals import numeral
from yixian.web.register.models import Person, Place
from yixian.web.tasks.models import Task

MOST_PAIRS = 60
# Out of every range, so that the action refuses it at its field.
NO_NUMBER = -1


@needs(Right.READINESS)
@require_POST
def mark(request: OfficerRequest, number: int, code: str) -> HttpResponse:
    """Mark an item as done."""
    row = load(Post, request, number=number)
    item = get_object_or_404(ReadinessItem.objects.visible_to(request.officer), code=code)
    evidence, photo = request.POST.get("evidence", ""), _photo(request)
    return _answer(
        request,
        row,
        lambda: actions.mark_ready(
            by=request.officer, post=row, item=item, evidence=evidence, photo=photo, at=clock.now()
        ),
    )


@needs(Right.READINESS)
@require_POST
def withdraw(request: OfficerRequest, number: int, pk: int) -> HttpResponse:
    """Take a mark back."""
    row = load(Post, request, number=number)
    stored = load(ReadinessMark, request, pk=pk, post=row)
    return _answer(
        request, row, lambda: actions.withdraw_mark(by=request.officer, post=row, mark=stored, at=clock.now())
    )


@needs(Right.SEE)
@require_safe
def photo(request: OfficerRequest, number: int, pk: int) -> HttpResponse:
    """Answer the photo of a mark."""
    stored = load(ReadinessMark, request, pk=pk, post__number=number)
    content = bytes(stored.photo or b"")
    if not content:
        raise Http404
    return HttpResponse(content, content_type=MEDIA_TYPE)


@needs(Right.PLAN)
@require_POST
def need(request: OfficerRequest, number: int) -> HttpResponse:
    """Set how many people the shifts of a post need, from a day on."""
    row = load(Post, request, number=number)
    from_on = _day(request.POST.get("from_on", ""))
    asked = {shift: request.POST.get(f"need_{shift.code}", "") for shift in ShiftKind.objects.unscoped("the hours")}

    def save() -> None:
        # All or none: a form half saved would be a post half manned.
        with transaction.atomic():
            for shift, people in asked.items():
                if people:
                    wanted = NO_NUMBER if (typed := numeral(people)) is None else typed
                    actions.set_need(
                        by=request.officer, post=row, shift=shift, people=wanted, from_on=from_on, at=clock.now()
                    )

    return _answer(request, row, save)


@needs(Right.PLAN)
@require_POST
def shut(request: OfficerRequest, number: int) -> HttpResponse:
    """Close a post."""
    row = load(Post, request, number=number)
    return _answer(request, row, lambda: actions.close_post(by=request.officer, post=row, at=clock.now()))


@needs(Right.PLAN)
@require_POST
def reopen(request: OfficerRequest, number: int) -> HttpResponse:
    """Open a post again."""
    row = load(Post, request, number=number)
    return _answer(request, row, lambda: actions.open_post(by=request.officer, post=row, at=clock.now()))


@needs(Right.STAND_IN)
@require_POST
def send(request: OfficerRequest) -> HttpResponse:
    """Send the people named in ``pairs``, ``task:person`` with blanks between."""
    n_sent, refusals = 0, []
    for task, person in _pairs(request):
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
    return back(request)


@needs(Right.STAND_IN)
@require_POST
def take(request: OfficerRequest) -> HttpResponse:
    """Make a cause of alarm one's own."""
    area = load(Place, request, path=request.POST.get("area", ""))
    try:
        actions.take_alarm(by=request.officer, area=area, cause=request.POST.get("cause", ""), at=clock.now())
    except Refused as refused:
        return render(request, "ui/_conflict.html", {"text": refused.sentence}, status=409)
    return back(request)


def _answer(request: OfficerRequest, post: Post, act: Callable[[], object]) -> HttpResponse:
    """Act, then show the post: with the refusal at its field, or above everything where it has none."""
    try:
        act()
    except Refused as refused:
        context = queries.post_details(request.officer, post.as_stored(), clock.now()) | {"refused": refused}
        return render(request, "duty/post_page.html", context, status=422 if refused.field else 409)
    return redirect("duty:post", post.number)


def _pairs(request: OfficerRequest) -> list[tuple[Task, Person]]:
    """Find everybody before anybody is sent: if one of them is out of reach, nothing was done."""
    named = [pair.partition(":") for pair in request.POST.get("pairs", "").split()[:MOST_PAIRS]]
    return [
        (load(Task, request, pk=numeral(task)), load(Person, request, pk=numeral(person)))
        for task, _colon, person in named
        if numeral(task) is not None and numeral(person) is not None
    ]


def _day(text: str) -> date | None:
    """Return a day; what is left empty means today, what is none is out of every range."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return date.min


def _photo(request: OfficerRequest) -> bytes:
    sent = request.FILES.get("photo")
    # One byte more than is taken, so that the action can refuse it without reading all.
    return sent.read(actions.MOST_PHOTO_BYTES + 1) if sent else b""
