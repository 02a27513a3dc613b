"""Legs of a plan: where each person and vehicle goes, from the links that the searches left behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.planning.rescue.arcs import Stack
from yixian.planning.rescue.bands import scaled, total
from yixian.planning.rescue.roads import NOTHING
from yixian.planning.rescue.search import trace

if TYPE_CHECKING:
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
    return _driven(ground, trace(reach, ground.drive_stack("tail"), node)[::-1], node, percent)


def drive_home(field: Field, node: int) -> Tour:
    """Return the drive from a node to the hospital that is best for it."""
    ground = field.neighbours.ground
    return _driven(ground, trace(field.home, ground.drive_stack("head"), node), node, field.neighbours.case.pace.drive)


def walk_in(neighbours: Neighbours, start: int, end: int) -> Tour:
    """Return the walk from a node to the patient or a store."""
    ground = neighbours.ground
    numbers = trace(neighbours.walk_to(end), ground.foot_stack("head"), start)
    return _walked(ground, numbers, start, neighbours.case.pace.walk)


def walk_out(neighbours: Neighbours, end: int) -> Tour:
    """Return the walk from the patient to a node."""
    ground = neighbours.ground
    numbers = trace(neighbours.from_patient, ground.foot_stack("tail"), end)[::-1]
    return _walked(ground, numbers, ground.places.patient, neighbours.case.pace.walk)


def _driven(ground: Ground, numbers: list[int], start: int, percent: Band) -> Tour:
    bare = Stack(ground.roads.drive.bare_ms, ground.new_drive.bare_ms)
    barrings = [int(b) for b in ground.barred[numbers] if b != NOTHING] if numbers else []
    heads = ground.drive_stack("head").pick(numbers).tolist()
    delays = [ground.roads.barrings[b].delay for b in barrings]
    return Tour(
        nodes=(ground.drive_stack("tail").at(numbers[0]) if numbers else start, *heads),
        metres=float(ground.drive_stack("metres").pick(numbers).sum()),
        lasts=total([scaled(int(bare.pick(numbers).sum()), percent), *delays]),
        is_drive=True,
        passes=tuple(dict.fromkeys(barrings)),
    )


def _walked(ground: Ground, numbers: list[int], start: int, percent: Band) -> Tour:
    return Tour(
        nodes=(start, *ground.foot_stack("head").pick(numbers).tolist()),
        metres=float(ground.foot_stack("metres").pick(numbers).sum()),
        lasts=scaled(int(ground.foot_stack("ms").pick(numbers).sum()), percent),
    )
