"""Eight people whom everybody knows by name: documentation, tests and pictures meet them again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from yixian.rules.identity import check_character
from yixian.simulate.facts import Condition, Person, PersonKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yixian.simulate.facts import Place, Post, Unit


@dataclass(frozen=True)
class Known:
    """One of the eight, by the names of unit, place and post; ``role`` is what he or she does."""

    name: str
    role: str
    sex: Literal["男", "女"]
    born_on: date
    phone: str
    kind: PersonKind
    unit: str
    title: str
    place: str
    post: str = ""
    is_member: bool = True
    shifts_per_week: int | None = None
    condition: Condition | None = None
    duty: str = ""
    is_poor: bool = False

    @property
    def id_number(self) -> str:
        """Return a valid number under an unassigned area code; orders 001 and 002 are kept for the eight."""
        digits = f"419901{self.born_on:%Y%m%d}{'001' if self.sex == '男' else '002'}"
        return digits + check_character(digits)


EIGHT = (
    Known(
        "赵云清", "headquarters_duty_officer", "男", date(1981, 3, 9), "13703756021",
        "officer", "指挥部办公室", "值班员", "临溪县",
    ),
    Known(
        "陈国平", "headquarters_shift_head", "男", date(1969, 11, 20), "13803756000",
        "officer", "指挥部办公室", "值班长", "临溪县",
    ),
    Known(
        "李婉宁", "township_officer", "女", date(1985, 6, 2), "15937566103",
        "officer", "柳河镇人民政府", "副镇长", "柳河镇",
    ),
    Known(
        "李建新", "post_leader", "男", date(1976, 8, 15), "13603750412",
        "cadre", "县水利局", "卡点组长", "安平苑", "安平苑北门", duty="排查员",
    ),
    Known(
        "王建军", "guard", "男", date(1979, 1, 27), "13903752277",
        "cadre", "县财政局", "科员", "安平苑", "安平苑东门", duty="服务员",
    ),
    Known(
        "于倩", "guard", "女", date(1991, 4, 18), "18637519080",
        "property", "惠民物业公司", "保安", "安平苑", "安平苑东门", is_member=False,
    ),
    Known(
        "赵秀英", "first_secretary", "女", date(1988, 10, 5), "15837530330",
        "village", "下湾村委会", "第一书记", "下湾村", "下湾村口", condition=Condition("pregnant", "30"),
    ),
    Known(
        "周凯", "volunteer", "男", date(1983, 12, 11), "17337508866",
        "volunteer", "下湾村委会", "村民", "下湾村", "下湾村口",
        is_member=False, shifts_per_week=3, is_poor=True,
    ),
)  # fmt: skip


def seat(known: Iterable[Known], units: Iterable[Unit], places: Iterable[Place], posts: Iterable[Post]) -> list[Person]:
    """Return the known people as people of a county that has their units, places and posts."""
    unit_ids = {unit.name: unit.id for unit in units}
    place_ids = {place.name: place.id for place in places}
    numbers = {post.name: post.number for post in posts}
    return [_seated(one, unit_ids, place_ids, numbers) for one in known]


def _seated(one: Known, units: Mapping[str, int], places: Mapping[str, int], numbers: Mapping[str, str]) -> Person:
    return Person(
        name=one.name,
        sex=one.sex,
        id_number=one.id_number,
        phone=one.phone,
        kind=one.kind,
        unit=units[one.unit],
        is_member=one.is_member,
        title=one.title,
        place=places[one.place],
        post=numbers[one.post] if one.post else None,
        shifts_per_week=one.shifts_per_week,
        condition=one.condition,
        duty=one.duty,
        is_poor=one.is_poor,
    )
