"""Doors of the notes to the next shift: the desk writes them, phones read them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs, public
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.duty import queries
from yixian.web.duty.hand_over import actions
from yixian.web.duty.hand_over.queries import notes_for
from yixian.web.duty.models import DeskNote, Post
from yixian.web.duty.phone import holder


@needs(Right.LEAD)
@require_POST
def leave(request: OfficerRequest, number: int) -> HttpResponse:
    """Leave a note."""
    post = load(Post, request, number=number)
    uuid, text = _uuid(request.POST.get("uuid", "")), request.POST.get("text", "")
    return _answer(
        request, post, lambda: actions.leave_note(by=request.officer, post=post, uuid=uuid, text=text, at=clock.now())
    )


@needs(Right.LEAD)
@require_POST
def withdraw(request: OfficerRequest, number: int, pk: int) -> HttpResponse:
    """Take a note back."""
    post = load(Post, request, number=number)
    left = load(DeskNote, request, pk=pk, post=post)
    return _answer(request, post, lambda: actions.withdraw_note(by=request.officer, desk_note=left, at=clock.now()))


@public
@require_safe
def notes_of_phone(request: HttpRequest) -> HttpResponse:
    """Tell a phone what was left to its shift; it shows it and keeps nothing of it."""
    device = holder(request)
    found = notes_for(device, clock.now())
    names = {post.pk: post.place.name for post in _posts({left.place_id for left in found})}
    rows = [
        {
            "at": left.at.isoformat(),
            "text": left.text,
            "who": left.who,
            "post": names.get(left.place_id, "") if left.place_id != device.place_id else "",
        }
        for left in found
    ]
    return JsonResponse({"notes": rows}, headers={"Cache-Control": "no-store"})


def _posts(keys: set[int]) -> list[Post]:
    posts = Post.objects.unscoped("posts of the phone's own shifts").filter(pk__in=keys)
    return list(posts.select_related("place").defer("place__boundary"))


def _answer(request: OfficerRequest, post: Post, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        context = queries.post_details(request.officer, post.as_stored(), clock.now()) | {"refused": refused}
        return render(request, "duty/post_page.html", context, status=422 if refused.field else 409)
    return redirect("duty:post", post.number)


def _uuid(text: str) -> UUID:
    """Return the identity that the form was given; one without is a form of somebody's own making."""
    try:
        return UUID(text) if text else uuid4()
    except ValueError:
        raise Http404 from None
