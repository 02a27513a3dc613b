"""Learn from recorded trips how fast vehicles really are: a factor per class of road, and a band."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import nnls

from yixian.planning.roads.classes import NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.planning.roads.network import FloatArray, Network
    from yixian.planning.roads.routes import Route
    from yixian.planning.roads.speeds import Speeds

TRUST_S: Final = 600.0
"""A class keeps half of its prior factor until so many seconds were driven on it."""

FEWEST_TRIPS: Final = 20
"""Fewer trips say nothing of a band."""

BAND: Final = (0.05, 0.95)
"""Nine of ten trips lie between these parts."""


def class_seconds(network: Network, routes: Sequence[Route], edge_s: FloatArray) -> FloatArray:
    """Return the reckoned seconds of trips on each class of road, ``[trip, class]``.

    ``edge_s`` are the seconds along each edge; the first and last edge of a trip count as far as the trip's own
    metres say.
    """
    found = np.zeros((len(routes), len(NAMES)))
    for row, trip in enumerate(routes):
        edges = np.array(trip.edges, dtype=np.int64)
        np.add.at(found[row], network.road_class[edges], edge_s[edges])
        whole = float(network.metres[edges].sum())
        found[row] *= min(1.0, trip.metres / whole) if whole > 0 else 0.0
    return found


def calibrated(speeds: Speeds, reckoned_s: FloatArray, driven_s: FloatArray) -> Speeds:
    """Return a profile with factors per class and one band that fit recorded trips.

    Parameters
    ----------
    speeds
        The profile the trips were reckoned with.
    reckoned_s
        ``[trip, class]`` seconds that the profile gives, as ``class_seconds`` returns them.
    driven_s
        ``[trip]`` seconds that the trips really took.

    Least squares with factors that are not negative, drawn towards the profile's own where a class was hardly driven;
    seven classes fitted so were enough for 97,000 ambulance runs (notes on the speeds of emergency vehicles, ISCRAM).
    """
    prior = np.ones(len(NAMES))
    pull = np.sqrt(TRUST_S * np.maximum(reckoned_s.mean(axis=0) if len(reckoned_s) else prior, 1.0))
    rows = np.concatenate((reckoned_s, np.diag(pull)))
    factor, _ = nnls(rows, np.concatenate((driven_s, pull * prior)))
    fitted = np.maximum(factor, 0.05)
    ratio = driven_s / np.maximum(reckoned_s @ fitted, 1.0)
    band = speeds.band
    if len(ratio) >= FEWEST_TRIPS:
        low, high = (float(np.quantile(ratio, part)) for part in BAND)
        band = ((min(low, 1.0), max(high, 1.0)),) * len(NAMES)
    whole = tuple(float(a * b) for a, b in zip(speeds.factor, fitted, strict=True))
    return replace(speeds, name=f"{speeds.name}-calibrated", factor=whole, band=band)
