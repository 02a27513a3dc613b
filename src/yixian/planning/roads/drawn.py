"""Roads as a source draws them, before they are cut at their junctions: what every source hands to ``build``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yixian.planning.roads import flags

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yixian.planning.roads.network import FloatArray


class WayKind(NamedTuple):
    """What a way is, the same for each of its edges; units as in ``Network``."""

    road_class: int
    flags: int
    width_cm: int = -1
    width_from: int = 0
    lanes: int = 0
    limit_forward_kmh: float = 0.0
    limit_backward_kmh: float = 0.0
    surface_kmh: int = 0


class Gate(NamedTuple):
    """What stands on a node: the kind, who passes, and how long an emergency vehicle waits there."""

    barrier: int
    flags: int
    delay_s: float


class Sign(NamedTuple):
    """A signal or sign on a node; it speaks to those who come forward, backward or from both sides."""

    code: int
    is_forward: bool = True
    is_backward: bool = True


class Turn(NamedTuple):
    """A restriction: from a way over a node to a way, forbidden or the only one allowed."""

    from_way: int
    via: int
    to_way: int
    is_only: bool


class Doubt(NamedTuple):
    """Something in the source that a person should look at: its place there, and the code of a sentence."""

    place: str
    code: str
    params: dict[str, object]


@dataclass
class Drawing:
    """Ways with the numbers of their points; points with equal numbers are one junction."""

    ref: NDArray[np.int64]  # [point] number of the node
    lon: FloatArray  # [point] degrees, WGS-84
    lat: FloatArray  # [point]
    first: NDArray[np.int64]  # [way + 1]
    way: NDArray[np.int64]  # [way] id
    kinds: list[WayKind]  # [way]
    names: list[str]  # [way] empty = none
    gates: dict[int, Gate] = field(default_factory=dict)
    signs: dict[int, Sign] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    stretch: FloatArray | None = None  # [way] how much longer it is than drawn; None = not


GATE_S = 20.0
"""To open an unlocked gate from the vehicle; our assumption, to be replaced by recorded trips."""

LOCKED_S = 120.0
"""To find who has the key; the lower end of what the field reports of bars without a guard."""

BOLLARD = Gate(flags.BOLLARD, flags.FOOT, 0.0)
