"""Road tables, closures and what-if: ours beside RoutingKit and networkx, one after the other on one core.

    python -m benchmarks.roads [NODES]

The county is made up (``tests/planning/roads/engine/county.py``), the same for everybody. Times are seconds of one
core, the least of several runs; what is compiled is compiled before. networkx does a few rows, the rest is reckoned.
"""

from __future__ import annotations

import dataclasses
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

import networkx as nx
import numpy as np
import osmium
import pyroutingkit
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from tests.planning.roads.engine.county import make_county
from yixian.planning.roads.attach import Direct, Ends
from yixian.planning.roads.build import network_of
from yixian.planning.roads.datum import DATUMS
from yixian.planning.roads.engine import tables
from yixian.planning.roads.engine.metric import metric_of
from yixian.planning.roads.engine.reach import Reach, added, bands
from yixian.planning.roads.engine.rooted import rooted
from yixian.planning.roads.engine.topology import build
from yixian.planning.roads.graph import Graph
from yixian.planning.roads.sources.files import drawings
from yixian.planning.roads.sources.merge import together

EXTRACT = "tests/data/rescue/heidelberg.osm.pbf"
SHIFT_ID = 20_000_000_000
SHIFT_LON = 0.5
SIZE = 65_000
SIDE = 1000
N_RUNS = 7
NX_ROWS = 3
N_STATIONS = 12
N_HOMES = 4000
MINUTES = (1.0, 3.0, 5.0, 10.0, 20.0)


def main() -> None:
    """Run everything and print the figures."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    graph = make_county(size)
    print(f"county: {graph.n_nodes:,} nodes, {graph.n_arcs:,} arcs, made up, seed 1")
    chance = np.random.default_rng(7)
    sources, targets = chance.integers(0, graph.n_nodes, (2, SIDE)).astype(np.int32)
    print("topology")
    line("ours, once for a network", clock(lambda: build(graph), 3)[0])
    against_peers(graph, sources, targets)
    closures(graph)
    alone(graph, chance)
    imported()


def imported() -> None:
    """Print what the import of an extract of 50,718 ways takes: Heidelberg, and a copy of it half a degree east."""
    print("import of 50,718 ways: Heidelberg twice, the copy shifted by half a degree")
    with tempfile.TemporaryDirectory() as folder:
        source = str(Path(folder) / "twice.osm.pbf")
        twice(source)
        took, network = clock(lambda: network_of(together(drawings((source,), lambda name: [], DATUMS[0]))), 2)
    line("map to network", took, f"target 4.000; {network.n_nodes:,} nodes, {network.n_edges:,} edges")


def twice(target: str) -> None:
    """Write the nodes and ways of an extract and a shifted copy of them."""
    with osmium.SimpleWriter(target) as writer:
        for copy in (0, 1):
            for kind in (osmium.osm.NODE, osmium.osm.WAY):
                for entity in osmium.FileProcessor(EXTRACT, kind):
                    write_shifted(writer, entity, copy)


def write_shifted(writer: Any, entity: Any, copy: int) -> None:
    """Write one node or way, the copy with ids and places of its own."""
    number = entity.id + copy * SHIFT_ID
    if entity.is_node():
        place = entity.location.lon + copy * SHIFT_LON, entity.location.lat
        writer.add_node(entity.replace(id=number, location=place))
        return
    writer.add_way(entity.replace(id=number, nodes=[node.ref + copy * SHIFT_ID for node in entity.nodes]))


def against_peers(graph: Graph, sources: Any, targets: Any) -> None:
    """Print the tables of all, and how far they are apart."""
    metric = metric_of(graph)
    ends = tables.at_nodes(sources), tables.at_nodes(targets)
    print(f"table {SIDE} x {SIDE}")
    whole, found = clock(lambda: tables.sweep(metric, *ends))
    quick, _ = clock(lambda: tables.sweep(metric, *ends, with_metres=False))
    topology = pyroutingkit.CCHTopology()
    ends_of = graph.tail.astype(np.uint32), graph.head.astype(np.uint32)
    places = graph.lat.astype(np.float32), graph.lon.astype(np.float32)
    prepare, _ = clock(lambda: topology.build(*ends_of, *places, graph.n_nodes), 1)
    kit = pyroutingkit.CCHMetric(topology)
    weights = np.rint(graph.seconds * 1000).astype(np.uint32)
    kit.customize(weights, 1)
    asked = sources.astype(np.uint32), targets.astype(np.uint32)
    routing_kit, theirs = clock(lambda: kit.distances_many_to_many(*asked), 3)
    row = networkx_row(graph, sources[:NX_ROWS])
    line("ours, seconds and metres", whole)
    line("ours, seconds alone", quick, f"{SIDE * SIDE / quick / 1e6:.0f} million entries a second")
    line(
        "RoutingKit, seconds alone",
        routing_kit,
        f"ours {routing_kit / quick:.1f} x, with metres {routing_kit / whole:.1f} x",
    )
    line("networkx, reckoned", row * SIDE, f"ours {row * SIDE / quick:,.0f} x, with metres {row * SIDE / whole:,.0f} x")
    line("RoutingKit's topology", prepare)
    is_there = np.isfinite(found[0])
    apart = np.abs(found[0][is_there] - theirs[is_there] / 1000).max()
    print(f"  RoutingKit counts whole milliseconds: {apart:.3f} s apart at most")
    rows = plain_rows(graph, sources[:20])[:, targets]
    apart = np.abs(np.where(is_there[:20], found[0][:20], 0) - np.where(np.isfinite(rows), rows, 0)).max()
    print(f"  plain Dijkstra, 20 rows: {apart:.4f} s apart at most")


def closures(graph: Graph) -> None:
    """Print what a new closure costs until every answer is right."""
    print("a new closure in force")
    seconds = graph.seconds.copy()
    seconds[graph.edge == graph.edge[graph.n_arcs // 2]] = np.inf
    closed = dataclasses.replace(graph, seconds=seconds)
    line("ours, all weights anew", clock(lambda: metric_of(closed))[0], "target 0.100")
    print("all single-road closures and one what-if")


def alone(graph: Graph, chance: np.random.Generator) -> None:
    """Print what all closures, each alone, cost, and one of them with residents in bands."""
    n_edges = int(graph.edge.max()) + 1
    stations = points(graph, chance.integers(0, graph.n_arcs, N_STATIONS), graph.head)
    homes = points(graph, chance.integers(0, graph.n_arcs, N_HOMES), graph.tail)
    nothing = Direct(*(np.zeros(0, dtype=t) for t in ("i4", "i4", "f8", "f8", "i4")))
    origin = np.arange(graph.n_nodes, dtype=np.int32)
    whole = rooted(graph, origin, starts=stations, goals=homes, direct=nothing)
    residents = chance.integers(1, 300, N_HOMES).astype(np.float64)
    build_s, reach = clock(lambda: Reach(whole, residents), 3)
    edges = np.arange(n_edges)
    all_s, losses = clock(lambda: reach.each_alone(edges), 3)
    worst = edges[np.argsort(losses.resident_s)[-50:]]
    what_if = [clock(lambda edge=edge: bands_of(reach, np.array([edge])), 2)[0] for edge in worst.tolist()]
    line(f"tree from {N_STATIONS} stations", build_s)
    visits = int(reach.tree.size.sum())
    line(f"{n_edges:,} roads, each alone closed", all_s, f"target 1.000; {visits:,} nodes behind them together")
    line("one closure, residents per added minutes", max(what_if), "target 0.060; the 50 worst roads, the slowest")
    check_alone(graph, reach, losses, chance)


def check_alone(graph: Graph, reach: Reach, losses: Any, chance: np.random.Generator) -> None:
    """Compare some roads with a plain search over everything."""
    whole, apart = reach.rooted.graph, 0.0
    before = reach.now.places
    for edge in chance.choice(np.argsort(losses.added_s)[-2000:], 20):
        seconds = np.where(whole.edge == edge, np.inf, whole.seconds)
        after = plain_rows(dataclasses.replace(whole, seconds=seconds), [reach.rooted.root])[0][: graph.n_nodes]
        is_there = np.isfinite(after)
        apart = max(apart, abs((after[is_there] - before[is_there]).sum() - losses.added_s[edge]) / is_there.sum())
    print(f"  plain Dijkstra, 20 of the worst roads: {apart:.5f} s apart per node at most")


def bands_of(reach: Reach, edges: Any) -> Any:
    """Return residents by the minutes that they lose."""
    return bands(added(reach.now.goals, reach.closed(edges).goals), reach.residents, MINUTES)


def points(graph: Graph, arcs: Any, side: Any) -> Ends:
    """Return points in the middle of arcs."""
    half = graph.seconds[arcs] / 2, graph.metres[arcs] / 2
    return Ends(np.arange(len(arcs) + 1, dtype=np.int32), side[arcs], *half, arcs.astype(np.int32))


def plain_rows(graph: Graph, sources: Any) -> Any:
    """Return seconds from some nodes to all, by scipy."""
    key = graph.tail.astype(np.int64) * graph.n_nodes + graph.head
    order = np.lexsort((graph.seconds, key))
    order = order[np.isfinite(graph.seconds[order])]
    pairs, first = np.unique(key[order], return_index=True)
    ends = pairs // graph.n_nodes, pairs % graph.n_nodes
    return dijkstra(csr_matrix((graph.seconds[order][first], ends), shape=(graph.n_nodes,) * 2), indices=sources)


def networkx_row(graph: Graph, sources: Any) -> float:
    """Return the seconds that networkx takes for one row."""
    peer = nx.DiGraph()
    peer.add_nodes_from(range(graph.n_nodes))
    peer.add_weighted_edges_from(zip(graph.tail.tolist(), graph.head.tolist(), graph.seconds.tolist(), strict=True))
    took = [clock(lambda s=s: nx.single_source_dijkstra_path_length(peer, s), 1)[0] for s in sources.tolist()]
    return min(took)


def clock(work: Callable[[], Any], n_runs: int = N_RUNS) -> tuple[float, Any]:
    """Return the least seconds of one core that some work takes, and what it gives; compiled code is warm."""
    took, found = [], work() if n_runs > 1 else None
    for _ in range(n_runs):
        began = time.process_time()
        found = work()
        took.append(time.process_time() - began)
    return min(took), found


def line(what: str, seconds: float, more: str = "") -> None:
    """Print one figure."""
    print(f"  {what:<42} {seconds:>9.3f} s   {more}".rstrip())


if __name__ == "__main__":
    main()
