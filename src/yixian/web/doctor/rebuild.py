"""Everything that is stored twice, computed anew from what it follows from and compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from django.db import transaction

from yixian.web.doctor.finding import Finding
from yixian.web.projections import Difference, Projection, all_projections

AT_ONCE = 500
MOST_NAMED = 100


def rebuilt() -> Iterator[Finding]:
    """Compare every projection and name what differs."""
    for projection in all_projections():
        n_rows, found = 0, list[Difference]()
        for keys in _batches(projection):
            n_rows += len(keys)
            found += _differing(projection, keys)
        said = {"projection": projection.key, "rows": n_rows}
        for one in found[:MOST_NAMED]:
            each = {"subject": one.subject, "stored": one.stored, "computed": one.computed}
            yield Finding("rebuild", "bad", "doctor_differs", said | each)
        if len(found) > MOST_NAMED:
            yield Finding("rebuild", "bad", "doctor_differs_more", said | {"n": len(found) - MOST_NAMED})
        if not found:
            yield Finding("rebuild", "good", "doctor_rebuilt", said)


def _differing(projection: Projection, keys: Sequence[int]) -> list[Difference]:
    if not projection.differences(keys):
        return []
    # What was being written while we looked is looked at again when nobody may write.
    with transaction.atomic():
        return projection.differences(keys)


def _batches(projection: Projection) -> Iterator[list[int]]:
    keys = iter(projection.keys())
    while batch := list(islice(keys, AT_ONCE)):
        yield batch
