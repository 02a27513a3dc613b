"""Points land on the nearest road from which one can go everywhere and come back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.planning.roads.little import ONE_WAY, Sketch, edge_between, shifted, village
from yixian.planning.roads import flags
from yixian.planning.roads.areas import edges_in
from yixian.planning.roads.drawn import BOLLARD
from yixian.planning.roads.network import Network
from yixian.planning.roads.snap import main_edges, snap

VILLAGE = village().network()


def at(network: Network, east: float, north: float, by: str = "ambulance") -> tuple[int, float, float]:
    """Return edge, share from u and metres of a place on the plane."""
    found = snap(network, *shifted(np.array([[east, north]])), by)
    return int(found.edge[0]), float(found.share[0]), float(found.metres[0])


def test_it_works() -> None:
    edge, share, metres = at(VILLAGE, 30, -5)

    assert edge == edge_between(VILLAGE, 1, 2)
    assert share == pytest.approx(0.3, abs=1e-3)
    assert metres == pytest.approx(5, abs=0.01)


def test_walkers_use_the_path() -> None:
    assert at(VILLAGE, 50, 50, "foot")[2] < 0.01
    assert at(VILLAGE, 50, 50, "ambulance")[2] == pytest.approx(50, abs=0.01)


def test_beyond_the_end_of_a_road_is_its_end() -> None:
    edge, share, metres = at(VILLAGE, 320, 0)

    assert (edge, share) == (edge_between(VILLAGE, 2, 5), 1.0)
    assert metres == pytest.approx(20, abs=0.01)


def test_a_road_that_leads_nowhere_takes_no_points() -> None:
    sketch = village()
    sketch.places |= {7: (150, -50), 8: (400, 400), 9: (450, 400)}
    sketch.road(2, 7, may=ONE_WAY)  # one comes in and never out
    sketch.road(8, 9)  # an island
    network = sketch.network()

    assert at(network, 150, -50)[0] == edge_between(network, 2, 5)
    assert at(network, 425, 400)[0] == edge_between(network, 3, 6)
    assert edge_between(network, 8, 9) not in main_edges(network, "ambulance")


def test_a_closed_road_keeps_its_points() -> None:
    lane = edge_between(VILLAGE, 3, 6)

    # Whether it is closed is not asked: the closure changes the way, not the place.
    assert at(VILLAGE, 200, 101)[0] == lane


def test_no_point_lies_on_a_gate() -> None:
    sketch = village()
    sketch.gates[2] = BOLLARD
    network = sketch.network()

    found = at(network, 100, 0, "foot")

    assert network.barrier[found[0]] == 0


def test_a_network_without_roads_for_somebody_offers_nothing() -> None:
    sketch = Sketch({1: (0, 0), 2: (10, 0)})
    sketch.road(1, 2, may=flags.FOOT, kind="footway")
    found = snap(sketch.network(), np.array([117.0]), np.array([28.0]), "car")

    assert found.edge.tolist() == [-1]
    assert np.isinf(found.metres).all()


@given(edge=st.integers(0, VILLAGE.n_edges - 1), share=st.floats(0, 1))
def test_a_point_on_a_road_stays_there(edge: int, share: float) -> None:
    line = VILLAGE.points_of(edge)
    place = line[0] + share * (line[-1] - line[0])

    found = snap(VILLAGE, place[:1], place[1:], "foot")

    assert found.metres[0] < 0.01
    here = VILLAGE.points_of(int(found.edge[0]))
    landed = here[0] + found.share[0] * (here[-1] - here[0])
    np.testing.assert_allclose(landed, place, atol=1e-7)


def test_an_area_meets_the_roads_that_touch_it() -> None:
    def area(low: tuple[float, float], high: tuple[float, float]) -> list[int]:
        corners = np.array([low, (high[0], low[1]), high, (low[0], high[1])])
        return edges_in(VILLAGE, np.column_stack(shifted(corners))).tolist()

    assert area((200, -10), (220, 10)) == [edge_between(VILLAGE, 2, 5)]
    assert area((500, 500), (600, 600)) == []
    assert area((-10, -10), (400, 400)) == list(range(VILLAGE.n_edges))
    # An area within the mesh of the roads meets none of them.
    assert area((60, 20), (70, 30)) == []
