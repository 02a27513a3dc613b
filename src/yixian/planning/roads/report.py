"""What an import gave: figures of the network, and rows that a person should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.roads import flags
from yixian.planning.roads.components import parts
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.roads.drawn import Doubt
    from yixian.planning.roads.network import Network
    from yixian.words import Lang

PACKAGE = "yixian.planning.roads"


def figures(network: Network) -> dict[str, Any]:
    """Return the figures of a network; components are parts that hang together when directions do not count."""
    part = parts(network.n_nodes, network.u, network.v, is_directed=False)
    sizes = np.bincount(part, minlength=1)
    km = network.metres / 1000
    return {
        "nodes": network.n_nodes,
        "edges": network.n_edges,
        "drivable_km": round(float(km[(network.flags & flags.CAR) > 0].sum()), 3),
        "ambulance_km": round(float(km[(network.flags & flags.RESCUE) > 0].sum()), 3),
        "walkable_km": round(float(km[(network.flags & flags.FOOT) > 0].sum()), 3),
        "components": int((sizes > 0).sum()),
        "largest_share": round(float(sizes.max()) / max(network.n_nodes, 1), 6),
        "with_width": int((network.width_cm > 0).sum()),
        "barriers": int((network.barrier > 0).sum()),
        "banned_turns": len(network.banned),
    }


def doubtful(doubts: Sequence[Doubt], lang: Lang) -> list[dict[str, Any]]:
    """Return the rows to look at, each with a reason that a machine can read and one for people."""
    return [
        {
            "row": doubt.place,
            "reason": doubt.code,
            **doubt.params,
            "message": say(PACKAGE, doubt.code, doubt.params, lang),
        }
        for doubt in doubts
    ]
