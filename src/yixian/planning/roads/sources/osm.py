"""OpenStreetMap files (pbf, xml, either packed): ways with their tags, gates, signs and turn restrictions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import osmium

from yixian.faults import BadInput, Fault
from yixian.planning.roads import flags
from yixian.planning.roads.drawn import Doubt, Drawing, Gate, Sign, Turn, WayKind
from yixian.planning.roads.sources.gates import gate_of
from yixian.planning.roads.sources.osm_tags import RELEVANT, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

SUFFIXES: Final = (".osm.pbf", ".pbf", ".osm", ".osm.gz", ".osm.bz2")
KEYS: Final = ("highway", "route", "barrier", "restriction", "restriction:motorcar", "restriction:motor_vehicle",
               "restriction:conditional")  # fmt: skip
SIGNS: Final = {"traffic_signals": flags.SIGNAL, "stop": flags.STOP, "give_way": flags.GIVE_WAY}
NOWHERE: Final = 2**31 - 1
"""What osmium gives for a node that the file does not hold."""
SCALE: Final = 1e-7
_NOBODY: Final = WayKind(0, 0)


def draw(path: str) -> Drawing:
    """Return the ways of a map file.

    Raises
    ------
    BadInput
        If the file is none, is damaged, or holds no road.
    """
    reader = _Reader()
    try:
        for thing in osmium.FileProcessor(path).with_locations().with_filter(osmium.filter.KeyFilter(*KEYS)):
            if isinstance(thing, osmium.osm.Way):
                reader.take_way(thing)
            elif isinstance(thing, osmium.osm.Node):
                reader.take_node(thing.id, dict(thing.tags))
            elif isinstance(thing, osmium.osm.Relation):
                reader.take_relation(thing)
    except (RuntimeError, OSError, ValueError) as error:
        raise BadInput([Fault(path, "file", "an OpenStreetMap file (pbf or xml)", _said(error))]) from error
    return reader.drawing(path)


def _said(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]


class _Reader:
    """Gathers what the file gives, in its order."""

    def __init__(self) -> None:
        self.refs: list[int] = []
        self.xs: list[int] = []
        self.ys: list[int] = []
        self.first = [0]
        self.ways: list[int] = []
        self.kinds: list[WayKind] = []
        self.names: list[str] = []
        self.gates: dict[int, Gate] = {}
        self.signs: dict[int, Sign] = {}
        self.turns: list[Turn] = []
        self.doubts: list[Doubt] = []
        self._known: dict[tuple[tuple[str, str], ...], WayKind] = {}

    def take_way(self, way: Any) -> None:
        """Add a way if anybody can move on it."""
        tags = dict(way.tags)
        if "highway" not in tags:
            return
        kind = self._kind(tags)
        if kind is _NOBODY:
            return
        for node in way.nodes:
            place = node.location
            self.refs.append(node.ref)
            self.xs.append(place.x)
            self.ys.append(place.y)
        self.first.append(len(self.refs))
        self.ways.append(way.id)
        self.kinds.append(kind)
        self.names.append(tags.get("name") or tags.get("ref") or "")

    def _kind(self, tags: Mapping[str, str]) -> WayKind:
        key = tuple(sorted(pair for pair in tags.items() if pair[0] in RELEVANT))
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = kind_of(tags) or _NOBODY
        return known

    def take_node(self, ref: int, tags: Mapping[str, str]) -> None:
        """Note a gate or a sign."""
        if "barrier" in tags and (gate := gate_of(tags)) is not None:
            self.gates[ref] = gate
        if code := SIGNS.get(tags.get("highway", "")):
            if code == flags.STOP and tags.get("stop") == "minor":
                code = flags.STOP_MINOR
            way = tags.get("traffic_signals:direction") or tags.get("direction") or ""
            self.signs[ref] = Sign(code, way != "backward", way != "forward")

    def take_relation(self, relation: Any) -> None:
        """Note a turn restriction over one node."""
        tags = dict(relation.tags)
        if not str(tags.get("type", "")).startswith("restriction"):
            return
        rule = next((tags[key] for key in KEYS[3:6] if key in tags), "")
        excepted = set(tags.get("except", "").split(";"))
        if not rule.startswith(("no_", "only_")) or excepted & {"motorcar", "motor_vehicle", "vehicle"}:
            return
        members: dict[str, list[tuple[str, int]]] = {"from": [], "via": [], "to": []}
        for member in relation.members:
            members.get(member.role, []).append((member.type, member.ref))
        if [kind for kind, _ in members["via"]] != ["n"] or not members["from"] or not members["to"]:
            self.doubts.append(Doubt(f"relation {relation.id}", "turn_not_over_a_node", {"rule": rule}))
            return
        via, is_only = members["via"][0][1], rule.startswith("only_")
        self.turns += [Turn(a, via, b, is_only) for _, a in members["from"] for _, b in members["to"]]

    def drawing(self, path: str) -> Drawing:
        """Return everything, without points that the file only names."""
        if not self.ways:
            raise BadInput([Fault(path, "ways", "at least one road (a way with the tag highway)", "none")])
        ref, first = np.array(self.refs, dtype=np.int64), np.array(self.first, dtype=np.int64)
        x, y = np.array(self.xs, dtype=np.int64), np.array(self.ys, dtype=np.int64)
        lengths = np.diff(first)
        is_here = (x != NOWHERE) & (y != NOWHERE)
        way_of = np.repeat(np.arange(len(lengths)), lengths)
        is_here[1:] &= (ref[1:] != ref[:-1]) | (way_of[1:] != way_of[:-1])
        left = np.bincount(way_of[is_here], minlength=len(lengths))
        lost = np.bincount(way_of[x == NOWHERE], minlength=len(lengths))
        self.doubts += [
            Doubt(f"way {self.ways[k]}", "points_missing", {"n": int(lost[k])}) for k in np.flatnonzero(lost).tolist()
        ]
        is_road = left >= 2
        is_here &= is_road[way_of]
        rows = np.flatnonzero(is_road)
        return Drawing(
            ref=ref[is_here],
            lon=x[is_here] * SCALE,
            lat=y[is_here] * SCALE,
            first=np.concatenate(([0], np.cumsum(left[rows]))),
            way=np.array(self.ways, dtype=np.int64)[rows],
            kinds=[self.kinds[k] for k in rows.tolist()],
            names=[self.names[k] for k in rows.tolist()],
            gates=self.gates,
            signs=self.signs,
            turns=self.turns,
            doubts=self.doubts,
        )
