"""The list of posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.simulate.lists.listing import DATUM, Listing, headings
from yixian.simulate.lists.places import name_of

if TYPE_CHECKING:
    from yixian.simulate.facts import County, PostKind

_WORDS: dict[PostKind, str] = {
    "main_gate": "小区主门",
    "side_gate": "小区侧门",
    "village": "村口",
    "road": "路口",
}


def post_list(county: County) -> Listing:
    """Return the posts with what each needs."""
    rows = (
        (
            *(post.number, post.name, _WORDS[post.kind], name_of(county, post.town)),
            *("" if post.place == post.town else name_of(county, post.place), post.entrance, post.phone),
            *(post.lon, post.lat, DATUM, *post.need, "是" if post.needs_leader else "否"),
            *(post.leader, post.leader_phone),
        )
        for post in county.posts
    )
    titles = headings(
        "编号 卡点名称 类别 乡镇 所在小区/村 出入口 值守电话 经度 纬度 坐标系 "
        "早班人数 中班人数 夜班人数 须党员带班 负责人 负责人电话"
    )
    return Listing(f"{county.name}疫情防控卡点名册", titles, tuple(rows))
