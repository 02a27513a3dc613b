"""Turn restrictions between ways as forbidden turns between edges."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.roads.drawn import Doubt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from yixian.planning.roads.drawn import Drawing, Turn

Near = dict[int, list[int]]


def banned_turns(drawing: Drawing, arrays: Mapping[str, Any], ids: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return ``[turn, (from edge, via node, to edge)]``; restrictions nobody can place become doubts."""
    near = _edges_at(drawing, arrays, ids)
    found: set[tuple[int, int, int]] = set()
    for turn in drawing.turns:
        node = int(np.searchsorted(ids, turn.via))
        stubs = near.get(node, []) if node < len(ids) and ids[node] == turn.via else []
        found |= _placed(drawing, arrays, (turn, node), stubs)
    return np.array(sorted(found), dtype=np.int32).reshape(-1, 3)


def _edges_at(drawing: Drawing, arrays: Mapping[str, Any], ids: NDArray[np.int64]) -> Near:
    vias = np.unique(np.array([turn.via for turn in drawing.turns], dtype=np.int64))
    wanted = np.isin(ids, vias)
    near: Near = defaultdict(list)
    for side in ("u", "v"):
        for edge in np.flatnonzero(wanted[arrays[side]]).tolist():
            near[int(arrays[side][edge])].append(edge)
    return near


def _placed(
    drawing: Drawing, arrays: Mapping[str, Any], where: tuple[Turn, int], stubs: list[int]
) -> set[tuple[int, int, int]]:
    turn, node = where
    incoming = [edge for edge in stubs if arrays["way"][edge] == turn.from_way]
    outgoing = [edge for edge in stubs if arrays["way"][edge] == turn.to_way]
    # A way that runs on beyond the node could be meant on either side of it: only a U-turn is certain then.
    is_clear = len(set(incoming)) == 1 and len(set(outgoing)) == 1
    if not is_clear and not (turn.from_way == turn.to_way and incoming and not turn.is_only):
        drawing.doubts.append(Doubt(f"way {turn.from_way}", "turn_unplaced", {"to": turn.to_way}))
        return set()
    if not turn.is_only:
        pairs = [(edge, edge) for edge in incoming] if turn.from_way == turn.to_way else [(incoming[0], outgoing[0])]
        return {(one, node, other) for one, other in pairs}
    return {(incoming[0], node, other) for other in stubs if other != outgoing[0]}
