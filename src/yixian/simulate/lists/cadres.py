"""The lists of cadres: of one unit, of all units, and of those seconded to posts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from yixian.simulate.lists.listing import Listing, headings, member
from yixian.simulate.lists.people import people_rows

if TYPE_CHECKING:
    from yixian.simulate.facts import County, Person


def unit_cadres(county: County, unit: int) -> Listing:
    """Return the cadres of one unit, whose name stands in the title only."""
    titles = headings("序号 姓名 性别 身份证号 手机号 人员类别 政治面貌 职务 定点卡点 特殊情况 备注")
    people = (person for person in _cadres(county) if person.unit == unit)
    return Listing(f"{county.units[unit].name}人员名册", titles, people_rows(county, people, titles))


def all_cadres(county: County) -> Listing:
    """Return the cadres of all units as the organisation department merges them."""
    titles = headings("序号 姓名 性别 身份证号 手机号 人员类别 单位 政治面貌 职务 定点卡点 特殊情况 备注")
    return Listing("县直单位下沉人员汇总名册", titles, people_rows(county, _cadres(county), titles))


def seconded_cadres(county: County) -> Listing:
    """Return who was seconded to which post, in which role and since when."""
    posts = {post.number: post.name for post in county.posts}
    rows = (
        (
            *(order, person.name, person.id_number, person.phone, county.units[person.unit].name),
            *(member(person), posts[person.post or ""], person.duty),
            *(county.on - timedelta(order % 8), ""),
        )
        for order, person in enumerate(_cadres(county), start=1)
    )
    titles = headings("序号 姓名 身份证号码 手机号 单位 政治面貌 派驻点位 岗位职责 到岗日期 备注")
    return Listing(f"县直单位下沉干部名单（{county.on.year}年{county.on.month}月）", titles, tuple(rows))


def _cadres(county: County) -> list[Person]:
    """Return the cadres unit by unit; those known by name stand first in the county only."""
    return sorted((person for person in county.people if person.kind == "cadre"), key=lambda person: person.unit)
