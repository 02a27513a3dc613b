"""Orders beside the carrying: who opens a gate, who stands at the entrance and shows the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.planning.rescue.bands import scaled, total
from yixian.planning.rescue.plan import GUIDE, MEETING, OPEN, Order
from yixian.planning.rescue.problem import BAR

if TYPE_CHECKING:
    from yixian.planning.rescue.neighbours import Neighbours
    from yixian.planning.rescue.problem import Band


def guide_order(neighbours: Neighbours, node: int, gone: list[int], come: Band) -> tuple[int, Order] | None:
    """Return who can be at the meeting before the ambulance, the first one there; None: nobody can."""
    pace, places = neighbours.case.pace, neighbours.ground.places
    walk = neighbours.walk_to(node).ms
    free = [one.person for one in neighbours.direct if neighbours.is_free(one.person, gone)]
    there = [(int(walk[places.people[i]]), i) for i in free]
    in_time = [(ms, i) for ms, i in there if pace.alert[1] + ms <= come[1] and ms <= neighbours.limit_ms]
    if not in_time:
        return None
    ms, person = min(in_time)
    arrives = total([pace.alert, scaled(ms, pace.walk)])
    return person, Order(neighbours.case.people[person].id, GUIDE, arrives, place=MEETING)


def gate_orders(neighbours: Neighbours, passes: list[int], gone: list[int]) -> list[Order]:
    """Return who opens each closure: at a manned gate the first guard who stays, at a bar whoever has the key."""
    orders = []
    for i in passes:
        barring = neighbours.ground.roads.barrings[i]
        who = barring.closure.key if barring.kind == BAR else _guard(neighbours, barring.closure.post, gone)
        if who is not None:
            orders.append(Order(who, OPEN, None, place=barring.closure.id))
    return orders


def _guard(neighbours: Neighbours, post: str | None, gone: list[int]) -> str | None:
    stay = (
        one.id
        for i, one in enumerate(neighbours.case.people)
        if one.post == post and one.is_checked_in and i not in gone
    )
    return next(stay, None)
