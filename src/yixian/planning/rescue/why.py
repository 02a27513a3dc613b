"""Why it takes so long: what keeps the ambulance from the door, and what each closure costs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.rescue.arcs import SHUT
from yixian.planning.rescue.ground import Ground, make_ground
from yixian.planning.rescue.plan import CARRY, GUIDE
from yixian.planning.rescue.problem import HARD
from yixian.planning.rescue.roads import NOTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from yixian.planning.rescue.plan import Alternative
    from yixian.planning.rescue.problem import Case

MOST_LIFTED = 12
"""With more closures than this only their sum is reckoned."""

OPEN, NARROW, SHUT_OFF, FOOTPATH = "open", "carry_narrow", "carry_shut", "carry_footpath"


def why(
    case: Case, ground: Ground, alternatives: Sequence[Alternative], best: Callable[[Case, Ground], int | None]
) -> tuple[Reason, ...]:
    """Return what makes the first alternative as long as it is.

    ``best`` finds what the best alternative of other ground would be ranked by.
    """
    reasons = [] if ground.cause is None else [ground.cause]
    if ground.cause is not None and case.closures:
        reasons.append(Reason("closures_ignored", {"count": len(case.closures)}))
    reasons += [
        Reason("gate_unmanned", {"closure": one.closure.id, "kind": one.kind})
        for one in ground.roads.barrings
        if one.kind != one.closure.kind
    ]
    if alternatives:
        first = alternatives[0]
        reasons += obstacles(case, ground, first)
        if not any(order.order == GUIDE for order in first.orders):
            reasons.append(Reason("no_guide"))
        if first.cared is None:
            reasons.append(Reason("no_care", {"care": sorted(case.patient.care)}))
    now = alternatives[0].merit_ms if alternatives else None
    return (*reasons, *_closures(case, ground, now, best))


def obstacles(case: Case, ground: Ground, one: Alternative) -> Iterator[Reason]:
    """Yield what keeps the ambulance from each part of the way on which the patient is carried."""
    need = case.units[one.unit].width_cm + case.margin_cm
    leg = next((leg for leg in one.legs if leg.by == CARRY), None)
    found: dict[tuple[str, str | int], float] = {}
    for near, far in pairwise(leg.way if leg else ()):
        kind = _obstacle(ground, far, near, need)
        # The door itself is no road of anybody's.
        if kind[0] != OPEN and near != ground.places.patient:
            found[kind] = found.get(kind, 0.0) + _metres(ground, near, far)
    for (code, what), metres in found.items():
        named = {NARROW: {"clear_cm": what, "need_cm": need}, SHUT_OFF: {"closure": what}}.get(code, {})
        yield Reason(code, {**named, "metres": round(metres)})


def _obstacle(ground: Ground, start: int, end: int, need_cm: int) -> tuple[str, str | int]:
    """Return what a vehicle meets that wants to go from a node to the next one."""
    arcs, web = ground.drive.arcs, ground.drive.out
    here = web.arc[web.first[start] : web.first[start + 1]]
    here = here[arcs.head[here] == end]
    is_open, is_wide = arcs.ms[here] < SHUT, ground.clear_cm[here] >= need_cm
    if (is_open & is_wide).any():
        return OPEN, ""
    if is_open.any():
        return NARROW, int(ground.clear_cm[here][is_open].max())
    shut = [int(b) for b in ground.barred[here] if b != NOTHING and ground.roads.barrings[b].kind == HARD]
    return (SHUT_OFF, ground.roads.barrings[min(shut)].closure.id) if shut else (FOOTPATH, "")


def _metres(ground: Ground, start: int, end: int) -> float:
    """Return the length of the quickest foot arc between two nodes."""
    arcs, web = ground.foot.arcs, ground.foot.out
    here = web.arc[web.first[start] : web.first[start + 1]]
    here = here[arcs.head[here] == end]
    return float(arcs.metres[here[np.argmin(arcs.ms[here])]])


def _closures(
    case: Case, ground: Ground, now: int | None, best: Callable[[Case, Ground], int | None]
) -> Iterator[Reason]:
    """Yield what each closure alone adds to the best arrival, and all of them together."""
    ids = [barring.closure.id for barring in ground.roads.barrings]
    if not ids:
        return
    free = best(case, _lifted(case, ground, ids))
    if free is None or free == now:
        return
    for one in ids if len(ids) <= MOST_LIFTED else ():
        without = best(case, _lifted(case, ground, [one]))
        if without is not None and without != now:
            closure = next(closure for closure in case.closures if closure.id == one)
            told = {"closure": one, "kind": closure.kind, "by": closure.by, "basis": closure.basis}
            yield _cost(("closure_costs", "closure_bars"), told, now, without)
    if len(ids) > 1:
        yield _cost(("closures_cost", "closures_bar"), {"count": len(ids)}, now, free)


def _cost(codes: tuple[str, str], told: Mapping[str, object], now: int | None, without: int) -> Reason:
    """Return what is lost, by the first code; with nothing to compare, by the second, that nothing can be reached."""
    if now is None:
        return Reason(codes[1], told)
    return Reason(codes[0], {**told, "seconds": (now - without) / 1000})


def _lifted(case: Case, ground: Ground, ids: Sequence[str]) -> Ground:
    return make_ground(ground.roads.without(ids), case, ground.holds)
