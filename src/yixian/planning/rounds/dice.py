"""Chance for the searches: the same numbers from the same seed, compiled or not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    IntArray = NDArray[np.int64]

MASK = 0xFFFFFFFF
GRAIN = 16777216


def dice_of(seed: int) -> IntArray:
    """Return a generator, ``[1]``, that any whole number begins."""
    return np.array([(abs(seed) * 2654435761 + 88172645463325252) & 0x3FFFFFFFFFFFFFFF], dtype=np.int64)


@compiled
def draw(dice: IntArray, n: int) -> int:
    """Return a random whole number below ``n``: Marsaglia's multiply-with-carry, the same in any language."""
    x = 698769069 * (dice[0] & MASK) + (dice[0] >> 32)
    dice[0] = x
    return int((((x ^ (x >> 32)) & MASK) * n) >> 32)


@compiled
def allowance(dice: IntArray, heat: float) -> float:
    """Return by how much a move may raise the cost at this heat (Metropolis, drawn beforehand)."""
    if heat <= 0.0:
        return 0.0
    return -heat * math.log((draw(dice, GRAIN) + 1) / GRAIN)
