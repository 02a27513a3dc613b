"""The checker's own list of what makes a plan long, and of who is still covered."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.rescue.arcs import SHUT
from yixian.planning.rescue.check_best import Best
from yixian.planning.rescue.check_layers import arcs_along
from yixian.planning.rescue.ground import make_ground
from yixian.planning.rescue.plan import CARRY
from yixian.planning.rescue.problem import FREE, HARD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.rescue.claim import Choice

MOST_LIFTED = 12


def reasons(best: Best, first: Choice | None) -> list[dict[str, Any]]:
    """Return what must stand under ``why``."""
    told: list[dict[str, Any]] = []
    if best.ground.cause is not None:
        told.append({"code": best.ground.cause.code, **best.ground.cause.params})
        told += [{"code": "closures_ignored", "count": len(best.case.closures)}] if best.case.closures else []
    told += [
        {"code": "gate_unmanned", "closure": one.closure.id, "kind": one.kind}
        for one in best.ground.roads.barrings
        if one.kind != one.closure.kind
    ]
    if first is not None:
        told += _obstacles(best, first)
        if first.guide is None:
            told.append({"code": "no_guide"})
        cared = best.case.patient.care <= best.case.hospitals[first.hospital].can
        if not cared and first.moved_on_to is None:
            told.append({"code": "no_care", "care": sorted(best.case.patient.care)})
    return [*told, *_closures(best)]


def _obstacles(best: Best, choice: Choice) -> Iterator[dict[str, Any]]:
    legs = choice.document.get("legs")
    carried = [i for i, leg in enumerate(legs if isinstance(legs, list) else []) if leg.get("by") == CARRY]
    need, found = best.need_cm(choice.unit), dict[tuple[str, str | int], float]()
    for near, far in pairwise(choice.ways[carried[0]] if carried else ()):
        stops = _stops(best, (far, near), need)
        along = arcs_along(best.ground.foot, best.ground.foot.arcs.ms, (near, far))
        if stops is not None and along is not None and near != best.ground.places.patient:
            found[stops] = found.get(stops, 0.0) + float(best.ground.foot.arcs.metres[along[0]])
    for (code, what), metres in found.items():
        more: dict[str, Any] = {}
        if code == "carry_narrow":
            more = {"clear_cm": what, "need_cm": need}
        elif code == "carry_shut":
            more = {"closure": what}
        yield {"code": code, **more, "metres": round(metres)}


def _stops(best: Best, ends: tuple[int, int], need_cm: int) -> tuple[str, str | int] | None:
    """Return what keeps a vehicle from going between two nodes; None: nothing does."""
    arcs = best.ground.drive.arcs
    here = np.flatnonzero((arcs.tail == ends[0]) & (arcs.head == ends[1]))
    widths = best.ground.clear_cm[here][arcs.ms[here] < SHUT]
    if len(widths):
        return None if widths.max() >= need_cm else ("carry_narrow", int(widths.max()))
    barrings = best.ground.roads.barrings
    hard = sorted(b for b in best.ground.barred[here].tolist() if b >= 0 and barrings[b].kind == HARD)
    return ("carry_shut", barrings[hard[0]].closure.id) if hard else ("carry_footpath", "")


def _closures(best: Best) -> Iterator[dict[str, Any]]:
    """Yield what each closure adds, from the best ranking without it."""
    ids, now = [one.closure.id for one in best.ground.roads.barrings], _merit(best)
    free = _without(best, ids) if ids else None
    if free is None or free == now:
        return
    for one in ids if len(ids) <= MOST_LIFTED else ():
        merit = _without(best, [one])
        closure = next(closure for closure in best.case.closures if closure.id == one)
        if merit is not None and merit != now:
            told = {"closure": one, "kind": closure.kind, "by": closure.by, "basis": closure.basis}
            yield _lost(("closure_costs", "closure_bars"), told, now, merit)
    if len(ids) > 1:
        yield _lost(("closures_cost", "closures_bar"), {"count": len(ids)}, now, free)


def _lost(codes: tuple[str, str], told: dict[str, Any], now: int | None, merit: int) -> dict[str, Any]:
    if now is None:
        return {"code": codes[1], **told}
    return {"code": codes[0], **told, "seconds": (now - merit) / 1000}


def _merit(best: Best) -> int | None:
    return best.ranking[0][0] if best.ranking else None


def _without(best: Best, ids: list[str]) -> int | None:
    ground = best.ground
    return _merit(Best(best.case, make_ground(ground.roads.without(ids), best.case, ground.holds)))


def cover(best: Best, first: Choice | None) -> dict[str, Any] | None:
    """Return what must stand under ``cover``."""
    case = best.case
    if first is None or not case.villages:
        return None
    free = [i for i, unit in enumerate(case.units) if unit.state == FREE and unit.crew]
    reached = {i: _reached(best, int(best.ground.places.units[i]), i) for i in free}
    left = [i for i in free if i != first.unit]
    before, after = (set[int]().union(*(reached[i] for i in some)) for some in (free, left))
    moves = [move for unit in left for move in _moves(best, unit, left, reached)]
    moves.sort(key=lambda move: (-move[0], move[1], move[2], move[3]))
    return {
        "before": _heads(best, before),
        "after": _heads(best, after),
        "lost": [case.villages[i].id for i in sorted(before - after)],
        "relocation": _move(best, moves[0]) if moves else None,
    }


def _reached(best: Best, node: int, unit: int) -> set[int]:
    """Return the villages within the time of the cover of an ambulance at a node."""
    drive = best.layers.drive_from(node, best.need_cm(unit))[best.ground.places.villages]
    return set(np.flatnonzero(drive + best.case.pace.turnout[1] <= best.case.cover_ms).tolist())


def _moves(best: Best, unit: int, left: list[int], reached: dict[int, set[int]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield gain, drive, ambulance and place of each move that helps."""
    others = set[int]().union(*(reached[i] for i in left if i != unit))
    drives = best.layers.drive_from(int(best.ground.places.units[unit]), best.need_cm(unit))
    for standby, node in enumerate(best.ground.places.standbys.tolist()):
        there = _reached(best, node, unit)
        gain = _heads(best, others | there) - _heads(best, others | reached[unit])
        if gain > 0 and drives[node] < SHUT:
            yield gain, int(drives[node]), unit, standby


def _heads(best: Best, villages: set[int]) -> int:
    return sum(best.case.villages[i].people for i in villages)


def _move(best: Best, move: tuple[int, int, int, int]) -> dict[str, Any]:
    gain, drive, unit, standby = move
    return {"unit": best.case.units[unit].id, "to": best.case.standbys[standby].id, "middle": drive, "people": gain}


def drive_band(best: Best, unit: int, way: list[int]) -> list[float] | None:
    """Return the band of an ambulance's drive along a way, in seconds; None: there is a gap in it."""
    layer, percents = best.ground.drive, best.case.pace.drive
    ms = np.where(best.ground.clear_cm >= best.need_cm(unit), layer.arcs.ms, SHUT)
    along = arcs_along(layer, ms, way)
    if along is None:
        return None
    run = int(layer.bare_ms[along].sum())
    delays = [best.ground.roads.barrings[b].delay for b in best.ground.barred[along].tolist() if b >= 0]
    return [(run * percent // 100 + sum(delay[k] for delay in delays)) / 1000 for k, percent in enumerate(percents)]
