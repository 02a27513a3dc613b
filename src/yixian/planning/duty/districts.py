"""Everybody in an order in which neighbours follow each other, so that a county can be gone through part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.problem import OFF

if TYPE_CHECKING:
    from yixian.planning.duty.problem import IntArray

FADING = 0.9
"""How much a bond to a post counts when one more post has been ranked since: a part must not grow into a long arm."""


def order_of(reach: IntArray, n_posts: int) -> IntArray:
    """Return all people by the rank of their first post, ``[person]``; last those who reach none.

    The next post is always the one that shares most people with those just ranked.

    Parameters
    ----------
    reach
        Posts that a person may stand at, ``[person, place]``, OFF = no such place.
    n_posts
        Posts of the county.
    """
    shared = _shared(reach, n_posts)
    rank = np.full(n_posts, OFF, dtype=np.int64)
    bond = np.zeros(n_posts)
    for k in range(n_posts):
        post = int(np.argmax(np.where(rank == OFF, bond, -1.0)))
        rank[post] = k
        bond = FADING * bond + shared[post]
    ranks = [int(rank[row[row != OFF][0]]) if (row != OFF).any() else n_posts for row in reach]
    return np.argsort(np.array(ranks, dtype=np.int64), kind="stable").astype(np.int64)


def _shared(reach: IntArray, n_posts: int) -> IntArray:
    """Return how many people two posts have in common, ``[post, post]``."""
    shared = np.zeros((n_posts, n_posts), dtype=np.int64)
    for one in range(reach.shape[1]):
        for two in range(reach.shape[1]):
            both = (reach[:, one] != OFF) & (reach[:, two] != OFF)
            np.add.at(shared, (reach[both, one], reach[both, two]), 1)
    return shared
