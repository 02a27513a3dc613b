"""The answer: ranked alternatives, each a list of legs and orders, and a reason against everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from yixian.planning.plan import Reason
    from yixian.planning.rescue.problem import Band

AMBULANCE, FOOT, CARRY = "ambulance", "foot", "carry"
TURNOUT, PICK, SCENE, LOAD, BOARD, HANDOVER, STABILISE = (
    "turnout", "pick", "scene", "load", "board", "handover", "stabilise",
)  # fmt: skip
"""What a leg is done by; those of the second line happen in one place."""

GO, BRING, OPEN, GUIDE = "go", "fetch", "open", "guide"

MEETING: Final = "meeting"
PATIENT: Final = "patient"
"""Names of places in legs; others are ``unit:ID``, ``person:ID``, ``store:ID``, ``hospital:ID``."""


@dataclass(frozen=True)
class Leg:
    """One stretch of a plan.

    Its way is a list of nodes of the alarm's ground, empty where nobody moves.
    """

    start: str
    end: str
    by: str
    starts: Band  # after the alarm
    lasts: Band
    metres: float
    who: tuple[str, ...]
    way: tuple[int, ...] = ()

    @property
    def ends(self) -> Band:
        """When it is done, after the alarm."""
        low, middle, high = (sum(pair) for pair in zip(self.starts, self.lasts, strict=True))
        return low, middle, high


@dataclass(frozen=True)
class Order:
    """What one person is told."""

    who: str
    order: str
    there: Band | None  # when done or in place; None: stays where he is
    items: tuple[str, ...] = ()
    place: str = PATIENT  # a store to fetch from, a closure to open


@dataclass(frozen=True)
class Alternative:
    """One way to bring the patient to hospital."""

    way: str
    unit: int
    hospital: int
    moved_on_to: int | None  # the hospital of the transfer
    node: int  # where patient and ambulance meet
    bearers: tuple[str, ...]
    has_stretcher: bool
    has_straps: bool
    legs: tuple[Leg, ...]
    orders: tuple[Order, ...]
    met: Band  # patient and ambulance are together
    arrives: Band  # at the first hospital
    cared: Band | None  # at the hospital that can give the care; None: no such hospital can be reached
    passes: tuple[str, ...]  # closures on the way, in order
    merit_ms: int  # what it is ranked by

    @property
    def name(self) -> tuple[str, int]:
        """What tells it from the others."""
        return self.way, self.unit


@dataclass(frozen=True)
class Relocation:
    """An ambulance that should move so that more people are covered again."""

    unit: int
    standby: int
    drive: Band
    drive_way: tuple[int, ...]  # nodes
    people: int  # covered after the move beyond those covered without it


@dataclass(frozen=True)
class Cover:
    """Who is reached in time by the ambulances that are left."""

    before: int  # people
    after: int
    lost: tuple[int, ...]  # villages
    relocation: Relocation | None


@dataclass(frozen=True)
class RescuePlan:
    """The answer to one alarm."""

    is_straight: bool
    alternatives: tuple[Alternative, ...]
    rejected: tuple[Reason, ...]
    why: tuple[Reason, ...]  # closures and widths that cost time, and what the plan does not know
    cover: Cover | None
