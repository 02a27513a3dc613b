"""Units of the county: the headquarters and its groups, 60 county units, townships, communities, firms."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from yixian.simulate.facts import TOWNSHIP_KINDS, Place, Unit, UnitKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

N_CADRES = 882
HEADQUARTERS = "临溪县疫情防控指挥部"
DUTY_ROOM = "指挥部办公室"
GROUPS = ("办公室", "社区防控组", "医疗救治组", "物资保障组", "交通管控组", "宣传组", "督导组", "党建工作组")
FIRMS = ("惠民", "安居", "祥和", "金管家", "康乐", "鸿运", "城投", "绿城", "长青", "德润", "同心", "百顺")
# Full name and what everybody says; a unit that stands once is said as it is written.
BUREAUS = (
    ("县水利局", "水利局"),
    ("县财政局", "财政局"),
    ("县住房和城乡建设局", "县住建局"),
    ("县教育体育局", "县教体局"),
    ("县审计局", "审计局"),
    ("县司法局", "司法局"),
    ("县林业局", "林业局"),
    ("县农业农村局", "县农业局"),
    ("县自然资源局", "县国土局"),
    ("县交通运输局", "县交通局"),
    ("县人力资源和社会保障局", "县人社局"),
    ("县发展和改革委员会", "县发改委"),
    ("县工业和信息化局", "县工信局"),
    ("县市场监督管理局", "县市场局"),
    ("县卫生健康委员会", "县卫健委"),
    ("县民政局", "民政局"),
    ("县公安局", "公安局"),
    ("县应急管理局", "县应急局"),
    ("县文化广电和旅游局", "县文旅局"),
    ("县统计局", "统计局"),
    ("县医疗保障局", "县医保局"),
    ("县退役军人事务局", "县退役军人局"),
    ("县扶贫开发办公室", "县扶贫办"),
    ("县商务局", "商务局"),
    ("县城市管理局", "县城管局"),
    ("县生态环境局", "县环保局"),
    ("县税务局", "税务局"),
    ("县信访局", "信访局"),
    ("县档案馆", "档案馆"),
    ("县机关事务中心", "机关事务中心"),
    ("县委办公室", "县委办"),
    ("县政府办公室", "县政府办"),
    ("县委组织部", "组织部"),
    ("县委宣传部", "宣传部"),
    ("县委统战部", "统战部"),
    ("县委政法委", "政法委"),
    ("县委编办", "编办"),
    ("县委党校", "党校"),
    ("县纪委监委", "纪委"),
    ("县人大办公室", "县人大办"),
    ("县政协办公室", "县政协办"),
    ("县人民法院", "县法院"),
    ("县人民检察院", "县检察院"),
    ("县总工会", "工会"),
    ("团县委", "共青团"),
    ("县妇女联合会", "县妇联"),
    ("县科学技术协会", "县科协"),
    ("县工商业联合会", "县工商联"),
    ("县残疾人联合会", "县残联"),
    ("县红十字会", "红十字会"),
    ("县气象局", "气象局"),
    ("县供销合作社", "县供销社"),
    ("县公路管理局", "县公路局"),
    ("县烟草专卖局", "县烟草局"),
    ("县邮政分公司", "邮政公司"),
    ("县供电公司", "供电公司"),
    ("县融媒体中心", "融媒体"),
    ("县住房公积金管理部", "公积金"),
    ("县粮食和物资储备中心", "县粮储中心"),
    ("县第一高级中学", "县一高"),
)


def set_up(places: tuple[Place, ...], rng: np.random.Generator) -> tuple[Unit, ...]:
    """Return all units, parents first; the quotas of the 60 county units sum to 882."""
    top = Unit(0, HEADQUARTERS, "指挥部", "headquarters", None, place=0)
    units = [top]
    for name, short, kind in _below_the_top():
        units.append(Unit(len(units), name, short, kind, top.id))
    town = top
    for place in places:
        if place.kind in TOWNSHIP_KINDS:
            town = Unit(len(units), _government(place), place.name, "township", top.id, place=place.id)
            units.append(town)
        if place.kind in ("community", "village"):
            units.append(Unit(len(units), committee(place), place.name, "community", town.id, place=place.id))
    return _with_quotas(units, rng)


def _below_the_top() -> Iterator[tuple[str, str, UnitKind]]:
    """Yield name, short name and kind of the units that govern no place."""
    for group in GROUPS:
        yield f"指挥部{group}", group, "group"
    for name, short in BUREAUS:
        yield name, short, "bureau"
    for firm in FIRMS:
        yield f"{firm}物业公司", f"{firm}物业", "firm"


def _government(place: Place) -> str:
    """Return the office of a township; the local units are named like their place."""
    return f"{place.name}人民政府" if place.kind in ("town", "township") else f"{place.aliases[-1]}"


def committee(place: Place) -> str:
    """Return the committee of a community or village: 新华社区居委会, 下湾村委会, 马庄集村委会."""
    if place.kind == "community":
        return f"{place.name}居委会"
    return f"{place.name.removesuffix('村')}村委会"


def _with_quotas(units: list[Unit], rng: np.random.Generator) -> tuple[Unit, ...]:
    bureaus = [unit.id for unit in units if unit.kind == "bureau"]
    weights = rng.lognormal(0, 0.5, len(bureaus))
    # Nobody sends fewer than four; the rest goes by size, cut so that the sum is exact.
    ends = [round(float(end)) for end in weights.cumsum() / weights.sum() * (N_CADRES - 4 * len(bureaus))]
    sizes = (4 + end - start for start, end in pairwise([0, *ends]))
    quotas = dict(zip(bureaus, sizes, strict=True))
    return tuple(replace(unit, quota=quotas.get(unit.id, 0)) for unit in units)
