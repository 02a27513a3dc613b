"""The checker's own list of what speaks against everything that a plan leaves out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.planning.rescue.check_layers import NEVER
from yixian.planning.rescue.problem import EMERGENCY, FETCH, MEET, STRAP, STRETCHER, WALK_IN, WAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yixian.planning.rescue.check_best import Best
    from yixian.planning.rescue.claim import Choice

Told = tuple[str, "Mapping[str, Any]"]
BETTER = 3
NEAREST = 3


def rejections(best: Best, first: Choice | None) -> list[dict[str, Any]]:
    """Return what must stand under ``rejected``; ``first`` is the alternative that is ranked first."""
    ranked = {unit for _, unit, _ in best.ranking}
    told = [*_units(best, ranked), *(_ways(best, ranked) if best.ranking else ())]
    told += [*_hospitals(best, first), *_people(best), *_stores(best)]
    return [{"code": code, **params} for code, params in told]


def _units(best: Best, ranked: set[int]) -> Iterator[Told]:
    for i, unit in enumerate(best.case.units):
        reason, named = best.unfit(i), {"unit": unit.id}
        if reason is not None:
            yield reason
        elif i in ranked or not best.receiving:
            continue
        elif any((way, i) in best.every for way in WAYS):
            yield "unit_slower", {**named, "better": BETTER}
        elif _reaches(best, i, best.need_cm(i)):
            yield "unit_no_party", named
        elif _reaches(best, i, 0):
            yield "unit_too_wide", {**named, "need_cm": best.need_cm(i)}
        else:
            yield "unit_cut_off", named


def _reaches(best: Best, unit: int, need_cm: int) -> bool:
    """Whether there is a node near by that an ambulance reaches and from which it reaches a hospital."""
    come = best.layers.drive_from(int(best.ground.places.units[unit]), need_cm)[best.near]
    return bool(((come < NEVER) & (best.home(need_cm) < NEVER)).any())


def _ways(best: Best, ranked: set[int]) -> Iterator[Told]:
    used = {(way, unit) for _, unit, way in best.ranking}
    for way in WAYS:
        common = _impossible(best, way)
        if common is not None:
            yield common
            continue
        for unit in sorted(ranked):
            named = {"unit": best.case.units[unit].id, "way": way}
            if (way, unit) in used:
                continue
            yield ("door_reached" if best.is_needless(way, unit) else "way_too_long"), named


def _impossible(best: Best, way: str) -> Told | None:
    people = best.people
    if way == WALK_IN:
        return None
    if way == MEET and best.must:
        return "meet_lacks", {"items": sorted(best.must)}
    if way == FETCH and (lacking := best.must - people.fetchable):
        return "fetch_no_store", {"items": sorted(lacking)}
    gear = {STRETCHER, STRAP} - best.case.patient.there
    if way == FETCH and not best.must and not gear & people.fetchable:
        return "fetch_nothing", {}
    if people.soonest(2, best.must if way == FETCH else frozenset()) >= NEVER:
        return "too_few", {"way": way, "have": len(people.able)}
    return None


def _hospitals(best: Best, first: Choice | None) -> Iterator[Told]:
    nodes = best.ground.places.hospitals
    drive = None if first is None else best.layers.drive_from(first.node, best.need_cm(first.unit))
    order = [] if drive is None else sorted(best.receiving, key=lambda i: (drive[nodes[i]], nodes[i]))
    for i, one in enumerate(best.case.hospitals):
        named = {"hospital": one.id}
        if first is not None and i in (first.hospital, first.moved_on_to):
            continue
        if not one.is_open:
            yield "hospital_shut", named
        elif not one.beds:
            yield "hospital_full", named
        elif EMERGENCY not in one.can:
            yield "hospital_no_emergency", named
        elif first is None or drive is None:
            continue
        elif drive[nodes[i]] >= NEVER:
            yield "hospital_cut_off", named
        elif i in order[NEAREST:]:
            yield "hospital_far", {**named, "nearer": NEAREST}
        else:
            more = int(drive[nodes[i]] - drive[nodes[first.hospital]])
            code = "hospital_farther" if more >= 0 else "hospital_lacks_care"
            yield code, {**named, "seconds": abs(more) / 1000}


def _people(best: Best) -> Iterator[Told]:
    reasons = (best.people.refusal(i) for i in range(len(best.case.people)))
    return (reason for reason in reasons if reason is not None)


def _stores(best: Best) -> Iterator[Told]:
    people, places = best.people, [best.people.place(i) for i in best.people.able]
    for store, there in zip(best.case.stores, people.from_store, strict=True):
        if not store.is_open:
            yield "store_shut", {"store": store.id}
        elif places and (there is None or there[places].min() > people.limit_ms):
            yield "store_out_of_reach", {"store": store.id}
