"""A person as a row of any list of staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.simulate.lists.listing import member
from yixian.simulate.lists.places import name_of, towns_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.simulate.facts import Condition, County, Person, PersonKind
    from yixian.simulate.grid import Cell

_WORDS: dict[PersonKind, str] = {
    "cadre": "下沉干部",
    "village": "村干部",
    "community": "社区工作者",
    "property": "物业",
    "volunteer": "志愿者",
}
_CONDITION_WORDS = {
    "pregnant": "怀孕{}周",
    "nursing": "哺乳期至{}",
    "ill": "发热",
    "under_observation": "居家观察",
}


def people_rows(county: County, people: Iterable[Person], headings: tuple[str, ...]) -> tuple[tuple[Cell, ...], ...]:
    """Return what each person has under the headings, in the order of the people."""
    towns = towns_of(county.places)
    posts = {post.number: post.name for post in county.posts}
    rows = []
    for order, person in enumerate(people, start=1):
        known: dict[str, Cell] = {
            "序号": order,
            "姓名": person.name,
            "性别": person.sex,
            "身份证号": person.id_number,
            "手机号": person.phone,
            "人员类别": _WORDS[person.kind],
            "单位": county.units[person.unit].name,
            "政治面貌": member(person),
            "职务": person.title,
            "乡镇": towns.get(person.place or 0, ""),
            "村/小区": name_of(county, person.place),
            "定点卡点": posts.get(person.post or "", ""),
            "每周可值班次": person.shifts_per_week,
            "特殊情况": _condition(person.condition),
            "备注": "",
        }
        rows.append(tuple(known[heading] for heading in headings))
    return tuple(rows)


def _condition(condition: Condition | None) -> str:
    return _CONDITION_WORDS[condition.kind].format(condition.value) if condition else ""
