"""What an overlay does to the edges of a network: who may not pass, who waits, how long a road takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.overlay import clear_cm

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yixian.planning.roads.network import FloatArray, Network
    from yixian.planning.roads.overlay import Direction, Overlay


def shut(network: Network, overlay: Overlay, by: str, wide_cm: int = 0) -> NDArray[np.bool_]:
    """Return where somebody may not pass, ``[edge, (forward, backward)]``: closures, and lanes narrower than needed."""
    found = np.zeros((network.n_edges, 2), dtype=bool)
    for closure in overlay.closures:
        if not closure.lets_pass(by):
            found[np.ix_(closure.edges, _ways(closure.direction))] = True
    if wide_cm > 0 and by != "foot":
        found[clear_cm(network, overlay) < wide_cm] = True
    return found


def delays(network: Network, overlay: Overlay, by: str) -> FloatArray:
    """Return the seconds that gates of the overlay cost an emergency vehicle, ``[edge, (forward, backward)]``."""
    found = np.zeros((network.n_edges, 2))
    for closure in overlay.closures if by == "ambulance" else ():
        if closure.lets_pass(by) and closure.delay_s is not None:
            # Two gates on one road are opened one after the other.
            found[np.ix_(sorted(set(closure.edges)), _ways(closure.direction))] += closure.delay_s
    return found


def travel_s(network: Network, overlay: Overlay, seconds: FloatArray) -> FloatArray:
    """Return the seconds along each edge with reported speeds in force, ``[edge, 2]``."""
    if not overlay.paces:
        return seconds
    changed = seconds.copy()
    for pace in overlay.paces:
        edges = list(pace.edges)
        if pace.kmh is None:
            changed[edges] = seconds[edges] * pace.factor
        else:
            drives = np.isfinite(seconds[edges])
            changed[edges] = np.where(drives, network.metres[edges][:, None] / (pace.kmh / 3.6), np.inf)
    return changed


def _ways(direction: Direction) -> list[int]:
    return {"both": [0, 1], "forward": [0], "backward": [1]}[direction]
