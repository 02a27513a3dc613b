"""Finding one row for somebody: outside his area it does not exist."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import Http404

from yixian.web.access.doors import OfficerRequest
from yixian.web.access.scope import Scoped

M = TypeVar("M", bound=Scoped)


def load(model: type[M], request: OfficerRequest, **found_by: Any) -> M:
    """Return the row, or answer 404 as if it were not there.

    Raises
    ------
    Http404
        If there is no such row in the officer's area.
    """
    row = model.objects.visible_to(request.officer).filter(**found_by).first()
    if row is None:
        raise Http404
    return row  # type: ignore[no-any-return]
