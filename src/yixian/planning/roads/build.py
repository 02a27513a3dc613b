"""Cut drawn ways at their junctions, gates and signs into the edges of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.roads.classes import BARRIER
from yixian.planning.roads.drawn import WayKind
from yixian.planning.roads.geo import distance_m, spans
from yixian.planning.roads.network import DTYPES, Network
from yixian.planning.roads.turns_drawn import banned_turns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from yixian.planning.roads.drawn import Drawing

Arrays = dict[str, Any]


def network_of(drawing: Drawing) -> Network:
    """Return the network of drawn ways; doubts about turns are added to the drawing's."""
    ids, first_at, node = np.unique(drawing.ref, return_index=True, return_inverse=True)
    n_ways = len(drawing.way)
    way_of = np.repeat(np.arange(n_ways), np.diff(drawing.first))
    tail, tip = _cut(drawing, node, way_of)
    edge_way = way_of[tail]
    metres = _lengths(drawing, tail, tip)
    if drawing.stretch is not None:
        metres = metres * drawing.stretch[edge_way]
    arrays: Arrays = {
        "u": node[tail], "v": node[tip], "metres": metres, "way": drawing.way[edge_way],
        "barrier": np.zeros(len(tail)), "delay_s": np.zeros(len(tail)),
    }  # fmt: skip
    arrays |= _kinds(drawing.kinds, edge_way)
    arrays |= _shapes(drawing, tail, tip)
    arrays |= _signs(drawing, arrays, ids)
    arrays |= _names(drawing.names, edge_way)
    arrays["banned"] = banned_turns(drawing, arrays, ids)
    nodes: Arrays = {"node_id": ids, "lon": drawing.lon[first_at], "lat": drawing.lat[first_at]}
    _set_gates(drawing, arrays, nodes)
    return _kept(arrays, nodes)


def _cut(drawing: Drawing, node: NDArray[np.int64], way_of: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """Return the first and last point of each edge."""
    is_end = np.zeros(len(node), dtype=bool)
    is_end[drawing.first[:-1]] = True
    is_end[drawing.first[1:] - 1] = True
    marked = np.array(sorted({*drawing.gates, *drawing.signs}), dtype=np.int64)
    is_cut = is_end | (np.bincount(node)[node] > 1) | np.isin(drawing.ref, marked)
    at = np.flatnonzero(is_cut)
    is_same = way_of[at[:-1]] == way_of[at[1:]]
    return at[:-1][is_same], at[1:][is_same]


def _lengths(drawing: Drawing, tail: NDArray[np.int64], tip: NDArray[np.int64]) -> NDArray[np.float64]:
    steps = distance_m(drawing.lon[:-1], drawing.lat[:-1], drawing.lon[1:], drawing.lat[1:])
    along = np.concatenate(([0.0], np.cumsum(steps)))
    return np.asarray(along[tip] - along[tail], dtype=np.float64)


def _kinds(kinds: Sequence[WayKind], edge_way: NDArray[np.int64]) -> Arrays:
    columns = np.array(kinds, dtype=np.float64).reshape(len(kinds), len(WayKind._fields))
    return {field: columns[edge_way, k] for k, field in enumerate(WayKind._fields)}


def _shapes(drawing: Drawing, tail: NDArray[np.int64], tip: NDArray[np.int64]) -> Arrays:
    lengths = tip - tail + 1
    points = spans(tail, lengths)
    shape = np.concatenate(([0], np.cumsum(lengths)))
    return {"shape": shape, "shape_lon": drawing.lon[points], "shape_lat": drawing.lat[points]}


def _signs(drawing: Drawing, arrays: Arrays, ids: NDArray[np.int64]) -> Arrays:
    """Say which sign meets a driver at each end of each edge."""
    codes = {"is_forward": np.zeros(len(ids), dtype=np.uint8), "is_backward": np.zeros(len(ids), dtype=np.uint8)}
    for ref, sign in drawing.signs.items():
        node = int(np.searchsorted(ids, ref))
        if node < len(ids) and ids[node] == ref:
            for way, code in codes.items():
                code[node] = sign.code if getattr(sign, way) else 0
    return {"sign_forward": codes["is_forward"][arrays["v"]], "sign_backward": codes["is_backward"][arrays["u"]]}


def _names(names: Sequence[str], edge_way: NDArray[np.int64]) -> Arrays:
    known = sorted(set(names) - {""})
    code = {name: k for k, name in enumerate(known)}
    of_way = np.array([code.get(name, -1) for name in names], dtype=np.int32)
    texts = [name.encode() for name in known]
    ends = np.cumsum([len(text) for text in texts], dtype=np.int64)
    return {"name": of_way[edge_way], "name_bytes": np.frombuffer(b"".join(texts), dtype=np.uint8), "name_end": ends}


def _set_gates(drawing: Drawing, arrays: Arrays, nodes: Arrays) -> None:
    """Cut the road at each gate into nodes of its own and join them by edges that only the right ones pass."""
    ends: dict[int, list[tuple[str, int]]] = {}
    wanted = np.isin(nodes["node_id"], np.fromiter(drawing.gates, dtype=np.int64, count=len(drawing.gates)))
    for side in ("u", "v"):
        for edge in np.flatnonzero(wanted[arrays[side]]).tolist():
            ends.setdefault(int(arrays[side][edge]), []).append((side, edge))
    joined: list[tuple[int, int, int]] = []
    made: list[int] = []
    for node, stubs in sorted(ends.items()):
        # With two stubs one keeps the node; with more, each gets a node around it, so that nobody slips past.
        moved = stubs[1:] if len(stubs) == 2 else stubs if len(stubs) > 2 else []
        for side, edge in moved:
            fresh = len(nodes["node_id"]) + len(made)
            arrays[side][edge] = fresh
            made.append(node)
            joined.append((node, fresh, len(stubs)))
    _add_gates(drawing, arrays, nodes, joined)


def _add_gates(drawing: Drawing, arrays: Arrays, nodes: Arrays, joined: list[tuple[int, int, int]]) -> None:
    rows = np.array(joined, dtype=np.int64).reshape(-1, 3)
    gates = [drawing.gates[int(ref)] for ref in nodes["node_id"][rows[:, 0]]]
    here = {key: nodes[key][rows[:, 0]] for key in ("lon", "lat")}
    added: Arrays = {
        "u": rows[:, 0], "v": rows[:, 1], "road_class": np.full(len(rows), BARRIER), "width_cm": np.full(len(rows), -1),
        "barrier": np.array([gate.barrier for gate in gates]), "flags": np.array([gate.flags for gate in gates]),
        # Around a node with more than two roads everybody passes two of these edges.
        "delay_s": np.array([gate.delay_s for gate in gates]) / np.where(rows[:, 2] > 2, 2, 1),
        "name": np.full(len(rows), -1), "way": np.full(len(rows), -1),
    }  # fmt: skip
    last = arrays["shape"][-1]
    arrays["shape"] = np.concatenate((arrays["shape"], last + 2 * np.arange(1, len(rows) + 1)))
    for key in ("lon", "lat"):
        arrays[f"shape_{key}"] = np.concatenate((arrays[f"shape_{key}"], np.repeat(here[key], 2)))
        nodes[key] = np.concatenate((nodes[key], here[key]))
    nodes["node_id"] = np.concatenate((nodes["node_id"], np.full(len(rows), -1)))
    per_edge = set(arrays) - {"shape", "shape_lon", "shape_lat", "banned", "name_bytes", "name_end"}
    for key in per_edge:
        arrays[key] = np.concatenate((arrays[key], added.get(key, np.zeros(len(rows)))))


def _kept(arrays: Arrays, nodes: Arrays) -> Network:
    """Leave out the points that are no node of an edge, and give every array its type."""
    used = np.unique(np.concatenate((arrays["u"], arrays["v"])))
    place = np.full(len(nodes["node_id"]), -1, dtype=np.int64)
    place[used] = np.arange(len(used))
    arrays["u"], arrays["v"] = place[arrays["u"]], place[arrays["v"]]
    arrays["banned"][:, 1] = place[arrays["banned"][:, 1]]
    whole = {**arrays, **{key: value[used] for key, value in nodes.items()}}
    return Network(**{key: np.ascontiguousarray(whole[key], dtype=kind) for key, kind in DTYPES.items()})
