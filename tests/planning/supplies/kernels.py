"""Small arrays for the compiled kernels, built from plain Python lists."""

from __future__ import annotations

from typing import Any

import numpy as np


def ints(*values: int) -> Any:
    """Return whole numbers as the kernels want them."""
    return np.array(values, dtype=np.int64)


def no_bends(n_classes: int) -> Any:
    """Return the tables of classes whose room always equals their slope."""
    empty = np.zeros(0, dtype=np.int64)
    return np.zeros(n_classes + 1, dtype=np.int64), empty, empty, empty


def plain(*rooms: list[int]) -> Any:
    """Return the tables of classes by what each takes in each stage, nobody asking for less than his norm."""
    room = np.array(rooms, dtype=np.int64)
    return room, room.copy()


def links_of(n_nodes: int, arcs: list[tuple[int, int]]) -> Any:
    """Return arcs from nodes to vertices (a node, or ``n_nodes`` + class) as first arc of each node and tips."""
    ordered = sorted(arcs)
    begin = np.searchsorted([tail for tail, _ in ordered], np.arange(n_nodes + 1)).astype(np.int64)
    return begin, np.array([tip for _, tip in ordered], dtype=np.int64)
