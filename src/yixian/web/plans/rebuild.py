"""A plan's area follows from its place, and its check sum from the question that it answers."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from yixian.web.plans.models import Plan
from yixian.web.projections import Difference, Projection, copied


def _plans() -> QuerySet[Plan]:
    return Plan.objects.unscoped("what follows from what").exclude(problem=None)


def _keys() -> Iterable[int]:
    return _plans().order_by("pk").values_list("pk", flat=True).iterator()


def _differences(pks: Sequence[int]) -> list[Difference]:
    found = []
    for pk, problem, stored in _plans().filter(pk__in=pks).values_list("pk", "problem", "problem_sha256"):
        computed = _sum(bytes(problem or b""))
        if stored != computed:
            found.append(Difference(f"plan:{pk}.problem", stored, computed))
    return found


def _sum(problem: bytes) -> str:
    try:
        return hashlib.sha256(zlib.decompress(problem)).hexdigest()
    except zlib.error as error:
        return str(error)


PROJECTIONS = [
    Projection("plans.plan.problem_sha256", _keys, _differences),
    copied("plans.plan", _plans, "place_path", "place__path"),
]
