"""Pages of a paste: put lines in, see what each is taken for, say what is not clear, store them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.load import load
from yixian.web.access.rights import Right
from yixian.web.action import Refused
from yixian.web.field.entries import moment
from yixian.web.register.models import Place
from yixian.web.uploads import paste_actions
from yixian.web.uploads.paste_queries import pastes_of, shown
from yixian.web.uploads.pastes import Paste


@needs(Right.STAND_IN)
@require_http_methods(["GET", "POST"])
def pastes(request: OfficerRequest) -> HttpResponse:
    """List what was pasted, and take new lines in."""
    if request.method != "POST":
        return _form(request)
    at = clock.now()
    area = Place.objects.visible_to(request.officer).filter(path=request.scope_path).first() or Place(path="")
    text, as_of = request.POST.get("text", ""), _as_of(request.POST.get("as_of", ""), at)
    try:
        paste = paste_actions.keep_paste(by=request.officer, area=area, text=text, as_of=as_of, at=at)
    except Refused as refused:
        return _form(request, status=422, refused=refused, text=text)
    return redirect("uploads:paste", paste.pk)


@needs(Right.STAND_IN)
@require_safe
def paste(request: OfficerRequest, pk: int) -> HttpResponse:
    """Show what each line is taken for."""
    return _look(request, load(Paste, request, pk=pk))


@needs(Right.STAND_IN)
@require_POST
def line(request: OfficerRequest, pk: int) -> HttpResponse:
    """Take the word of a person about one line."""
    found = load(Paste, request, pk=pk)
    said = {name: request.POST.get(name, "").strip() for name in ("task", "name", "state", "skip")}
    try:
        paste_actions.say_line(
            by=request.officer, paste=found, key=request.POST.get("key", ""), said=said, at=clock.now()
        )
    except Refused as refused:
        return render(request, "ui/_conflict.html", {"text": refused.sentence}, status=409)
    return _look(request, found) if request.headers.get("HX-Request") else redirect("uploads:paste", pk)


@needs(Right.STAND_IN)
@require_POST
def take(request: OfficerRequest, pk: int) -> HttpResponse:
    """Store what the clear lines say."""
    found = load(Paste, request, pk=pk)
    counts = paste_actions.take_paste(by=request.officer, paste=found, at=clock.now())
    n = counts["stored"]
    messages.success(request, ngettext("%(n)s line stored", "%(n)s lines stored", n) % {"n": n})
    return redirect("uploads:paste", pk)


def _as_of(text: str, at: datetime) -> datetime:
    """Return the moment of a roll call; without one it is now, and what cannot be read is refused as a future one."""
    return (moment(text) or at + timedelta(days=1)) if text else at


def _form(request: OfficerRequest, status: int = 200, refused: Refused | None = None, text: str = "") -> HttpResponse:
    called = timezone.localtime(clock.now()).strftime("%Y-%m-%dT%H:%M")
    context = {
        "rows": pastes_of(request.officer, request.scope_path),
        "refused": refused,
        "text": text,
        "called": called,
    }
    return render(request, "uploads/pastes.html", context, status=status)


def _look(request: OfficerRequest, found: Paste) -> HttpResponse:
    is_part = bool(request.headers.get("HX-Request"))
    context = {"paste": found, "look": shown(found, request.officer), "is_part": is_part}
    return render(request, "uploads/_roll.html" if is_part else "uploads/paste.html", context)
