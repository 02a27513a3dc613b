"""Legs of a plan: where each person and vehicle goes, from the links that the searches left behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rescue.bands import scaled, total
from yixian.planning.rescue.roads import NOTHING
from yixian.planning.rescue.search import trace

if TYPE_CHECKING:
    from yixian.planning.rescue.arcs import Arcs
    from yixian.planning.rescue.field import Field
    from yixian.planning.rescue.ground import Ground
    from yixian.planning.rescue.neighbours import Neighbours
    from yixian.planning.rescue.problem import Band
    from yixian.planning.rescue.search import Reach


@dataclass(frozen=True)
class Tour:
    """A way over arcs of one layer."""

    nodes: tuple[int, ...]
    metres: float
    lasts: Band
    is_drive: bool = False
    passes: tuple[int, ...] = ()  # closures, as indices of the roads' barrings, in order


def drive_from(ground: Ground, reach: Reach, node: int, percent: Band) -> Tour:
    """Return the drive from a search's seed to a node; the search went in the direction of driving."""
    arcs = trace(reach, ground.drive.arcs.tail, node)[::-1]
    return _driven(ground, arcs, node, percent)


def drive_home(field: Field, node: int) -> Tour:
    """Return the drive from a node to the hospital that is best for it."""
    ground = field.neighbours.ground
    return _driven(ground, trace(field.home, ground.drive.arcs.head, node), node, field.neighbours.case.pace.drive)


def walk_in(neighbours: Neighbours, start: int, end: int) -> Tour:
    """Return the walk from a node to the patient or a store."""
    arcs = neighbours.ground.foot.arcs
    return _walked(arcs, trace(neighbours.walk_to(end), arcs.head, start), start, neighbours.case.pace.walk)


def walk_out(neighbours: Neighbours, end: int) -> Tour:
    """Return the walk from the patient to a node."""
    arcs = neighbours.ground.foot.arcs
    numbers = trace(neighbours.from_patient, arcs.tail, end)[::-1]
    return _walked(arcs, numbers, neighbours.ground.places.patient, neighbours.case.pace.walk)


def _driven(ground: Ground, numbers: list[int], start: int, percent: Band) -> Tour:
    arcs = ground.drive.arcs
    run = int(ground.drive.bare_ms[numbers].sum()) if numbers else 0
    barrings = [int(b) for b in ground.barred[numbers] if b != NOTHING] if numbers else []
    delays = [ground.roads.barrings[b].delay for b in barrings]
    return Tour(
        nodes=_nodes(arcs, numbers, start),
        metres=float(arcs.metres[numbers].sum()) if numbers else 0.0,
        lasts=total([scaled(run, percent), *delays]),
        is_drive=True,
        passes=tuple(dict.fromkeys(barrings)),
    )


def _walked(arcs: Arcs, numbers: list[int], start: int, percent: Band) -> Tour:
    chosen = np.array(numbers, dtype=np.int64)
    return Tour(
        nodes=_nodes(arcs, numbers, start),
        metres=float(arcs.metres[chosen].sum()),
        lasts=scaled(int(arcs.ms[chosen].sum()), percent),
    )


def _nodes(arcs: Arcs, numbers: list[int], start: int) -> tuple[int, ...]:
    if not numbers:
        return (start,)
    return (int(arcs.tail[numbers[0]]), *(int(arcs.head[number]) for number in numbers))
