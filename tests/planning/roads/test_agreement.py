"""Travel times beside OSRM's and Valhalla's on two regions; the profile is OSRM's own, fitted to neither."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from yixian.planning.roads.build import network_of
from yixian.planning.roads.network import Network
from yixian.planning.roads.read_overlay import read_overlay
from yixian.planning.roads.snap import snap
from yixian.planning.roads.sources.osm import draw
from yixian.planning.roads.travel import Points, Table, between, pair_by_pair, table, view_of

DATA = Path("tests/data/rescue")
FILES = {"guixi": "guixi.osm", "heidelberg": "heidelberg.osm.pbf"}
REGIONS = pytest.mark.parametrize("region", sorted(FILES))


@cache
def network(region: str) -> Network:
    """Return the roads of a region."""
    return network_of(draw(str(DATA / FILES[region])))


def grid(region: str, name: str) -> np.ndarray:
    """Return a reference table; inf = no way."""
    with (DATA / f"reference-{region}" / f"{name}.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    return np.array([[float(cell) if cell else np.inf for cell in row[1:]] for row in rows])


def records(region: str, name: str) -> list[dict[str, str]]:
    """Return the rows of a reference file."""
    with (DATA / f"reference-{region}" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def points(region: str, role: str) -> Points:
    """Return the sources or the targets."""
    rows = [row for row in records(region, "points") if row["role"] == role]
    lon, lat = (np.array([float(row[key]) for row in rows]) for key in ("lon", "lat"))
    return Points(tuple(row["id"] for row in rows), lon, lat)


@cache
def ours(region: str) -> Table:
    """Return our table between the same points."""
    ends = (points(region, role) for role in ("source", "target"))
    return table(network(region), *ends, by="car", speeds="osrm-car")


@REGIONS
def test_it_works(region: str) -> None:
    theirs = grid(region, "osrm_car_seconds")
    found = ours(region).seconds

    assert (np.isfinite(found) == np.isfinite(theirs)).all()
    far = np.isfinite(theirs) & (theirs > 30)
    error = np.abs(found[far] / theirs[far] - 1)
    assert np.median(error) <= 0.005
    assert np.quantile(error, 0.95) <= 0.03


@REGIONS
def test_where_the_engines_take_one_route_we_take_it_too(region: str) -> None:
    osrm, valhalla = grid(region, "osrm_car_metres"), grid(region, "valhalla_auto_metres")
    agree = np.abs(osrm / valhalla - 1) < 0.02

    same = np.abs(ours(region).metres / osrm - 1) < 0.02

    assert same[agree].mean() >= 0.98


@REGIONS
def test_the_nearest_is_the_same(region: str) -> None:
    theirs = grid(region, "osrm_car_seconds")

    assert (ours(region).seconds.argmin(axis=0) == theirs.argmin(axis=0)).mean() >= 0.98


@REGIONS
def test_every_point_lands_on_its_road(region: str) -> None:
    for role in ("source", "target"):
        here = points(region, role)
        ways = [int(row["osm_way"]) for row in records(region, "points") if row["role"] == role]
        found = snap(network(region), here.lon, here.lat, "car")

        assert network(region).way[found.edge].tolist() == ways
        assert found.metres.max() < 0.02


@pytest.mark.parametrize(("region", "share"), [("heidelberg", 0.74), ("guixi", 0.99)])
def test_walks_are_as_long_as_valhallas(region: str, share: float) -> None:
    rows = records(region, "pedestrian_pairs")
    ends = [
        snap(
            network(region),
            np.array([float(row[f"lon_{side}"]) for row in rows]),
            np.array([float(row[f"lat_{side}"]) for row in rows]),
            "foot",
        )
        for side in ("a", "b")
    ]
    found = pair_by_pair(view_of(network(region), "foot"), *ends)

    theirs = np.array([float(row["valhalla_pedestrian_metres"]) for row in rows])
    assert (np.abs(found.metres / theirs - 1) <= 0.02).mean() >= share


@REGIONS
def test_closures_raise_what_they_raise_for_valhalla(region: str) -> None:
    roads = network(region)
    entries = json.loads((DATA / f"reference-{region}" / "closures.json").read_text(encoding="utf-8"))
    overlay = read_overlay(entries, roads)
    ends = [points(region, role) for role in ("source", "target")]
    starts, goals = (snap(roads, end.lon, end.lat, "car") for end in ends)
    before, theirs_before = ours(region).seconds, grid(region, "valhalla_auto_seconds")
    counts = np.zeros(6)
    for closure in overlay.closures:
        theirs = grid(region, f"closure_{closure.id}_valhalla_seconds")
        rows, columns = (slice(0, n) for n in theirs.shape)
        view = view_of(roads, "car", "osrm-car", overlay.only(closure.id))
        found = between(view, starts, goals, with_metres=False).seconds[rows, columns]
        added = found - before[rows, columns]
        cut, raised = np.isinf(theirs), np.isfinite(theirs) & (theirs > theirs_before[rows, columns] + 60)
        same = theirs == theirs_before[rows, columns]
        counts += [cut.sum(), np.isinf(found[cut]).sum(), raised.sum(), (added[raised] > 0).sum(), same.sum(),
                   (added[same] <= 60).sum()]  # fmt: skip

    assert counts[1] == counts[0]
    assert counts[3] >= 0.97 * counts[2] > 0
    assert counts[5] >= 0.995 * counts[4]
