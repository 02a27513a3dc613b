"""The county's lists as its offices keep them: one function for each list, facts into rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from yixian.simulate.places import PEOPLE_PER_HOUSEHOLD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.simulate.facts import (
        Condition,
        County,
        Person,
        PersonKind,
        Place,
        PlaceKind,
        PostKind,
        UnitKind,
    )
    from yixian.simulate.grid import Cell

_PLACE_WORDS: dict[PlaceKind, str] = {
    "town": "镇",
    "township": "乡",
    "subdistrict": "街道",
    "farm": "林场",
    "zone": "管委会",
    "community": "社区",
    "village": "村",
    "compound": "小区",
}
_UNIT_WORDS: dict[UnitKind, str] = {
    "headquarters": "指挥部",
    "group": "工作组",
    "bureau": "县直单位",
    "township": "乡镇",
    "community": "村社区",
    "firm": "企业",
}
_POST_WORDS: dict[PostKind, str] = {
    "main_gate": "小区主门",
    "side_gate": "小区侧门",
    "village": "村口",
    "road": "路口",
}
_PERSON_WORDS: dict[PersonKind, str] = {
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
_DATUM = "WGS-84"


@dataclass(frozen=True)
class Listing:
    """A list with its title and headings; every row is as long as the headings."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def column(self, heading: str) -> int:
        """Return where a heading stands, -1 if the list has none of that name."""
        return self.headings.index(heading) if heading in self.headings else -1


class Lists:
    """All lists of one county."""

    def __init__(self, county: County) -> None:
        self._county = county
        self._numbers = {post.number: post.name for post in county.posts}
        self._towns = _towns(county.places)

    def places(self) -> Listing:
        """Return townships, communities, villages and compounds; the county itself heads the list."""
        headings = _headings("名称 类别 上级 区划代码 经度 纬度 坐标系 户数 别名 包保责任人 责任人电话")
        rows = (
            (
                *(place.name, _PLACE_WORDS[place.kind], self._name(place.parent), place.code),
                *(place.lon, place.lat, _DATUM, place.households, "、".join(place.aliases)),
                *(place.leader, place.leader_phone),
            )
            for place in self._county.places
            if place.kind != "county"
        )
        return Listing(f"{self._county.name}地名区划表", headings, tuple(rows))

    def units(self) -> Listing:
        """Return the units with their quotas of cadres."""
        headings = _headings("单位名称 简称 上级单位 类别 下沉名额 负责人 电话 所在乡镇")
        units = self._county.units
        rows = (
            (
                *(unit.name, unit.short_name, "" if unit.parent is None else units[unit.parent].name),
                *(_UNIT_WORDS[unit.kind], unit.quota or None, unit.leader, unit.phone),
                self._towns.get(unit.place, "") if unit.place else "",
            )
            for unit in units
        )
        return Listing(f"{self._county.name}单位名册", headings, tuple(rows))

    def posts(self) -> Listing:
        """Return the posts with what each needs."""
        headings = (
            *_headings("编号 卡点名称 类别 乡镇 所在小区/村 出入口 值守电话 经度 纬度 坐标系"),
            *_headings("早班人数 中班人数 夜班人数 须党员带班 负责人 负责人电话"),
        )
        rows = (
            (
                *(post.number, post.name, _POST_WORDS[post.kind], self._name(post.town)),
                *("" if post.place == post.town else self._name(post.place), post.entrance, post.phone),
                *(post.lon, post.lat, _DATUM, *post.need, "是" if post.needs_leader else "否"),
                *(post.leader, post.leader_phone),
            )
            for post in self._county.posts
        )
        return Listing(f"{self._county.name}疫情防控卡点名册", headings, tuple(rows))

    def unit_staff(self, unit: int) -> Listing:
        """Return the cadres of one unit, whose name stands in the title only."""
        headings = _headings("序号 姓名 性别 身份证号 手机号 人员类别 政治面貌 职务 定点卡点 特殊情况 备注")
        people = (person for person in self._cadres() if person.unit == unit)
        return Listing(f"{self._county.units[unit].name}人员名册", headings, self._staff(people, headings))

    def all_cadres(self) -> Listing:
        """Return the cadres of all units as the organisation department merges them."""
        headings = _headings("序号 姓名 性别 身份证号 手机号 人员类别 单位 政治面貌 职务 定点卡点 特殊情况 备注")
        return Listing("县直单位下沉人员汇总名册", headings, self._staff(self._cadres(), headings))

    def village_staff(self) -> Listing:
        """Return the staff of villages, communities and property firms, township by township."""
        return self._locals("村（社区）及物业人员名册", ("village", "community", "property"), ())

    def volunteers(self) -> Listing:
        """Return the volunteers, who say how many shifts a week they can stand."""
        return self._locals("志愿者名册", ("volunteer",), ("每周可值班次",))

    def cadres(self) -> Listing:
        """Return who was seconded to which post, in which role and since when."""
        headings = _headings("序号 姓名 身份证号码 手机号 单位 政治面貌 派驻点位 岗位职责 到岗日期 备注")
        rows = (
            (
                *(order, person.name, person.id_number, person.phone, self._county.units[person.unit].name),
                *(_member(person), self._numbers[person.post or ""], person.duty),
                *(self._county.on - timedelta(order % 8), ""),
            )
            for order, person in enumerate(self._cadres(), start=1)
        )
        return Listing("县直单位下沉干部名单（2020年2月）", headings, tuple(rows))

    def households(self) -> Listing:
        """Return how many households each village and compound has."""
        headings = _headings("序号 乡镇 村/小区 户数 常住人口 包保责任人 责任人电话")
        homes = [place for place in self._county.places if place.kind in ("village", "compound")]
        rows = (
            (
                *(order, self._towns[home.id], home.name, home.households),
                *(round(home.households * PEOPLE_PER_HOUSEHOLD), home.leader, home.leader_phone),
            )
            for order, home in enumerate(homes, start=1)
        )
        return Listing(f"{self._county.name}居民户数统计表", headings, tuple(rows))

    def _cadres(self) -> list[Person]:
        """Return the cadres unit by unit; those known by name stand first in the county only."""
        return sorted(
            (person for person in self._county.people if person.kind == "cadre"),
            key=lambda person: person.unit,
        )

    def _locals(self, title: str, kinds: tuple[PersonKind, ...], more: tuple[str, ...]) -> Listing:
        headings = (
            *_headings("序号 乡镇 村/小区 姓名 性别 身份证号 手机号 人员类别 单位 政治面貌 职务 定点卡点"),
            *(*more, "特殊情况", "备注"),
        )
        people = [person for person in self._county.people if person.kind in kinds]
        people.sort(key=lambda person: person.place or 0)
        return Listing(f"{self._county.name}{title}", headings, self._staff(people, headings))

    def _staff(self, people: Iterable[Person], headings: tuple[str, ...]) -> tuple[tuple[Cell, ...], ...]:
        return tuple(self._person(order, person, headings) for order, person in enumerate(people, start=1))

    def _person(self, order: int, person: Person, headings: tuple[str, ...]) -> tuple[Cell, ...]:
        known: dict[str, Cell] = {
            "序号": order,
            "姓名": person.name,
            "性别": person.sex,
            "身份证号": person.id_number,
            "手机号": person.phone,
            "人员类别": _PERSON_WORDS[person.kind],
            "单位": self._county.units[person.unit].name,
            "政治面貌": _member(person),
            "职务": person.title,
            "乡镇": self._towns.get(person.place or 0, ""),
            "村/小区": self._name(person.place),
            "定点卡点": self._numbers.get(person.post or "", ""),
            "每周可值班次": person.shifts_per_week,
            "特殊情况": _condition(person.condition),
            "备注": "",
        }
        return tuple(known[heading] for heading in headings)

    def _name(self, place: int | None) -> str:
        return "" if place is None else self._county.places[place].name


def _headings(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _towns(places: tuple[Place, ...]) -> dict[int, str]:
    """Return the name of the township in which each place lies."""
    towns: dict[int, str] = {}
    for place in places:
        if place.parent is not None:
            towns[place.id] = towns.get(place.parent, place.name)
    return towns


def _member(person: Person) -> str:
    return "中共党员" if person.is_member else "群众"


def _condition(condition: Condition | None) -> str:
    return _CONDITION_WORDS[condition.kind].format(condition.value) if condition else ""
