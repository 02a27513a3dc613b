"""What a change of one cell would cost: the planner's own price of each step."""

from __future__ import annotations

from typing import Any

from yixian.web.duty.known import Known, planner

MOST_CHAINS = 3


def steps(roster: Known, slot: tuple[int, int, int], instead_of: int | None) -> dict[int, int]:
    """Return by how much each possible person changes the penalty, by id.

    In a slot that lacks somebody they fill the hole; in one that lacks nobody they come instead of a person.
    """
    candidates, base = roster.stand_ins.fill(slot).candidates, 0
    if not candidates and instead_of is not None:
        left = planner("fill").without(roster.roster, instead_of, slot[1])
        base = roster.cost - planner("figures").count(roster.problem, left).cost
        candidates = planner("fill").StandIns(roster.problem, left).fill(slot).candidates
    return {int(row.person): row.cost_change - base for row in candidates}


def chains(roster: Known, slot: tuple[int, int, int]) -> list[dict[str, Any]]:
    """Return the cheapest ways to fill a hole with two changed people."""
    return [
        {
            "person": int(chain.person),
            "stand_in": int(chain.stand_in),
            "post": chain.gives_up[0],
            "day": chain.gives_up[1],
            "shift": chain.gives_up[2],
            "step": chain.cost_change,
        }
        for chain in roster.stand_ins.chains(slot, MOST_CHAINS)
    ]
