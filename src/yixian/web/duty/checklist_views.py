"""The checklist (七个一) as data that headquarters edits: everybody reads it, one office changes it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.duty import actions
from yixian.web.duty.forms import ItemForm
from yixian.web.duty.models import ReadinessItem
from yixian.web.duty.readiness import checklist_rows


@needs(Right.SEE)
def checklist(request: OfficerRequest) -> HttpResponse:
    """List the items; a POST adds one."""
    if request.method != "POST":
        return _page(request, ItemForm())
    form = ItemForm(request.POST)
    return _save(request, form, lambda: actions.add_item(by=request.officer, wish=form.wish, at=clock.now()))


@needs(Right.SEE)
def change(request: OfficerRequest, code: str) -> HttpResponse:
    """Show one item in the form; a POST changes it."""
    item = _item(request, code)
    if request.method != "POST":
        return _page(request, ItemForm(item=item), item)
    form = ItemForm(request.POST)
    return _save(
        request,
        form,
        lambda: actions.change_item(by=request.officer, item=item, wish=form.wish, at=clock.now()),
        item,
    )


@needs(Right.PUBLISH)
@require_POST
def retire(request: OfficerRequest, code: str) -> HttpResponse:
    """Ask for an item no longer."""
    item = _item(request, code)
    return _act(request, lambda: actions.retire_item(by=request.officer, item=item, at=clock.now()))


@needs(Right.PUBLISH)
@require_POST
def restore(request: OfficerRequest, code: str) -> HttpResponse:
    """Ask for a retired item again."""
    item = _item(request, code)
    return _act(request, lambda: actions.restore_item(by=request.officer, item=item, at=clock.now()))


def _item(request: OfficerRequest, code: str) -> ReadinessItem:
    found: ReadinessItem = get_object_or_404(ReadinessItem.objects.visible_to(request.officer), code=code)
    return found


def _save(
    request: OfficerRequest, form: ItemForm, act: Callable[[], object], item: ReadinessItem | None = None
) -> HttpResponse:
    if not form.is_valid():
        return _page(request, form, item, status=422)
    try:
        act()
    except Refused as refused:
        form.add_error(refused.field, refused.sentence)
        return _page(request, form, item, status=422)
    return redirect("duty:checklist")


def _act(request: OfficerRequest, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refused:
        return render(request, "ui/_conflict.html", {"text": refused.sentence}, status=409)
    return redirect("duty:checklist")


def _page(
    request: OfficerRequest, form: ItemForm, item: ReadinessItem | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "rows": checklist_rows(request.officer),
        "form": form,
        "item": item,
        "may_change": request.officer.may(Right.PUBLISH),
    }
    return render(request, "duty/post_checklist.html", context, status=status)
