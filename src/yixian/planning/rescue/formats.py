"""The plan file ``yixian-rescue-plan/1``: what is written for people, for screens and for others to check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from yixian.planning.plan import Reason
    from yixian.planning.rescue.ground import Ground
    from yixian.planning.rescue.plan import Alternative, Cover, Leg, Order, RescuePlan
    from yixian.planning.rescue.problem import Band, Case

PLAN_FORMAT = "yixian-rescue-plan/1"


def plan_document(case: Case, ground: Ground, plan: RescuePlan, case_sha256: str) -> dict[str, Any]:
    """Return a plan as the object that the file holds; ids instead of indices, seconds instead of milliseconds."""
    return {
        "format": PLAN_FORMAT,
        "case": case_sha256,
        "at": case.at.isoformat(),
        "straight": plan.is_straight,
        "nodes": ground.n_nodes,
        "alternatives": [_alternative(case, ground, one) for one in plan.alternatives],
        "rejected": [_reason(reason) for reason in plan.rejected],
        "why": [_reason(reason) for reason in plan.why],
        "cover": None if plan.cover is None else _cover(case, plan.cover),
        "data": data_of(case),
    }


def data_of(case: Case) -> dict[str, Any]:
    """Return what the plan rests on, and how old it is in days; None = nobody said when."""
    return {
        "speeds_days": _days(case, case.speeds_on),
        "closures": [
            {"id": one.id, "kind": one.kind, "by": one.by, "basis": one.basis, "days": _days(case, one.on)}
            for one in case.closures
        ],
        "widths": [
            {"id": one.id, "clear_cm": one.clear_cm, "source": one.source, "days": _days(case, one.on)}
            for one in case.widths
        ],
    }


def seconds(band: Band | None) -> list[float] | None:
    """Return a band in seconds."""
    return None if band is None else [ms / 1000 for ms in band]


def minutes(band: Band) -> list[int]:
    """Return a band as people say it: whole minutes, rounded away from each other."""
    return [band[0] // 60_000, -(-band[2] // 60_000)]


def _alternative(case: Case, ground: Ground, one: Alternative) -> dict[str, Any]:
    return {
        "kind": one.way,
        "unit": case.units[one.unit].id,
        "hospital": case.hospitals[one.hospital].id,
        "transfer": None if one.moved_on_to is None else case.hospitals[one.moved_on_to].id,
        "meeting": {
            "node": one.node,
            "lon": round(float(ground.lon[one.node]), 7),
            "lat": round(float(ground.lat[one.node]), 7),
        },
        "bearers": list(one.bearers),
        "stretcher": one.has_stretcher,
        "straps": one.has_straps,
        "minutes": {"met": minutes(one.met), "hospital": minutes(one.arrives)},
        "seconds": {"met": seconds(one.met), "hospital": seconds(one.arrives), "care": seconds(one.cared)},
        "merit": one.merit_ms / 1000,
        "passes": list(one.passes),
        "legs": [_leg(leg) for leg in one.legs],
        "orders": [_order(order) for order in one.orders],
    }


def _leg(leg: Leg) -> dict[str, Any]:
    return {
        "from": leg.start,
        "to": leg.end,
        "by": leg.by,
        "seconds": leg.lasts[1] / 1000,
        "band": [leg.lasts[0] / 1000, leg.lasts[2] / 1000],
        "starts": seconds(leg.starts),
        "metres": round(leg.metres, 1),
        "who": list(leg.who),
        "way": list(leg.way),
    }


def _order(order: Order) -> dict[str, Any]:
    told: dict[str, Any] = {"who": order.who, "order": order.order, "place": order.place}
    if order.items:
        told["items"] = list(order.items)
    return {**told, "seconds": seconds(order.there)}


def _reason(reason: Reason) -> dict[str, Any]:
    return {"code": reason.code, **reason.params}


def _cover(case: Case, cover: Cover) -> dict[str, Any]:
    move = cover.relocation
    return {
        "before": cover.before,
        "after": cover.after,
        "lost": [case.villages[i].id for i in cover.lost],
        "relocation": None
        if move is None
        else {
            "unit": case.units[move.unit].id,
            "to": case.standbys[move.standby].id,
            "seconds": seconds(move.drive),
            "way": list(move.drive_way),
            "people": move.people,
        },
    }


def _days(case: Case, on: date | None) -> int | None:
    return None if on is None else (case.at.date() - on).days
