"""Who is reached from the stations and when; what closing some roads, or each road alone, would change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.roads.attach import direct, goals_of, starts_of
from yixian.planning.roads.engine.closing import (
    ADDED,
    ADDED_WEIGHT,
    CUT,
    CUT_WEIGHT,
    LONGEST,
    N_FIGURES,
    close,
    each_alone,
)
from yixian.planning.roads.engine.keys import FAR, PER_SECOND
from yixian.planning.roads.engine.rooted import rooted
from yixian.planning.roads.engine.tree import Tree, tree_of

if TYPE_CHECKING:
    from yixian.planning.roads.engine.keys import KeyArray
    from yixian.planning.roads.engine.rooted import Rooted
    from yixian.planning.roads.graph import FloatArray, IntArray
    from yixian.planning.roads.snap import Snapped
    from yixian.planning.roads.views import View

    Column = tuple[IntArray, IntArray]
    Sides = tuple[IntArray, IntArray, KeyArray, IntArray]


@dataclass(frozen=True)
class Losses:
    """What closing each edge alone would do, ``[edge asked for]``."""

    edge: IntArray
    added_s: FloatArray  # summed over the places that are still reached
    resident_s: FloatArray  # the same, times the residents who wait there
    places_cut: IntArray
    residents_cut: FloatArray
    longest_s: FloatArray  # most that anybody loses who is still reached


@dataclass(frozen=True)
class Moment:
    """When everybody is reached, in seconds; inf = not at all."""

    goals: FloatArray  # [goal]
    places: FloatArray  # [node of the network]


class Reach:
    """The quickest ways from the nearest station to everybody.

    Parameters
    ----------
    rooted
        Stations, roads and who waits.
    residents
        [goal] how many wait there.
    """

    def __init__(self, rooted: Rooted, residents: FloatArray) -> None:
        self.rooted = rooted
        self.residents = residents
        self.tree: Tree = tree_of(rooted.graph, rooted.root)

    @cached_property
    def now(self) -> Moment:
        """When everybody is reached with the roads as they are."""
        return self._moment(self.tree.seconds(self.rooted.graph.n_nodes))

    @cached_property
    def station(self) -> IntArray:
        """[goal] the station from which it is reached first; -1 = none."""
        member = self.tree.member[self.rooted.station]
        own = self.tree.member[self.rooted.goal]
        order = np.argsort(member, kind="stable")
        order = order[member[order] >= 0]
        if not len(order):
            return np.full(len(own), -1, dtype=np.int32)
        # Everybody behind a station is numbered after it and before the next one.
        at = np.searchsorted(member[order], own, side="right") - 1
        return np.where(own >= 0, order[np.maximum(at, 0)], -1).astype(np.int32)

    def closed(self, edges: IntArray) -> Moment:
        """Return when everybody is reached with some edges closed, both directions of each."""
        tree = self.tree
        is_shut = self._all_open(edges)
        is_shut[edges] = 1
        cuts = np.flatnonzero((tree.edge >= 0) & (is_shut[tree.edge] > 0)).astype(np.int32)
        delay = np.zeros(tree.n, dtype=np.int64)
        room = delay, np.zeros(tree.n, dtype=np.bool_), np.empty(tree.n, dtype=np.int32)
        heap = np.empty(64, dtype=np.int64), np.empty(64, dtype=np.int32)
        close(cuts, *self._arcs, is_shut, room, heap)
        seconds = np.full(self.rooted.graph.n_nodes, np.inf)
        seconds[tree.node] = np.where(delay >= FAR, np.inf, (tree.units + delay) / PER_SECOND)
        return self._moment(seconds)

    def each_alone(self, edges: IntArray) -> Losses:
        """Return what closing each of some edges alone would do, both directions together; exact."""
        tree = self.tree
        on_road = np.flatnonzero(tree.edge >= 0)
        cuts = on_road[np.argsort(tree.edge[on_road], kind="stable")].astype(np.int32)
        is_shut = self._all_open(edges)
        counts = np.bincount(tree.edge[cuts], minlength=len(is_shut))
        cut_first = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        figures = np.zeros((len(edges), N_FIGURES))
        asked = np.asarray(edges, dtype=np.int32)
        each_alone(asked, cut_first, cuts, *self._arcs, self._weights, is_shut, figures)
        return Losses(
            edge=asked,
            added_s=figures[:, ADDED],
            resident_s=figures[:, ADDED_WEIGHT],
            places_cut=figures[:, CUT].astype(np.int32),
            residents_cut=figures[:, CUT_WEIGHT],
            longest_s=figures[:, LONGEST],
        )

    def _all_open(self, edges: IntArray) -> IntArray:
        """Return 0 for every edge of the graph and every one that is asked about, and once more for no edge (-1)."""
        last = max(int(self.rooted.graph.edge.max(initial=-1)), int(np.max(edges, initial=-1)))
        return np.zeros(last + 2, dtype=np.int32)

    @property
    def _arcs(self) -> tuple[Column, Sides, Sides]:
        tree = self.tree
        return (
            (tree.size, tree.edge),
            (tree.out_first, tree.out_head, tree.out_slack, tree.out_edge),
            (tree.in_first, tree.in_tail, tree.in_slack, tree.in_edge),
        )

    @cached_property
    def _weights(self) -> FloatArray:
        """[2, member] places and residents."""
        weights = np.zeros((2, self.rooted.graph.n_nodes))
        weights[0, self.rooted.place[self.rooted.place >= 0]] = 1
        weights[1, self.rooted.goal] = self.residents
        return weights[:, self.tree.node]

    def _moment(self, seconds: FloatArray) -> Moment:
        places = np.append(seconds, np.inf)[self.rooted.place]
        return Moment(goals=seconds[self.rooted.goal], places=places)


def reach_from(view: View, stations: Snapped, homes: Snapped, residents: FloatArray) -> Reach:
    """Return the reach of stations on roads to homes on roads; ``residents`` [home]."""
    starts, goals = starts_of(view, stations), goals_of(view, homes)
    short = direct(view, stations, homes)
    return Reach(rooted(view, view.origin, starts=starts, goals=goals, direct=short), residents)


def added(before: FloatArray, after: FloatArray) -> FloatArray:
    """Return seconds added for each; inf = was reached and is not any more; 0 where nobody was reached before."""
    is_reached = np.isfinite(before)
    return np.where(is_reached, after - np.where(is_reached, before, 0.0), 0.0)


def bands(added_s: FloatArray, residents: FloatArray, minutes: tuple[float, ...]) -> tuple[FloatArray, float]:
    """Return residents by added minutes, and those cut off.

    The first band are those who lose nothing, the next those who lose up to ``minutes[0]``, and so on; the last band
    are those who lose more than all of ``minutes``.
    """
    is_cut = np.isinf(added_s)
    # Everything below a hundredth of a second is rounding.
    band = np.searchsorted(np.array([0.01, *(60.0 * m for m in minutes)]), added_s[~is_cut], side="left")
    found = np.bincount(band, residents[~is_cut], minlength=len(minutes) + 2).astype(np.float64)
    return found, float(residents[is_cut].sum())
