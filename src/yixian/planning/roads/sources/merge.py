"""Put the roads of several files together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.drawn import Drawing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.roads.drawn import Gate, Sign, Turn


def together(parts: Sequence[Drawing]) -> Drawing:
    """Return several drawings as one; a way of the map that several of them hold is taken once.

    Roads of different files meet where the map gives them the same node, otherwise nowhere.
    """
    if len(parts) == 1:
        return parts[0]
    kept = [_without(part, known) for part, known in zip(parts, _known_before(parts), strict=True)]
    shifted = [part if _is_map(part) else _shifted(part, k) for k, part in enumerate(kept)]
    sizes = [len(part.ref) for part in shifted]
    whole = Drawing(
        ref=np.concatenate([part.ref for part in shifted]),
        lon=np.concatenate([part.lon for part in shifted]),
        lat=np.concatenate([part.lat for part in shifted]),
        first=np.concatenate([[0], *(part.first[1:] + sum(sizes[:k]) for k, part in enumerate(shifted))]),
        way=np.concatenate([part.way for part in shifted]),
        kinds=[kind for part in shifted for kind in part.kinds],
        names=[name for part in shifted for name in part.names],
        stretch=np.concatenate([np.ones(len(part.way)) if part.stretch is None else part.stretch for part in shifted]),
    )
    gates: dict[int, Gate] = {}
    signs: dict[int, Sign] = {}
    turns: dict[Turn, None] = {}
    for part in shifted:
        gates |= part.gates
        signs |= part.signs
        turns |= dict.fromkeys(part.turns)
        whole.doubts += part.doubts
    whole.gates, whole.signs, whole.turns = gates, signs, list(turns)
    return whole


def _is_map(part: Drawing) -> bool:
    """Whether the numbers of points are those of the map, the same in every file."""
    return part.stretch is None


def _shifted(part: Drawing, k: int) -> Drawing:
    """Give the points of a table numbers that no map and no other table uses."""
    part.ref = -(part.ref + 1 + k * (1 << 40))
    return part


def _known_before(parts: Sequence[Drawing]) -> list[set[int]]:
    known: set[int] = set()
    before = []
    for part in parts:
        before.append(set(known) if _is_map(part) else set())
        if _is_map(part):
            known |= set(part.way.tolist())
    return before


def _without(part: Drawing, known: set[int]) -> Drawing:
    rows = [k for k, way in enumerate(part.way.tolist()) if way not in known]
    if len(rows) == len(part.way):
        return part
    lengths = np.diff(part.first)
    is_kept = np.zeros(len(part.way), dtype=bool)
    is_kept[rows] = True
    points = np.repeat(is_kept, lengths)
    return Drawing(
        ref=part.ref[points],
        lon=part.lon[points],
        lat=part.lat[points],
        first=np.concatenate(([0], np.cumsum(lengths[rows]))),
        way=part.way[rows],
        kinds=[part.kinds[k] for k in rows],
        names=[part.names[k] for k in rows],
        gates=part.gates,
        signs=part.signs,
        turns=part.turns,
        doubts=part.doubts,
    )
