"""The check sum of an upload follows from the file as it came."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from yixian.web.projections import Difference, Projection
from yixian.web.register import seal
from yixian.web.uploads.models import Upload


def _uploads() -> QuerySet[Upload]:
    return Upload.objects.unscoped("what follows from what")


def _keys() -> Iterable[int]:
    return _uploads().order_by("pk").values_list("pk", flat=True).iterator()


def _differences(pks: Sequence[int]) -> list[Difference]:
    found = []
    for upload in _uploads().filter(pk__in=pks).iterator(20):
        computed = _sum(upload)
        if upload.sha256 != computed:
            found.append(Difference(f"upload:{upload.pk}.sha256", upload.sha256, computed))
    return found


def _sum(upload: Upload) -> str:
    try:
        return hashlib.sha256(upload.content).hexdigest()
    except seal.WrongKey:
        return "sealed with other keys, or changed"


PROJECTIONS = [Projection("uploads.upload.sha256", _keys, _differences)]
