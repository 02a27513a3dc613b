"""Parts of a network from which one can go everywhere and come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yixian.planning.roads.network import IntArray


def parts(n_nodes: int, tail: IntArray, head: IntArray, *, is_directed: bool) -> NDArray[np.int32]:
    """Return the part of each node, ``[node]``; strongly connected parts where direction counts."""
    # A loop, or an arc given twice, makes scipy's search for strong parts run for ever.
    pairs = np.unique(tail.astype(np.int64) * n_nodes + head)
    pairs = pairs[pairs // n_nodes != pairs % n_nodes]
    matrix = csr_matrix((np.ones(len(pairs)), (pairs // n_nodes, pairs % n_nodes)), shape=(n_nodes, n_nodes))
    if is_directed:
        return np.asarray(connected_components(matrix, connection="strong")[1])
    return np.asarray(connected_components(matrix, directed=False)[1])
