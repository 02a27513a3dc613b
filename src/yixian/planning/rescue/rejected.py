"""What speaks against every ambulance, way, hospital, person and store that the plan does not use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.rescue.field import Field, lacking_ms, receiving
from yixian.planning.rescue.offers import GEAR, Offer
from yixian.planning.rescue.problem import EMERGENCY, FETCH, MEET, WALK_IN, WAYS
from yixian.planning.rescue.race import RANKED, Board, Heat
from yixian.planning.rescue.search import FAR, search, seeds_at
from yixian.planning.rescue.units import unfit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yixian.planning.rescue.arcs import IntArray
    from yixian.planning.rescue.muster import Muster
    from yixian.planning.rescue.neighbours import Neighbours
    from yixian.planning.rescue.plan import Alternative

NEAREST = 3
"""Hospitals to which the drive is reckoned."""
OWN = -1


def against_all(
    muster: Muster, fields: list[Field], board: Board, alternatives: Sequence[Alternative]
) -> tuple[Reason, ...]:
    """Return a reason against everything that no alternative uses, the ambulances first."""
    neighbours = muster.neighbours
    reasons = [*_against_units(neighbours, fields, board, alternatives), *_against_ways(muster, board, alternatives)]
    reasons += _against_hospitals(neighbours, fields, alternatives)
    reasons += [reason for reason in neighbours.against if reason is not None]
    return (*reasons, *_against_stores(neighbours))


def _against_units(
    neighbours: Neighbours, fields: list[Field], board: Board, alternatives: Sequence[Alternative]
) -> Iterator[Reason]:
    ranked = {one.unit for one in alternatives}
    heats = {unit: heat for heat in board.heats for unit in heat.field.units}
    for i, unit in enumerate(neighbours.case.units):
        reason = unfit(neighbours.case, unit)
        if reason is not None:
            yield reason
        elif i in heats and i not in ranked:
            yield _why_not_ranked(heats[i], i)


def _why_not_ranked(heat: Heat, unit: int) -> Reason:
    """Return why a fit ambulance is in no alternative."""
    field = heat.field
    named = {"unit": field.neighbours.case.units[unit].id}
    if _can(field, unit, _places(field, heat.line(unit))):
        return Reason("unit_slower", {**named, "better": RANKED})
    if _can(field, unit, field.meetings.nodes):
        return Reason("unit_no_party", named)
    return (
        Reason("unit_too_wide", {**named, "need_cm": field.need_cm})
        if _is_too_wide(field, unit)
        else Reason("unit_cut_off", named)
    )


def _is_too_wide(field: Field, unit: int) -> bool:
    """Whether the ambulance would get to a meeting and on to a hospital if it needed no room."""
    wide = Field(field.neighbours, 0, (unit,))
    places = field.neighbours.ground.places
    inside = wide.core.is_inside
    if inside[places.units[unit]] and inside[places.hospitals[receiving(field.neighbours.case)]].any():
        # Whatever near place lies in the core too will do; only without one a search must say.
        near = field.neighbours.to_patient.settled & field.neighbours.from_patient.settled
        if (near & inside).any():
            return True
    return bool(len(wide.meetings.nodes))


def _places(field: Field, offers: Sequence[Offer]) -> IntArray:
    """Return where any of some offers can be taken."""
    if not offers:
        return np.zeros(0, dtype=np.int32)
    can = np.logical_or.reduce([(offer.rest < FAR) & (offer.lead < FAR) for offer in offers])
    return field.meetings.nodes[can]


def _can(field: Field, unit: int, nodes: IntArray) -> bool:
    """Whether an ambulance gets to any of some nodes."""
    if field.is_inside or field.units == (unit,):
        return bool(len(nodes))
    start = int(field.neighbours.ground.places.units[unit])
    return bool(search(field.out, seeds_at([start]), wanted=nodes, n_wanted=1).settled[nodes].any())


def _against_ways(muster: Muster, board: Board, alternatives: Sequence[Alternative]) -> Iterator[Reason]:
    """Yield why a ranked ambulance is not ranked by each way too; a reason for all of them is said once."""
    entries = sorted(board.best, key=lambda entry: entry.unit)
    for way in WAYS if alternatives else ():
        common = _impossible(muster, way)
        if common is not None:
            yield common
            continue
        for entry in entries:
            named = {"unit": muster.neighbours.case.units[entry.unit].id, "way": way}
            if way not in entry.runs:
                yield Reason("door_reached" if way in entry.needless else "way_too_long", named)


def _impossible(muster: Muster, way: str) -> Reason | None:
    """Return why nobody can go a way, whichever the ambulance."""
    patient = muster.neighbours.case.patient
    must = patient.needs - patient.there
    if way == WALK_IN:
        return None
    if way == MEET and must:
        return Reason("meet_lacks", {"items": sorted(must)})
    if way == FETCH and not must <= muster.in_reach:
        return Reason("fetch_no_store", {"items": sorted(must - muster.in_reach)})
    if way == FETCH and not must and not (set(GEAR) - patient.there) & muster.in_reach:
        return Reason("fetch_nothing")
    items = must if way == FETCH else frozenset()
    if muster.party(2, items) is None:
        return Reason("too_few", {"way": way, "have": len(muster.neighbours.bearers)})
    return None


def _against_hospitals(
    neighbours: Neighbours, fields: list[Field], alternatives: Sequence[Alternative]
) -> Iterator[Reason]:
    case, first = neighbours.case, alternatives[0] if alternatives else None
    drives = _drives(neighbours, fields, first) if first is not None else {}
    for i, hospital in enumerate(case.hospitals):
        named = {"hospital": hospital.id}
        if first is not None and i in (first.hospital, first.moved_on_to):
            continue
        if not hospital.is_open:
            yield Reason("hospital_shut", named)
        elif hospital.beds < 1:
            yield Reason("hospital_full", named)
        elif EMERGENCY not in hospital.can:
            yield Reason("hospital_no_emergency", named)
        elif first is not None:
            yield _farther(named, drives[i], drives[OWN])


def _farther(named: dict[str, str], drive: int | None, own: int | None) -> Reason:
    """Return why a hospital that could receive is not chosen."""
    if drive is None or own is None:
        return Reason("hospital_far", {**named, "nearer": NEAREST})
    if drive >= FAR:
        return Reason("hospital_cut_off", named)
    code = "hospital_farther" if drive >= own else "hospital_lacks_care"
    return Reason(code, {**named, "seconds": abs(drive - own) / 1000})


def _drives(neighbours: Neighbours, fields: list[Field], best: Alternative) -> dict[int, int | None]:
    """Return the drive from the best meeting to each hospital that can receive.

    FAR means no way, None that others are nearer; the drive to the chosen hospital stands under OWN.
    """
    case, places = neighbours.case, neighbours.ground.places.hospitals
    field = next(field for field in fields if best.unit in field.units)
    able = np.array(receiving(case))
    wanted, is_inside = places[able], field.core.is_inside[best.node]
    if is_inside:
        wanted = wanted[field.core.is_reached[wanted]]
    # Outside the core only a search to its end tells who cannot be reached.
    n_wanted = min(NEAREST, len(wanted)) if is_inside else None
    reach = search(field.out, seeds_at([best.node]), wanted=wanted, n_wanted=n_wanted)
    near = sorted((int(reach.ms[node]), int(node)) for node in wanted if reach.settled[node])[:NEAREST]
    known = {node: ms for ms, node in near}
    found: dict[int, int | None] = {}
    for i in able.tolist():
        node = int(places[i])
        is_way = node in wanted if is_inside else bool(reach.settled[node])
        found[i] = known.get(node) if is_way else FAR
    own = int(field.home.ms[best.node]) - lacking_ms(case, case.hospitals[best.hospital])
    return {**found, OWN: own}


def _against_stores(neighbours: Neighbours) -> Iterator[Reason]:
    for i, store in enumerate(neighbours.case.stores):
        if not store.is_open:
            yield Reason("store_shut", {"store": store.id})
        elif not neighbours.by_way_of(i) and neighbours.bearers:
            yield Reason("store_out_of_reach", {"store": store.id})
