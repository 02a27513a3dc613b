"""Places of the county: townships with their communities, villages and compounds, each on its own ground."""

from __future__ import annotations

import math
import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING

from yixian.simulate.facts import Place, PlaceKind, Point
from yixian.simulate.scale import degrees
from yixian.simulate.seats import BORDER_KM, SEATS, room
from yixian.simulate.towns import COUNTY, COUNTY_CODE, GIVEN_COMPOUNDS, GIVEN_VILLAGES, TOWNS, Town

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np

PEOPLE_PER_HOUSEHOLD = 3.3
_SPREAD_KM = 4.5
# The first digit of the last three tells communities from villages in official codes.
_FIRST_ORDER: dict[PlaceKind, int] = {"community": 1, "village": 200}
_COMPOUND_HEADS = textwrap.wrap(
    "锦绣阳光金城龙泉翠湖富民安居康乐凤凰丽景明珠世纪东方祥和惠民滨河西苑鑫源"
    "盛世天成春晖福源文华书香银河紫荆民生嘉和玉兰桂园长安兴业御景华府瑞景宏达",
    width=2,
)
_COMPOUND_TAILS = ("小区", "家园", "花园", "新村", "苑", "名城", "公寓", "佳苑", "华庭", "新城")
_COMMUNITIES = textwrap.wrap("新华东关西关南关北关文峰解放向阳城北城南河西中山兴隆永安迎宾振兴", width=2)
_SIDES = ("东", "西", "南", "北", "前", "后", "大", "小", "上", "下", "")
_FAMILIES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董程曹袁邓许傅沈吕苏卢蒋"
_GROUNDS = ("庄", "寨", "沟", "岭", "营", "楼", "岗", "湾", "洼", "桥")


class _Names:
    """Names for the places of all townships; no compound or village is called like another."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        compounds = [head + tail for tail in _COMPOUND_TAILS for head in _COMPOUND_HEADS]
        rng.shuffle(compounds)
        self._compounds = iter(compounds)
        self._villages: set[str] = set()

    def compounds(self, town: Town) -> list[str]:
        given = GIVEN_COMPOUNDS.get(town.name, ())
        return [*given, *(next(self._compounds) for _ in range(town.n_compounds - len(given)))]

    def communities(self, town: Town) -> list[str]:
        names = _COMMUNITIES[: town.n_communities]
        if town.name == "城关镇":
            return [f"{name}社区" for name in names]
        return [f"{town.stem}{name}社区" for name in ("", *names)[: town.n_communities]]

    def villages(self, town: Town) -> list[str]:
        names = list(GIVEN_VILLAGES.get(town.name, ()))
        while len(names) < town.n_villages:
            side, family, ground = (_pick(self._rng, pool) for pool in (_SIDES, _FAMILIES, _GROUNDS))
            name = f"{side}{family}{ground}村"
            if name not in self._villages:
                names.append(name)
                self._villages.add(name)
        return names


def settle(people: int, rng: np.random.Generator) -> tuple[Place, ...]:
    """Return all places, parents first, with households for a population of so many people."""
    names = _Names(rng)
    places = [Place(0, COUNTY, "county", None, COUNTY_CODE, *degrees(SEATS["城关镇"]), 0)]
    for town in TOWNS:
        code = f"{COUNTY_CODE[:6]}{town.code}000" if town.code else ""
        at = degrees(SEATS[town.name])
        seat = Place(len(places), town.name, town.kind, 0, code, *at, 0, aliases=town.aliases)
        places.append(seat)
        places += _inside(town, seat, names, rng)
    return _with_households(places, people, rng)


def _inside(town: Town, seat: Place, names: _Names, rng: np.random.Generator) -> list[Place]:
    first = seat.id + 1
    communities = range(first, first + town.n_communities)
    wanted: list[tuple[PlaceKind, list[str], Sequence[int], Iterator[Point]]] = [
        ("community", names.communities(town), [seat.id], _around(town, 0.6, rng)),
        ("village", names.villages(town), [seat.id], _scattered(town, rng)),
        # Compounds that follow in the list lie side by side and share a community.
        ("compound", names.compounds(town), communities, _around(town, _reach_km(town), rng)),
    ]
    found: list[Place] = []
    for kind, called, parents, spots in wanted:
        for order, name in enumerate(called):
            parent = parents[order * len(parents) // len(called)]
            at = degrees(next(spots))
            found.append(Place(first + len(found), name, kind, parent, _code(seat.code, kind, order), *at, 0))
    return found


def _reach_km(town: Town) -> float:
    """Return how far a town's compounds lie from its seat, so that each has about 300 m of its own."""
    return math.sqrt(town.n_compounds) * 0.16


def _code(parent: str, kind: PlaceKind, order: int) -> str:
    if not parent or kind not in _FIRST_ORDER:
        return ""
    return f"{parent[:9]}{_FIRST_ORDER[kind] + order:03d}"


def _around(town: Town, spread_km: float, rng: np.random.Generator) -> Iterator[Point]:
    """Yield points of a town's built-up middle, ordered around the seat."""
    seat, n_points = SEATS[town.name], max(town.n_compounds, town.n_communities, 1)
    angles = sorted(rng.uniform(0, 2 * math.pi, n_points))
    for angle in angles:
        far = 0.15 + spread_km * math.sqrt(rng.random())
        yield seat[0] + far * math.cos(angle), seat[1] + far * math.sin(angle)


def _scattered(town: Town, rng: np.random.Generator) -> Iterator[Point]:
    """Yield points all over a township that keep apart from its seat, its borders and one another."""
    seat, taken, apart_km = SEATS[town.name], [SEATS[town.name]], 1.6
    while True:
        point = (seat[0] + rng.normal() * _SPREAD_KM, seat[1] + rng.normal() * _SPREAD_KM)
        if room(point, town.name) < BORDER_KM:
            continue
        if any(math.dist(point, other) < apart_km for other in taken):
            # A small township fills up: ask for less distance each time that a point is refused.
            apart_km *= 0.98
            continue
        taken.append(point)
        yield point


def _with_households(places: list[Place], people: int, rng: np.random.Generator) -> tuple[Place, ...]:
    """Share the county's households among villages and compounds, and add them up the tree."""
    total = round(people / PEOPLE_PER_HOUSEHOLD)
    homes = [place for place in places if place.kind in ("village", "compound")]
    weights = rng.lognormal(0, 0.45, len(homes))
    ends = [round(float(end)) for end in weights.cumsum() / weights.sum() * total]
    households = [0] * len(places)
    for home, start, end in zip(homes, [0, *ends[:-1]], ends, strict=True):
        households[home.id] = end - start
    for place in reversed(places):
        if place.parent is not None:
            households[place.parent] += households[place.id]
    return tuple(replace(place, households=households[place.id]) for place in places)


def _pick(rng: np.random.Generator, pool: Sequence[str]) -> str:
    return pool[int(rng.integers(len(pool)))]
