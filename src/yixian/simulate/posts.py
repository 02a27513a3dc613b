"""The 800 posts: a main gate for each compound, side gates, village entrances and road posts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.simulate.facts import TOWNSHIP_KINDS, Place, Point, Post, PostKind
from yixian.simulate.scale import degrees, kilometres
from yixian.simulate.seats import BORDER_KM, room
from yixian.simulate.towns import GIVEN_GATES, GIVEN_VILLAGES, NAMED_COMPOUNDS, TOWNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    from yixian.simulate.identity import Numbers
    from yixian.simulate.land import Land

N_MAIN, N_SIDE, N_VILLAGE, N_ROAD = 300, 150, 260, 90
FULL, DAY_AND_NIGHT, DAY_ONLY, BUSY = (2, 2, 2), (1, 1, 1), (1, 1, 0), (2, 2, 1)
# How many posts of a kind are manned at night too: a count, so that each seed lacks as many people.
_N_NIGHTS: dict[PostKind, int] = {"side_gate": 40, "village": 110, "road": 36}
_BEARINGS = {
    "东口": 10.0,
    "西口": 190.0,
    "北门": 90.0,
    "东门": 0.0,
    "南门": 270.0,
    "西门": 180.0,
    "大门": 225.0,
}
_GATES = ("北门", "南门", "东门", "西门")
_ROAD_NAMES = ("大桥", "镇政府路口", "粮库路口", "加油站路口", "集市路口", "收费站")
_BUSY_POSTS = frozenset({"安平苑东门", "下湾村口", "柳河大桥"})


@dataclass(frozen=True)
class _Site:
    """A post before it has a number."""

    kind: PostKind
    name: str
    place: Place
    entrance: str
    at_km: Point


def place_posts(places: tuple[Place, ...], land: Land, numbers: Numbers, rng: np.random.Generator) -> tuple[Post, ...]:
    """Return the posts in the order of their spoken numbers: main gates, side gates, villages, roads."""
    towns = _towns_by_place(places)
    sites = [*_main_gates(places, rng), *_side_gates(places, rng), *_villages(places)]
    sites += _roads(places, land, rng)
    by_night = _manned_at_night(sites, rng)
    posts = []
    for order, site in enumerate(sites, start=1):
        lon, lat = degrees(site.at_km)
        leads = site.kind == "main_gate" or site.name in _BUSY_POSTS
        post = Post(
            f"{order:04d}", site.name, site.kind, towns[site.place.id], site.place.id, site.entrance,
            numbers.phone(), lon, lat, _need(site, by_night), leads,
        )  # fmt: skip
        posts.append(post)
    return tuple(posts)


def _manned_at_night(sites: list[_Site], rng: np.random.Generator) -> set[str]:
    names: set[str] = set()
    for kind, count in _N_NIGHTS.items():
        own = [site.name for site in sites if site.kind == kind]
        names.update(str(name) for name in rng.choice(own, count, replace=False))
    return names


def _need(site: _Site, by_night: set[str]) -> tuple[int, int, int]:
    if site.kind == "main_gate":
        return FULL
    if site.name in _BUSY_POSTS:
        return BUSY
    return DAY_AND_NIGHT if site.name in by_night else DAY_ONLY


def _main_gates(places: tuple[Place, ...], rng: np.random.Generator) -> Iterator[_Site]:
    for place in _of_kind(places, "compound"):
        entrance = GIVEN_GATES.get(place.name, (_GATES[int(rng.integers(4))],))[0]
        name = place.name + entrance
        if place.name in NAMED_COMPOUNDS:
            name = f"{place.name}{NAMED_COMPOUNDS.index(place.name) + 1}号岗"
        yield _Site("main_gate", name, place, entrance, _gate(place, entrance, 0.07))


def _side_gates(places: tuple[Place, ...], rng: np.random.Generator) -> Iterator[_Site]:
    compounds = _of_kind(places, "compound")
    given = [(place, gate) for place in compounds for gate in GIVEN_GATES.get(place.name, ())[1:]]
    others = [place for place in compounds if place.name not in GIVEN_GATES]
    chosen = rng.choice(len(others), N_SIDE - len(given), replace=False)
    # The gate of a named compound's own post may face anywhere; a side gate is simply another one.
    for place, entrance in [*given, *((others[int(index)], "侧门") for index in sorted(chosen))]:
        yield _Site("side_gate", place.name + entrance, place, entrance, _gate(place, entrance, 0.08))


def _villages(places: tuple[Place, ...]) -> Iterator[_Site]:
    first = GIVEN_VILLAGES["柳河镇"]
    villages = sorted(_of_kind(places, "village"), key=lambda place: (place.name not in first, place.id))
    others = [place for place in villages if place.name not in first]
    by_size = sorted(others, key=lambda place: -place.households)
    with_two = {place.id for place in by_size[: N_VILLAGE - len(villages)]}
    for place in villages:
        for entrance in ("东口", "西口") if place.id in with_two else ("村口",):
            name = place.name + entrance.removeprefix("村" if place.name.endswith("村") else "")
            yield _Site("village", name, place, entrance, _gate(place, entrance, 0.15))


def _roads(places: tuple[Place, ...], land: Land, rng: np.random.Generator) -> Iterator[_Site]:
    seats = {place.name: place for place in places if place.kind in TOWNSHIP_KINDS}
    points = [point for road in land.roads.values() for point in road]
    for town in TOWNS:
        on_roads = [point for point in points if room(point, town.name) >= BORDER_KM]
        seat = kilometres(seats[town.name].lon, seats[town.name].lat)
        for order, called in enumerate(_ROAD_NAMES):
            bearing = order * math.tau / len(_ROAD_NAMES) + float(rng.uniform(-0.3, 0.3))
            spot = on_roads[order * 7 % len(on_roads)] if len(on_roads) > order else seat
            beside = (spot[0] + 0.3 * math.cos(bearing), spot[1] + 0.3 * math.sin(bearing))
            name = town.stem + (called if town.name.endswith("镇") else called.removeprefix("镇"))
            yield _Site("road", name, seats[town.name], "", beside)


def _gate(place: Place, entrance: str, far_km: float) -> Point:
    bearing = math.radians(_BEARINGS.get(entrance, 135.0))
    x, y = kilometres(place.lon, place.lat)
    return x + far_km * math.cos(bearing), y + far_km * math.sin(bearing)


def _of_kind(places: tuple[Place, ...], kind: str) -> list[Place]:
    return [place for place in places if place.kind == kind]


def _towns_by_place(places: tuple[Place, ...]) -> dict[int, int]:
    towns: dict[int, int] = {}
    for place in places:
        if place.kind in TOWNSHIP_KINDS:
            towns[place.id] = place.id
        elif place.parent is not None:
            towns[place.id] = towns.get(place.parent, place.parent)
    return towns
