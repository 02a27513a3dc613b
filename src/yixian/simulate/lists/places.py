"""The lists of places, and of the households that live in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.simulate.lists.listing import DATUM, Listing, headings
from yixian.simulate.places import PEOPLE_PER_HOUSEHOLD

if TYPE_CHECKING:
    from yixian.simulate.facts import County, Place, PlaceKind

_WORDS: dict[PlaceKind, str] = {
    "town": "镇",
    "township": "乡",
    "subdistrict": "街道",
    "farm": "林场",
    "zone": "管委会",
    "community": "社区",
    "village": "村",
    "compound": "小区",
}


def place_list(county: County) -> Listing:
    """Return townships, communities, villages and compounds; the county itself heads the list."""
    rows = (
        (
            *(place.name, _WORDS[place.kind], name_of(county, place.parent), place.code),
            *(place.lon, place.lat, DATUM, place.households, "、".join(place.aliases)),
            *(place.leader, place.leader_phone),
        )
        for place in county.places
        if place.kind != "county"
    )
    titles = headings("名称 类别 上级 区划代码 经度 纬度 坐标系 户数 别名 包保责任人 责任人电话")
    return Listing(f"{county.name}地名区划表", titles, tuple(rows))


def household_list(county: County) -> Listing:
    """Return how many households each village and compound has."""
    towns = towns_of(county.places)
    homes = [place for place in county.places if place.kind in ("village", "compound")]
    rows = (
        (
            *(order, towns[home.id], home.name, home.households),
            *(round(home.households * PEOPLE_PER_HOUSEHOLD), home.leader, home.leader_phone),
        )
        for order, home in enumerate(homes, start=1)
    )
    titles = headings("序号 乡镇 村/小区 户数 常住人口 包保责任人 责任人电话")
    return Listing(f"{county.name}居民户数统计表", titles, tuple(rows))


def name_of(county: County, place: int | None) -> str:
    """Return the name of a place, "" for none."""
    return "" if place is None else county.places[place].name


def towns_of(places: tuple[Place, ...]) -> dict[int, str]:
    """Return the name of the township in which each place lies."""
    towns: dict[int, str] = {}
    for place in places:
        if place.parent is not None:
            towns[place.id] = towns.get(place.parent, place.name)
    return towns
