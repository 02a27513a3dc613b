"""A hierarchy with the weights of one moment: every closure and speed in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.engine.customise import close_triangles, lay
from yixian.planning.roads.engine.keys import FAR, keys_of
from yixian.planning.roads.engine.topology import topology_of

if TYPE_CHECKING:
    from yixian.planning.roads.engine.keys import KeyArray
    from yixian.planning.roads.engine.topology import Topology
    from yixian.planning.roads.graph import Graph


@dataclass(frozen=True, eq=False)
class Metric:
    """Keys of the arcs of a hierarchy."""

    topology: Topology
    up: KeyArray  # [arc] from its earlier node to its later
    down: KeyArray  # [arc] from its later node to its earlier


def metric_of(graph: Graph) -> Metric:
    """Return the metric of a graph; after a closure this is all that is done again (a hundredth of a second)."""
    topology = topology_of(graph)
    up = np.full(topology.n_arcs, FAR, dtype=np.int64)
    down = up.copy()
    lay(topology.slot, keys_of(graph.seconds, graph.metres), up, down)
    place = np.empty(topology.n_nodes, dtype=np.int32)
    arcs = topology.first, topology.tail, topology.head
    close_triangles(*arcs, topology.below, topology.arc_below, up, down, place)
    return Metric(topology, up, down)
