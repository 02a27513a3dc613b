"""From classes on to each demand: what comes to a class is handed out one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numba
import numpy as np

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import FloatArray, IntArray

    Pieces = IntArray | FloatArray
    Reach = tuple[IntArray, Pieces]
    Spread = tuple[IntArray, IntArray, Pieces]


@numba.njit(cache=True)
def spread(reach: Reach, pattern: IntArray, amount: Pieces, faint: float) -> Spread:
    """Return arc, demand and pieces of each shipment: the flow into a class is handed to its demands in their order.

    ``reach`` is where the arcs of each pattern begin and the flow on each. What rounding leaves of a demand comes over
    its last arc; less than the part ``faint`` of an amount is not worth a lorry.
    """
    begin, flow = reach
    most = len(pattern) + len(flow)
    # Half the size of other indices: a province has millions of shipments.
    arcs: Any = np.empty(most, np.int32)
    demands: Any = np.empty(most, np.int32)
    pieces: Any = np.concatenate((amount, flow))
    at = begin[:-1].copy()
    left = flow.copy()
    count = 0
    for e in range(len(pattern)):
        c = pattern[e]
        lacking = amount[e]
        while lacking > 0 and at[c] < begin[c + 1]:
            i = at[c]
            is_last = i + 1 == begin[c + 1]
            piece = lacking if is_last else min(lacking, left[i])
            if piece > faint * amount[e]:
                arcs[count], demands[count], pieces[count] = i, e, piece
                count += 1
            left[i] -= piece
            lacking -= piece
            if left[i] <= 0 and not is_last:
                at[c] += 1
    return arcs[:count].copy(), demands[:count].copy(), pieces[:count].copy()
