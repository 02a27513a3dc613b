"""What stands on a node of the map: gates, bollards and bars, and who passes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from yixian.planning.roads import flags
from yixian.planning.roads.drawn import BOLLARD, GATE_S, LOCKED_S, Gate
from yixian.planning.roads.sources.osm_tags import CAR_KEYS, SHUT
from yixian.planning.roads.sources.widths import width_cm

if TYPE_CHECKING:
    from collections.abc import Mapping

EVERYBODY_PASSES: Final = frozenset(
    ("cattle_grid", "border_control", "toll_booth", "sally_port", "no", "entrance", "kerb", "bump_gate")
)
OPENS: Final = {"gate": flags.GATE, "lift_gate": flags.LIFT_GATE, "swing_gate": flags.GATE, "sliding_gate": flags.GATE,
                "hampshire_gate": flags.GATE}  # fmt: skip
CARS_OPEN: Final = frozenset(("gate", "lift_gate"))
AMBULANCE_HEIGHT_CM: Final = 280


def gate_of(tags: Mapping[str, str]) -> Gate | None:
    """Return what stands on a node, None if everybody passes it."""
    barrier = tags["barrier"]
    access = next((tags[key] for key in CAR_KEYS if key in tags), "")
    foot = 0 if tags.get("foot") == "no" or (tags.get("access") == "no" and "foot" not in tags) else flags.FOOT
    if barrier == "height_restrictor":
        height = width_cm(tags.get("maxheight", ""))
        return Gate(flags.BLOCK, foot | flags.CAR, 0.0) if height and height < AMBULANCE_HEIGHT_CM else None
    if barrier in OPENS:
        is_open = access not in SHUT if access else barrier in CARS_OPEN
        is_locked = tags.get("locked") == "yes" or access == "no"
        delay = LOCKED_S if is_locked else GATE_S
        return Gate(
            flags.TAGGED_GATE if access else OPENS[barrier], foot | flags.RESCUE | (flags.CAR if is_open else 0), delay
        )
    if barrier in EVERYBODY_PASSES or (barrier != "bollard" and access and access not in SHUT):
        return None
    if barrier == "bollard":
        is_sunk = tags.get("bollard") == "rising" or (access and access not in SHUT)
        return Gate(flags.BOLLARD, foot | flags.CAR | flags.RESCUE, GATE_S) if is_sunk else BOLLARD._replace(flags=foot)
    return Gate(flags.BLOCK, foot, 0.0)
