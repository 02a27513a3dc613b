"""OpenStreetMap files in every packing give the same roads; broken ones are refused."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import osmium
import pytest

from yixian.faults import BadInput
from yixian.planning.roads import flags
from yixian.planning.roads.build import network_of
from yixian.planning.roads.classes import NAMES
from yixian.planning.roads.components import parts
from yixian.planning.roads.network import Network
from yixian.planning.roads.sources import osm
from yixian.planning.roads.sources.files import drawings
from yixian.planning.roads.sources.merge import together
from yixian.planning.roads.store import packed

DATA = Path("tests/data/rescue")
GUIXI = DATA / "guixi.osm"


def network(path: Path) -> Network:
    """Return the network of a map."""
    return network_of(osm.draw(str(path)))


def copied(source: Path, target: Path) -> Path:
    """Write a map again in the packing that the name says."""
    with osmium.SimpleWriter(str(target)) as writer:
        for thing in osmium.FileProcessor(str(source)):
            writer.add(thing)
    return target


def xml(tmp_path: Path, body: str) -> Path:
    """Write a map by hand."""
    path = tmp_path / "map.osm"
    path.write_text(f'<osm version="0.6">{body}</osm>', encoding="utf-8")
    return path


def node(number: int, lon: float, lat: float, **tags: str) -> str:
    """Return a node as XML."""
    inner = "".join(f'<tag k="{key}" v="{value}"/>' for key, value in tags.items())
    return f'<node id="{number}" lon="{lon}" lat="{lat}">{inner}</node>'


def way(number: int, *refs: int, **tags: str) -> str:
    """Return a way as XML."""
    inner = "".join(f'<nd ref="{ref}"/>' for ref in refs)
    return f'<way id="{number}">{inner}{"".join(f"<tag k={k!r} v={v!r}/>" for k, v in tags.items())}</way>'.replace(
        "'", '"'
    )


def test_it_works() -> None:
    found = network(GUIXI)

    assert (found.n_nodes, found.n_edges) == (336, 475)
    assert len(np.unique(parts(found.n_nodes, found.u, found.v, is_directed=False))) == 2
    assert "冶金大道" in found.names


@pytest.mark.parametrize("suffix", [".osm.pbf", ".osm.gz", ".osm", ".osm.bz2"])
def test_every_packing_gives_the_same_network(tmp_path: Path, suffix: str) -> None:
    assert packed(network(copied(GUIXI, tmp_path / f"map{suffix}"))) == packed(network(GUIXI))


def test_a_town_with_everything() -> None:
    before = time.process_time()
    drawing = osm.draw(str(DATA / "heidelberg.osm.pbf"))
    found = network_of(drawing)

    assert time.process_time() - before < 12
    assert found.n_edges > 45_000
    assert len(found.banned) > 900
    assert (found.barrier == flags.BOLLARD).sum() > 400
    assert (found.sign_forward == flags.SIGNAL).sum() > 400
    assert ((found.flags & flags.STAIRS) > 0).sum() > 1_000
    assert {doubt.code for doubt in drawing.doubts} == {"turn_unplaced"}
    assert len(drawing.doubts) < 20


def test_a_small_county() -> None:
    found = network(DATA / "liechtenstein.osm.pbf")

    share = np.bincount(parts(found.n_nodes, found.u, found.v, is_directed=False)).max() / found.n_nodes
    assert share > 0.97
    assert 400 < found.metres[(found.flags & flags.CAR) > 0].sum() / 1000 < 460


def test_ferries_and_areas_for_cars_are_left_out(tmp_path: Path) -> None:
    places = node(1, 117, 28) + node(2, 117.01, 28)
    path = xml(tmp_path, places + way(1, 1, 2, route="ferry") + way(2, 1, 2, highway="residential"))

    found = network(path)

    assert found.way.tolist() == [2]


def test_a_restriction_over_a_node_is_taken(tmp_path: Path) -> None:
    places = "".join(node(k, 117 + 0.001 * k, 28) for k in (1, 2, 3)) + node(4, 117.002, 28.001)
    ways = "".join(way(k, 2, other, highway="residential") for k, other in ((1, 1), (2, 3), (3, 4)))
    relation = (
        '<relation id="9"><member type="way" ref="1" role="from"/><member type="node" ref="2" role="via"/>'
        '<member type="way" ref="3" role="to"/><tag k="type" v="restriction"/><tag k="restriction" v="{rule}"/>'
        "{more}</relation>"
    )
    plain = network(xml(tmp_path, places + ways + relation.format(rule="no_left_turn", more="")))
    only = network(xml(tmp_path, places + ways + relation.format(rule="only_left_turn", more="")))
    except_cars = relation.format(rule="no_left_turn", more='<tag k="except" v="psv;motorcar"/>')

    assert plain.way[plain.banned[0, [0, 2]]].tolist() == [1, 3]
    # The only allowed turn forbids going straight on, and back.
    assert sorted(only.way[only.banned[:, 2]].tolist()) == [1, 2]
    assert len(network(xml(tmp_path, places + ways + except_cars)).banned) == 0


def test_a_restriction_over_a_way_is_a_doubt(tmp_path: Path) -> None:
    places = node(1, 117, 28) + node(2, 117.01, 28)
    relation = (
        '<relation id="9"><member type="way" ref="1" role="from"/><member type="way" ref="1" role="via"/>'
        '<member type="way" ref="1" role="to"/><tag k="type" v="restriction"/><tag k="restriction" v="no_u_turn"/>'
        "</relation>"
    )
    drawing = osm.draw(str(xml(tmp_path, places + way(1, 1, 2, highway="residential") + relation)))

    assert [(doubt.place, doubt.code) for doubt in drawing.doubts] == [("relation 9", "turn_not_over_a_node")]


def test_points_that_the_file_lacks_shorten_a_road(tmp_path: Path) -> None:
    path = xml(tmp_path, node(1, 117, 28) + node(2, 117.01, 28) + way(1, 1, 2, 77, highway="residential"))
    drawing = osm.draw(str(path))

    assert [(doubt.code, doubt.params["n"]) for doubt in drawing.doubts] == [("points_missing", 1)]
    assert network_of(drawing).n_edges == 1


def test_what_cannot_be_walked_has_no_vehicles_either(tmp_path: Path) -> None:
    places = node(1, 117, 28) + node(2, 117.01, 28)
    ways = way(1, 1, 2, highway="construction") + way(2, 1, 2, highway="steps")

    found = network(xml(tmp_path, places + ways))

    assert [NAMES[code] for code in found.road_class] == ["steps"]
    assert found.flags[0] & (flags.CAR | flags.RESCUE) == 0


@pytest.mark.parametrize(
    "body", ["", node(1, 117, 28), node(1, 117, 28) + node(2, 117.1, 28) + way(1, 1, 2, building="yes")]
)
def test_a_map_without_roads_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(BadInput) as bad:
        osm.draw(str(xml(tmp_path, body)))
    assert bad.value.faults[0].field == "ways"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.osm.pbf", b"no map"),
        ("a.osm", b"<osm"),
        ("a.osm", b"\x00\x01"),
        ("a.osm.gz", b"no gzip"),
        ("a.osm.pbf", (DATA / "liechtenstein.osm.pbf").read_bytes()[:100_000]),
        ("a.osm", GUIXI.read_bytes()[:200_000]),
    ],
)
def test_a_broken_map_is_refused(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)

    with pytest.raises(BadInput) as bad:
        osm.draw(str(path))
    assert bad.value.faults[0].place == str(path)


def test_several_files_become_one_network() -> None:
    twice = network_of(together(drawings([str(GUIXI), str(GUIXI)], lambda name: [])))
    mixed = network_of(together(drawings([str(GUIXI), str(DATA / "guixi_roads.gpkg")], lambda name: [])))

    assert packed(twice) == packed(network(GUIXI))
    assert mixed.n_edges == 475 + 472
    assert mixed.n_nodes == 336 + 331


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    empty, strange = tmp_path / "empty.osm", tmp_path / "roads.dwg"
    empty.write_bytes(b"")
    strange.write_bytes(b"x")
    names = [str(empty), str(strange), str(tmp_path), str(tmp_path / "missing.gpkg")]

    with pytest.raises(BadInput) as bad:
        drawings(names, lambda name: [])

    assert [fault.place for fault in bad.value.faults] == names


def test_the_map_knows_only_one_datum() -> None:
    with pytest.raises(BadInput) as bad:
        drawings([str(GUIXI)], lambda name: [], "GCJ-02")
    assert bad.value.faults[0].field == "datum"
