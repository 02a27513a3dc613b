"""Finding the posting that an address or a form names."""

from __future__ import annotations

from django.http import Http404

from yixian.web import clock
from yixian.web.access.doors import OfficerRequest
from yixian.web.rounds import in_force
from yixian.web.rounds.models import Posting


def posting_of(request: OfficerRequest, pk: int) -> Posting:
    """Return a posting in force of the officer's areas with its task, person and compound.

    Raises
    ------
    Http404
        If there is none: outside his areas, or over.
    """
    found = in_force.seen_by(request.officer, "", clock.now()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
