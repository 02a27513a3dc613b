"""Seconds and metres as one whole number, so that a way costs the same in whatever order its parts are added up.

A key is ``seconds x 2^16`` above ``metres x 2^6``: of two ways that are as quick as each other the shorter is the less.
Rounding moves a road by at most 8 microseconds and 8 millimetres.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from yixian.planning.roads.graph import FloatArray

KeyArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

PER_SECOND: Final = 1 << 16
PER_METRE: Final = 1 << 6
METRE_BITS: Final = 27
METRE_MASK: Final = (1 << METRE_BITS) - 1
FAR: Final = 1 << 61
"""No way; twice this is still a whole number of 64 bits."""

LONGEST_S: Final = float(1 << (61 - METRE_BITS - 16))
"""What takes longer (73 hours) counts as no way."""


def keys_of(seconds: FloatArray, metres: FloatArray, least: int = 1) -> KeyArray:
    """Return the keys of roads; a road takes ``least`` units of time (15 microseconds each) at least.

    Metres of one way must stay below 2,097 km, or they spill into its seconds.
    """
    is_open = seconds < LONGEST_S
    units = np.maximum(np.rint(np.where(is_open, seconds, 0.0) * PER_SECOND), least).astype(np.int64)
    length = np.rint(np.where(is_open, metres, 0.0) * PER_METRE).astype(np.int64)
    return np.where(is_open, (units << METRE_BITS) + length, FAR)


def seconds_of(keys: KeyArray) -> FloatArray:
    """Return seconds, infinite where there is no way."""
    return np.where(keys >= FAR, np.inf, (keys >> METRE_BITS) / PER_SECOND)


def metres_of(keys: KeyArray) -> FloatArray:
    """Return metres, infinite where there is no way."""
    return np.where(keys >= FAR, np.inf, (keys & METRE_MASK) / PER_METRE)
