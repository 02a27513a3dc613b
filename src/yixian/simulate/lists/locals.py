"""The lists of those who live where they stand: village and community staff, property staff, volunteers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.simulate.lists.listing import Listing, headings
from yixian.simulate.lists.people import people_rows

if TYPE_CHECKING:
    from yixian.simulate.facts import County, PersonKind


def village_staff(county: County) -> Listing:
    """Return the staff of villages, communities and property firms, township by township."""
    return _locals(county, "村（社区）及物业人员名册", ("village", "community", "property"), "")


def volunteers(county: County) -> Listing:
    """Return the volunteers, who say how many shifts a week they can stand."""
    return _locals(county, "志愿者名册", ("volunteer",), "每周可值班次")


def _locals(county: County, title: str, kinds: tuple[PersonKind, ...], more: str) -> Listing:
    titles = headings(
        f"序号 乡镇 村/小区 姓名 性别 身份证号 手机号 人员类别 单位 政治面貌 职务 定点卡点 {more} 特殊情况 备注"
    )
    people = [person for person in county.people if person.kind in kinds]
    people.sort(key=lambda person: person.place or 0)
    return Listing(f"{county.name}{title}", titles, people_rows(county, people, titles))
