"""Orders beside the carrying: who opens a gate, who stands at the entrance and shows the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.planning.rescue.bands import scaled, total
from yixian.planning.rescue.plan import GUIDE, MEETING, OPEN, Order
from yixian.planning.rescue.problem import BAR

if TYPE_CHECKING:
    from yixian.planning.rescue.helpers import Helpers
    from yixian.planning.rescue.problem import Band


def guide_order(helpers: Helpers, node: int, gone: list[int], come: Band) -> tuple[int, Order] | None:
    """Return who can be at the meeting before the ambulance, the first one there; None: nobody can."""
    pace, places = helpers.case.pace, helpers.ground.places
    walk = helpers.walk_to(node).ms
    free = [one.person for one in helpers.direct if helpers.is_free(one.person, gone)]
    there = [(int(walk[places.people[i]]), i) for i in free]
    in_time = [(ms, i) for ms, i in there if pace.alert[1] + ms <= come[1] and ms <= helpers.limit_ms]
    if not in_time:
        return None
    ms, person = min(in_time)
    arrives = total([pace.alert, scaled(ms, pace.walk)])
    return person, Order(helpers.case.people[person].id, GUIDE, arrives, place=MEETING)


def gate_orders(helpers: Helpers, passes: list[int], gone: list[int]) -> list[Order]:
    """Return who opens each closure: at a manned gate the first guard who stays, at a bar whoever has the key."""
    orders = []
    for i in passes:
        barring = helpers.ground.roads.barrings[i]
        who = barring.closure.key if barring.kind == BAR else _guard(helpers, barring.closure.post, gone)
        if who is not None:
            orders.append(Order(who, OPEN, None, place=barring.closure.id))
    return orders


def _guard(helpers: Helpers, post: str | None, gone: list[int]) -> str | None:
    stay = (
        one.id for i, one in enumerate(helpers.case.people) if one.post == post and one.is_checked_in and i not in gone
    )
    return next(stay, None)
