"""Who is left out by a choice of sites, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.roads.siting.problem import NEAREST

if TYPE_CHECKING:
    from yixian.planning.roads.siting.problem import IntArray, Siting


def shortages(problem: Siting, units: IntArray) -> list[dict[str, Any]]:
    """Return one entry for each demand that is not covered (for ``nearest``: not reached), most residents first.

    ``reason`` is ``no_site`` where no site at all would do, else ``not_chosen``; ``best_s`` are the seconds from the
    site nearest to it, chosen or not, None where none has a way.
    """
    is_near = np.isfinite(problem.seconds) if problem.question == NEAREST else problem.covers
    is_served = is_near[units > 0].any(axis=0)
    best = problem.seconds.min(axis=0, initial=np.inf)
    rows = [
        {
            "demand": problem.demand[k],
            "residents": int(problem.residents[k]),
            "reason": "not_chosen" if is_near[:, k].any() else "no_site",
            "best_s": round(float(best[k]), 1) if np.isfinite(best[k]) else None,
        }
        for k in np.flatnonzero(~is_served).tolist()
    ]
    return sorted(rows, key=lambda row: (-row["residents"], row["demand"]))
