"""What is in force on the roads now: closures, and widths and speeds reported from the field."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from yixian.planning.roads.classes import ASSUMED_CM, BARRIER

if TYPE_CHECKING:
    from datetime import datetime

    from yixian.planning.roads.network import IntArray, Network

Direction = Literal["both", "forward", "backward"]
Kind = Literal["manned_gate", "bar_without_guard", "hard_block"]

DELAY_S: Final = {"manned_gate": 45.0, "bar_without_guard": 180.0}
"""To let an emergency vehicle through where nothing else is reported: a guard who opens (30-60 s), a key that must be
fetched (2-5 min)."""


@dataclass(frozen=True)
class Period:
    """From when until when something holds, half open; None = since ever, or until it is lifted."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it holds at an instant."""
        is_begun = self.starts_at is None or self.starts_at <= at
        return is_begun and (self.ends_at is None or at < self.ends_at)


@dataclass(frozen=True)
class Closure:
    """A road that is shut, or opened only for some.

    ``manned_gate``: residents stop, an emergency vehicle passes after ``delay_s``. ``bar_without_guard``: likewise,
    once the key is there; with ``delay_s`` None nobody has it and nobody drives. ``hard_block``: nobody drives.
    Forward is from ``u`` to ``v`` of the edge.
    """

    id: str
    edges: tuple[int, ...]
    kind: Kind = "hard_block"
    direction: Direction = "both"
    delay_s: float | None = None
    is_walkable: bool = True
    period: Period = field(default_factory=Period)
    ordered_by: str = ""
    legal_basis: str = ""

    def lets_pass(self, by: str) -> bool:
        """Whether somebody comes through, perhaps after a delay."""
        if by == "foot":
            return self.is_walkable
        return by == "ambulance" and self.kind != "hard_block" and self.delay_s is not None


@dataclass(frozen=True)
class Width:
    """A clear width that somebody measured, or found by getting stuck; it overrules table, map and class."""

    edges: tuple[int, ...]
    width_cm: int
    period: Period = field(default_factory=Period)
    reported_by: str = ""


@dataclass(frozen=True)
class Pace:
    """How fast vehicles really are on some roads: either a speed, or a factor on their seconds."""

    edges: tuple[int, ...]
    kmh: float | None = None
    factor: float = 1.0
    period: Period = field(default_factory=Period)
    reported_by: str = ""


@dataclass(frozen=True)
class Overlay:
    """Everything in force; later entries overrule earlier ones where they speak of the same road."""

    closures: tuple[Closure, ...] = ()
    widths: tuple[Width, ...] = ()
    paces: tuple[Pace, ...] = ()

    def at(self, instant: datetime) -> Overlay:
        """Return what holds at an instant."""
        return replace(
            self,
            closures=tuple(one for one in self.closures if one.period.holds(instant)),
            widths=tuple(one for one in self.widths if one.period.holds(instant)),
            paces=tuple(one for one in self.paces if one.period.holds(instant)),
        )

    def only(self, closure: str) -> Overlay:
        """Return the overlay with one closure alone."""
        return replace(self, closures=tuple(one for one in self.closures if one.id == closure))


NOTHING: Final = Overlay()


def clear_cm(network: Network, overlay: Overlay = NOTHING) -> IntArray:
    """Return the clear width of each edge: surveyed, else of the table, else of the map, else assumed of its class.

    The file knows only one of table and map for each edge, so that the second and third are one.
    """
    assumed = np.array(ASSUMED_CM, dtype=np.int32)[network.road_class]
    known = np.where(network.width_cm > 0, network.width_cm, assumed).astype(np.int32)
    known[network.road_class == BARRIER] = np.iinfo(np.int32).max
    for one in overlay.widths:
        known[list(one.edges)] = one.width_cm
    return known
