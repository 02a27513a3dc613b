"""What in a network contradicts itself, so that a damaged file does no harm later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from yixian.planning.roads.classes import NAMES

if TYPE_CHECKING:
    from yixian.planning.roads.network import Network

PER_NODE: Final = ("lon", "lat", "node_id")
PER_POINT: Final = ("shape_lon", "shape_lat")
LONGEST_M: Final = 1e6

Flaw = tuple[str, str]
"""Name of an array, and what it should hold."""


def flaws(network: Network) -> list[Flaw]:
    """Return every array that does not fit the others; empty for a sound network."""
    found = _sizes(network)
    # What points into other arrays can only be looked at when these have their size.
    return found or _places(network) + _links(network)


def _sizes(network: Network) -> list[Flaw]:
    n_nodes, n_edges = network.n_nodes, network.n_edges
    wanted: dict[str, tuple[int, ...]] = dict.fromkeys(network.arrays(), (n_edges,))
    wanted |= dict.fromkeys(PER_NODE, (n_nodes,))
    n_points = int(network.shape[-1]) if len(network.shape) else 0
    wanted |= dict.fromkeys(PER_POINT, (n_points,)) | {"shape": (n_edges + 1,)}
    wanted |= {"banned": (len(network.banned), 3), "name_bytes": network.name_bytes.shape}
    wanted |= {"name_end": network.name_end.shape}
    return [
        (name, f"the shape {wanted[name]}") for name, array in network.arrays().items() if array.shape != wanted[name]
    ]


def _places(network: Network) -> list[Flaw]:
    found = []
    for name, most in (("lon", 180), ("shape_lon", 180), ("lat", 90), ("shape_lat", 90)):
        values = getattr(network, name)
        if not bool((np.abs(values) <= most).all()):
            found.append((name, f"degrees, -{most} to {most}"))
    if not bool(((network.metres >= 0) & (network.metres <= LONGEST_M)).all()):
        found.append(("metres", "lengths, 0 or more"))
    if not bool((network.delay_s >= 0).all() and np.isfinite(network.delay_s).all()):
        found.append(("delay_s", "seconds, 0 or more"))
    return found


def _links(network: Network) -> list[Flaw]:
    found = []
    for name, most in (("u", network.n_nodes), ("v", network.n_nodes), ("road_class", len(NAMES))):
        if not _within(getattr(network, name), 0, most):
            found.append((name, f"numbers, 0 to {most - 1}"))
    if not _within(network.name, -1, len(network.name_end)):
        found.append(("name", "numbers of names, or -1"))
    if network.n_edges and (network.shape[0] != 0 or not bool((np.diff(network.shape) >= 2).all())):
        found.append(("shape", "at least two points for each edge, one after another"))
    if not _within(network.banned[:, [0, 2]], 0, network.n_edges) or not _within(
        network.banned[:, 1], 0, network.n_nodes
    ):
        found.append(("banned", "edges and nodes of the network"))
    ends = network.name_end
    if len(ends) and (ends[-1] != len(network.name_bytes) or not bool((np.diff(ends) >= 0).all())):
        found.append(("name_end", "ends within the names"))
    return found


def _within(values: np.ndarray, low: int, high: int) -> bool:
    """Whether whole numbers lie between two limits, the upper one left out."""
    return len(values) == 0 or bool(values.min() >= low and values.max() < high)
