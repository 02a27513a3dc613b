"""The list of units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.simulate.lists.listing import Listing, headings
from yixian.simulate.lists.places import towns_of

if TYPE_CHECKING:
    from yixian.simulate.facts import County, UnitKind

_WORDS: dict[UnitKind, str] = {
    "headquarters": "指挥部",
    "group": "工作组",
    "bureau": "县直单位",
    "township": "乡镇",
    "community": "村社区",
    "firm": "企业",
}


def unit_list(county: County) -> Listing:
    """Return the units with their quotas of cadres."""
    towns, units = towns_of(county.places), county.units
    rows = (
        (
            *(unit.name, unit.short_name, "" if unit.parent is None else units[unit.parent].name),
            *(_WORDS[unit.kind], unit.quota or None, unit.leader, unit.phone),
            towns.get(unit.place, "") if unit.place else "",
        )
        for unit in units
    )
    titles = headings("单位名称 简称 上级单位 类别 下沉名额 负责人 电话 所在乡镇")
    return Listing(f"{county.name}单位名册", titles, tuple(rows))
