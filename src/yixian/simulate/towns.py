"""The fifteen township-level units of 临溪县 in the order of their posts' numbers, and given names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yixian.simulate.facts import PlaceKind

COUNTY = "临溪县"
COUNTY_CODE = "419901000000"  # an unassigned county code
N_COMPOUNDS, N_VILLAGES, N_COMMUNITIES = 300, 240, 42


@dataclass(frozen=True)
class Town:
    """One township-level unit; ``code`` holds its three digits, empty for a local unit without one."""

    name: str
    kind: PlaceKind
    code: str
    n_compounds: int
    n_communities: int
    n_villages: int
    aliases: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """Return the name without its last sign, as places inside it are called."""
        return self.name.removesuffix("林站").rstrip("镇乡办区")


TOWNS = (
    Town("城关镇", "town", "100", 150, 14, 10),
    Town("杏湾镇", "town", "101", 62, 6, 18),
    Town("东湖办", "subdistrict", "", 8, 4, 6, ("东湖街道", "东湖街道办事处")),
    Town("产业区", "zone", "", 6, 2, 6, ("示范区", "产业示范区", "产业示范区管委会")),
    Town("马庄镇", "town", "102", 3, 1, 18, ("马庄乡",)),
    Town("石桥乡", "township", "200", 1, 1, 20),
    Town("柳河镇", "town", "103", 6, 2, 18),
    Town("白塔镇", "town", "104", 54, 5, 18, ("白塔乡",)),
    Town("北营镇", "town", "105", 3, 1, 18),
    Town("枣园镇", "town", "106", 3, 1, 19),
    Town("青龙乡", "township", "201", 1, 1, 20),
    Town("高台乡", "township", "202", 1, 1, 20),
    Town("双泉乡", "township", "203", 1, 1, 20),
    Town("南岗乡", "township", "204", 1, 1, 20),
    Town("凤岭林站", "farm", "", 0, 1, 9, ("凤岭林场", "国有凤岭林场")),
)

# The compounds of the 24 posts that the sample workbooks name, in the order of those posts.
NAMED_COMPOUNDS = tuple(
    head + tail
    for head in ("幸福", "和平", "建设", "光明", "东风", "红旗")
    for tail in ("小区", "家园", "花园", "新村")
)
GIVEN_COMPOUNDS: dict[str, tuple[str, ...]] = {
    "城关镇": (*NAMED_COMPOUNDS, "水岸"),
    "柳河镇": ("安平苑", "金穗小区", "粮站家属院", "中学东院", "供销社楼院", "柳岸花园"),
}
GIVEN_VILLAGES: dict[str, tuple[str, ...]] = {
    "柳河镇": ("下湾村", "上湾村", "大庙村"),
    "马庄镇": ("马庄集",),
}
# The main gate and the side gates of the compounds that everybody knows.
GIVEN_GATES: dict[str, tuple[str, ...]] = {
    "水岸": ("东门",),
    "安平苑": ("北门", "东门", "西门"),
    "金穗小区": ("南门", "北门"),
    "粮站家属院": ("东门",),
    "中学东院": ("大门",),
    "供销社楼院": ("大门",),
}
