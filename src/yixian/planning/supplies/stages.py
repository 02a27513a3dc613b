"""The order of stages as staff write it: ``min0``, ``min1+min2``, ``rest0``: who is served before whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.supplies.problem import MINIMUM, REST

if TYPE_CHECKING:
    from yixian.planning.supplies.judge import Judge
    from yixian.planning.supplies.problem import IntArray

PARTS = {"min": MINIMUM, "rest": REST}
PART = re.compile(r"\s*(min|rest)\s*([0-9]{1,3})\s*")


def default_stages(n_tiers: int) -> IntArray:
    """Return the stage of each part and tier: all minimums by tier, then all rests by tier."""
    stages: IntArray = np.arange(2 * n_tiers, dtype=np.int64).reshape(2, n_tiers)
    return stages


def read_stages(judge: Judge, value: Any, n_tiers: int) -> IntArray:
    """Return the stage of each part and tier, ``[part, tier]``, from a list of texts.

    Every part of every tier stands once, a minimum no later than the rest of its tier; parts joined by ``+`` share
    a stage.
    """
    found: dict[tuple[int, int], int] = {}
    for stage, text in enumerate(judge.items("problem", "stages", value)):
        for word in str(text).split("+"):
            match = PART.fullmatch(word)
            part = (PARTS[match[1]], int(match[2])) if match else None
            if part is None or part[1] >= n_tiers:
                judge.refuse(f"stages[{stage}]", "stage", f"min0 to rest{n_tiers - 1}, joined by +", text)
            elif part in found:
                judge.refuse(f"stages[{stage}]", "stage", f"each part once, stages[{found[part]}] has it", word)
            else:
                found[part] = stage
    stages = default_stages(n_tiers)
    for (part_of, tier), stage in found.items():
        stages[part_of, tier] = stage
    missing = [f"{word}{tier}" for word, part in PARTS.items() for tier in range(n_tiers) if (part, tier) not in found]
    if missing:
        judge.refuse("problem", "stages", f"all parts, also {', '.join(missing)}", value)
    late = [tier for tier in range(n_tiers) if stages[MINIMUM, tier] > stages[REST, tier]]
    if late and not missing:
        judge.refuse("problem", "stages", f"min{late[0]} no later than rest{late[0]}", value)
    return stages


def write_stages(stage_of: IntArray) -> list[str]:
    """Return the order of stages as texts."""
    texts = []
    for stage in range(int(stage_of.max(initial=-1)) + 1):
        texts.append("+".join(f"{word}{t}" for word, p in PARTS.items() for t in np.flatnonzero(stage_of[p] == stage)))
    return texts
