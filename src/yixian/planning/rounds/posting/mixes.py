"""Skills as numbers, compiled: who has which, and how far a team has those that a compound wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from yixian.planning.compiled import compiled
from yixian.planning.rounds.scale import MILLI

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.problem import IntArray
    from yixian.planning.rounds.posting.world import World


class Mixes(NamedTuple):
    """The ways in which the skills of one compound can be had in part, as numbers."""

    after: IntArray  # [kind, mix] the mix with one person more, whose skills are the bits of kind
    lacking: IntArray  # [mix] price of what lacks
    first: int  # the mix of those who are pinned


@compiled
def kinds_of(world: World) -> IntArray:
    """Return the skills of each person as bits, ``[mover]``."""
    kinds = np.zeros(len(world.unit), dtype=np.int64)
    for k in range(world.has.shape[1]):
        kinds += world.has[:, k] << k
    return kinds


@compiled
def mixes_of(world: World, c: int) -> Mixes:
    """Return the mixes of a compound: mixed-radix numbers, one digit per skill."""
    n_skills = world.has.shape[1]
    n_mixes = 1
    for k in range(n_skills):
        n_mixes *= world.wanted[c, k] + 1
    after = np.zeros((1 << n_skills, n_mixes), dtype=np.int64)
    lacking = np.zeros(n_mixes, dtype=np.int64)
    first = 0
    radix = 1
    for k in range(n_skills):
        first += radix * min(world.wanted[c, k], world.skill_pinned[c, k])
        radix *= world.wanted[c, k] + 1
    for mix in range(n_mixes):
        for kind in range(1 << n_skills):
            after[kind, mix] = mix
        radix = 1
        for k in range(n_skills):
            digit = (mix // radix) % (world.wanted[c, k] + 1)
            lacking[mix] += MILLI * world.missing * (world.wanted[c, k] - digit)
            for kind in range(1 << n_skills):
                after[kind, mix] += radix * ((kind >> k) & 1) * (digit < world.wanted[c, k])
            radix *= world.wanted[c, k] + 1
    return Mixes(after, lacking, first)
