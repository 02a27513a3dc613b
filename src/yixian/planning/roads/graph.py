"""What is searched on: nodes and directed arcs, one graph for vehicles and one for people on foot."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int32]
FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Graph:
    """A view of the network for one way of moving, with every closure and speed in force.

    Both views of one network number the nodes alike, so that a person on foot and a vehicle can meet. Arcs are
    sorted by ``tail``; parallel arcs and loops are allowed; an arc that may not be used now has infinite ``seconds``
    and keeps its place, so that closing a road changes weights and nothing else.
    """

    first: IntArray  # [node + 1] arcs of node n are first[n] .. first[n + 1] - 1
    head: IntArray  # [arc] node that the arc leads to
    seconds: FloatArray  # [arc] travel time, at least 0.01; inf = shut
    metres: FloatArray  # [arc] length along the road
    edge: IntArray  # [arc] index of the road segment in the network; its two directions share it
    lon: FloatArray  # [node] degrees, WGS-84
    lat: FloatArray  # [node] degrees, WGS-84

    @property
    def n_nodes(self) -> int:
        """Number of nodes."""
        return len(self.first) - 1

    @property
    def n_arcs(self) -> int:
        """Number of arcs."""
        return len(self.head)

    @property
    def tail(self) -> IntArray:
        """[arc] node that the arc leaves."""
        return np.repeat(np.arange(self.n_nodes, dtype=np.int32), np.diff(self.first))
