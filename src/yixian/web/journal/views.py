"""The one cheap address that live pages ask: what has changed since the event that they know."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseNotModified, JsonResponse

from yixian.web.access.doors import OfficerRequest, needs
from yixian.web.access.rights import Right
from yixian.web.journal.queries import changes_after, last_event
from yixian.web.numerals import numeral


@needs(Right.SEE)
def live(request: OfficerRequest) -> HttpResponse:
    """Answer 304 while nothing has changed, else the topics that have."""
    after = numeral(request.GET.get("after", "")) or 0
    last = last_event()
    if last <= after:
        return HttpResponseNotModified()
    topics = changes_after(request.officer, after)
    return JsonResponse({"after": last, "changed": topics}, headers={"ETag": f'"{last}"'})
