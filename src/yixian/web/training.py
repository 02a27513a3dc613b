"""A training's clock: whoever leads the training puts it forward, so that a day passes in minutes."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse, JsonResponse

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.field.entries import moment
from yixian.web.journal.record import note
from yixian.web.register.models import Place


@action(Right.PUBLISH)
def put_clock_forward(*, by: object, place: Place, to: datetime | None, at: datetime) -> None:
    """Let a whole training county go on from a later moment; what has happened never lies ahead, so never back."""
    if to is None:
        raise Refused("no_moment", field="at")
    if to < at:
        raise Refused("clock_backwards", field="at")
    note(to=to)
    clock.put_forward(to)


@needs(Right.PUBLISH)
def training_clock(request: OfficerRequest) -> HttpResponse:
    """Say what time it is in the training; a POST puts it forward to ``at``. There is no such address otherwise."""
    if request.method == "POST":
        county = Place.objects.unscoped("the right is asked for the whole county").get(path="")
        to = moment(request.POST.get("at", ""))
        try:
            put_clock_forward(by=request.officer, place=county, to=to, at=clock.now())
        except Refused as refused:
            status = 403 if refused.code == "not_allowed" else 422
            return JsonResponse({"reason": refused.code, "detail": refused.sentence}, status=status)
    return JsonResponse({"now": clock.now().isoformat()}, headers={"Cache-Control": "no-store"})
