"""The groups of an area: who hears of its changes, and what became of each message."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.notify import actions
from yixian.web.notify.models import Group, Message
from yixian.web.notify.queries import groups_page, messages_page
from yixian.web.numerals import numeral
from yixian.web.plans.refusals import page_lang
from yixian.web.register.models import Place
from yixian.words import say

WISHES = ("kind", "name", "typed", "secret", "names")


@needs(Right.PLAN)
@require_safe
def groups(request: OfficerRequest) -> HttpResponse:
    """List the groups of the area, with the form for one more."""
    return _page(request)


@needs(Right.PLAN)
@require_POST
def add(request: OfficerRequest) -> HttpResponse:
    """Let a group hear of the area."""
    place = load(Place, request, path=request.POST.get("in", request.scope_path))
    asked = {name: request.POST.get(name, "") for name in WISHES}
    try:
        actions.add_group(by=request.officer, place=place, wish=actions.GroupWish(**asked), at=clock.now())
    except Refused as refused:
        # What was typed is kept, but no key goes out on a page.
        return _page(request, refused, {name: text for name, text in asked.items() if name not in ("typed", "secret")})
    messages.success(request, _("Added; send a test to see whether it works"))
    return _back(place.path)


@needs(Right.PLAN)
@require_POST
def change(request: OfficerRequest, pk: int) -> HttpResponse:
    """Say how much of a name a group may read."""
    group = load(Group, request, pk=pk)
    names = request.POST.get("names", "")
    return _decide(request, group, actions.show_names, names=names)


@needs(Right.PLAN)
@require_POST
def close(request: OfficerRequest, pk: int) -> HttpResponse:
    """Tell a group nothing more."""
    return _decide(request, load(Group, request, pk=pk), actions.close_group)


@needs(Right.PLAN)
@require_POST
def test(request: OfficerRequest, pk: int) -> HttpResponse:
    """Send a group a word, to see whether its robot works."""
    group = load(Group, request, pk=pk)
    text = say(__package__, "robot_tried", {"place": group.place.name}, page_lang())
    return _decide(request, group, actions.try_group, text=text)


@needs(Right.PLAN)
@require_safe
def sent(request: OfficerRequest, pk: int) -> HttpResponse:
    """List the messages of a group."""
    group = _mine(request, pk)
    return render(request, "notify/messages.html", {"group": group, **_messages(request, group)})


@needs(Right.PLAN)
@require_POST
def decide(request: OfficerRequest, pk: int, message: int) -> HttpResponse:
    """Send a message again, or leave it."""
    group = _mine(request, pk)
    row = load(Message, request, pk=message, group=group)
    act = actions.send_again if request.POST.get("act") == "again" else actions.drop_message
    try:
        act(by=request.officer, group=group, message=row, at=clock.now())
    except Refused as refused:
        context = {"group": group, "refused": refused, **_messages(request, group)}
        return render(request, "notify/messages.html", context, status=409)
    return redirect("notify:messages", group.pk)


def _messages(request: OfficerRequest, group: Group) -> dict[str, Any]:
    return messages_page(group, numeral(request.GET.get("before", "")))


def _mine(request: OfficerRequest, pk: int) -> Group:
    """Return a group whose messages somebody may read: not whoever sees its area, but who decides about it."""
    group = load(Group, request, pk=pk)
    if not request.officer.may(Right.PLAN, group.place_path):
        raise PermissionDenied(Right.PLAN)
    return group


def _decide(request: OfficerRequest, group: Group, act: Any, **how: Any) -> HttpResponse:
    try:
        act(by=request.officer, group=group, at=clock.now(), **how)
    except Refused as refused:
        return _page(request, refused)
    return _back(group.place_path)


def _page(request: OfficerRequest, refused: Refused | None = None, asked: dict[str, str] | None = None) -> HttpResponse:
    context = groups_page(request.officer, request.scope_path)
    here = load(Place, request, path=request.scope_path)
    status = 200
    if refused is not None:
        status = 403 if refused.code == "not_allowed" else 422 if refused.field else 409
    return render(
        request,
        "notify/groups.html",
        context | {"place": here, "refused": refused, "asked": asked or {}},
        status=status,
    )


def _back(path: str) -> HttpResponse:
    answer = redirect("notify:groups")
    answer["Location"] += f"?in={path}"
    return answer
