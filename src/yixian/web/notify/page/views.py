"""The phone's page of what has changed for its holder."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from yixian.web import clock
from yixian.web.access.doors import public
from yixian.web.access.models import Device
from yixian.web.action import Refused
from yixian.web.notify.holder import holder
from yixian.web.notify.models import Notice
from yixian.web.notify.page.known import acknowledge, acknowledge_all
from yixian.web.notify.page.queries import news_page


@public
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """Show what has changed, what is not confirmed first."""
    device = holder(request)
    return _page(request, device) if device else redirect("field:home")


@public
@require_POST
def known(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm one notice."""
    device = holder(request)
    if device is None:
        return redirect("field:home")
    notice = Notice.objects.unscoped("the action asks whose it is").filter(pk=pk).first()
    if notice is None:
        raise Http404
    try:
        acknowledge(device=device, notice=notice, at=clock.now())
    except Refused as refused:
        # To somebody else's phone the notice does not exist.
        raise Http404 from refused
    return redirect("notify_phone:news")


@public
@require_POST
def all_known(request: HttpRequest) -> HttpResponse:
    """Confirm everything that is shown."""
    device = holder(request)
    if device is None:
        return redirect("field:home")
    acknowledge_all(device=device, at=clock.now())
    return redirect("notify_phone:news")


def _page(request: HttpRequest, device: Device) -> HttpResponse:
    answer = render(request, "notify/news.html", news_page(device))
    answer["Cache-Control"] = "no-store"
    return answer
