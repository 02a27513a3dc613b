"""How long people carry somebody, how many it takes, and how long they can.

Sources: two men with a stretcher in their hands at 4.8 km/h last 2.7 minutes (standard deviation 1.4), with shoulder
straps 14.5 (Knapik and others 2000); four with harness last 24.5 minutes, four by hand made 18 times 50 m in 15 minutes
(Rice and others 1996). Two by hand are counted with the mean less one deviation; six with relief carry four at a time,
so that each of them rests a third of the way. Stops and the pace without a stretcher are our own assumptions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, overload

import numpy as np

if TYPE_CHECKING:
    from yixian.planning.rescue.arcs import LongArray

SIZES: Final = (2, 4, 6)
ENDURANCE_MS: Final = {
    (2, False): 78_000,
    (2, True): 870_000,
    (4, False): 720_000,
    (4, True): 1_470_000,
    (6, False): 1_080_000,
    (6, True): 2_205_000,
}
"""``(bearers, with straps)``: milliseconds under load before they are spent."""

BOUT_MS: Final = 120_000
"""After so long, 150 m at 1.25 m/s, bearers change hands or places."""
STOP_MS: Final = {2: 30_000, 4: 30_000, 6: 10_000}
"""What a change takes: six relieve each other, fewer set the patient down."""
SHORT_MS: Final = 78_000
"""So far two are enough."""

LOADED_PERCENT: Final = {True: 113, False: 130}
"""Time under load as a share of the time of a walker at 5.1 km/h: with a stretcher 1.25 m/s, else 1.09."""


@overload
def loaded_ms(walk_ms: int, *, has_stretcher: bool) -> int: ...
@overload
def loaded_ms(walk_ms: LongArray, *, has_stretcher: bool) -> LongArray: ...
def loaded_ms(walk_ms: int | LongArray, *, has_stretcher: bool) -> int | LongArray:
    """Return the milliseconds under load on a way that a walker does in ``walk_ms``, stops left out."""
    return walk_ms * LOADED_PERCENT[has_stretcher] // 100


def carried_ms(loaded: LongArray, n_bearers: int) -> LongArray:
    """Return the milliseconds of carrying with its stops."""
    return loaded + loaded // BOUT_MS * STOP_MS[n_bearers]


def bearers_wanted(loaded: LongArray) -> LongArray:
    """Return how many bearers the way asks for: two for a short one, four, six with relief."""
    return np.where(loaded <= SHORT_MS, 2, np.where(loaded <= BOUT_MS, 4, 6))
