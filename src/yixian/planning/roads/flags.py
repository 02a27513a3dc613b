"""Bits of an edge: who may use it in which direction, and what it is."""

from __future__ import annotations

from typing import Final

CAR_FORWARD: Final = 1
CAR_BACKWARD: Final = 2
RESCUE_FORWARD: Final = 4
"""An emergency vehicle may use it, also where others may not."""
RESCUE_BACKWARD: Final = 8
FOOT_FORWARD: Final = 16
FOOT_BACKWARD: Final = 32
STAIRS: Final = 64
ROUNDABOUT: Final = 128
NO_THROUGH: Final = 256
"""Private, for customers or for residents: a car may begin or end there, not pass through."""
BRIDGE: Final = 512
TUNNEL: Final = 1024
SLOW: Final = 2048
"""Alleys, parking aisles, driveways and lanes where two cars cannot pass."""

CAR: Final = CAR_FORWARD | CAR_BACKWARD
RESCUE: Final = RESCUE_FORWARD | RESCUE_BACKWARD
FOOT: Final = FOOT_FORWARD | FOOT_BACKWARD

NO_SIGN: Final = 0
SIGNAL: Final = 1
STOP: Final = 2
STOP_MINOR: Final = 3
GIVE_WAY: Final = 4
"""Signs that stand where an edge ends."""

OPEN: Final = 0
BOLLARD: Final = 1
GATE: Final = 2
LIFT_GATE: Final = 3
BLOCK: Final = 4
TAGGED_GATE: Final = 5
"""A gate whose tags say who may pass."""
"""What stands on an edge of class ``barrier``."""
