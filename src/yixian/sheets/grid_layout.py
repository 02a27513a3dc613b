"""Lay assignments out as the grid that a roster is read from."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NAMES = ((6, "早班"), (14, "中班"), (22, "夜班"))
_WEEKDAYS = "一二三四五六日"


def grid_rows(assignments: Iterable[Mapping[str, Any]]) -> list[list[str]]:
    """Return the heading row and one row for each post and shift, names in the order given.

    Parameters
    ----------
    assignments
        ``post, start, end, name, leads``; an assignment without a name only makes its slot appear.
    """
    cells: dict[tuple[str, str], dict[date, list[str]]] = {}
    days: set[date] = set()
    for one in assignments:
        day = one["start"].date()
        days.add(day)
        crew = cells.setdefault((one["post"], _shift(one["start"], one["end"])), {}).setdefault(day, [])
        if one.get("name"):
            crew.append(f"{one['name']}（带班）" if one.get("leads") else one["name"])
    between = _run(days)
    head = ["卡点", "班次", *(_day(day) for day in between)]
    return [
        head,
        *(
            [post, shift, *("、".join(by_day.get(day, ())) for day in between)]
            for (post, shift), by_day in cells.items()
        ),
    ]


def _run(days: set[date]) -> list[date]:
    """All days from the first to the last, so that a day with nobody is seen as one."""
    if not days:
        return []
    first = min(days)
    return [first + timedelta(days=n) for n in range((max(days) - first).days + 1)]


def _day(day: date) -> str:
    return f"{day.isoformat()}（周{_WEEKDAYS[day.weekday()]}）"


def _shift(start: datetime, end: datetime) -> str:
    name = dict(_NAMES).get(start.hour, "")
    until = f"次日{end:%H:%M}" if end.date() > start.date() else f"{end:%H:%M}"
    return f"{name} {start:%H:%M}-{until}".strip()
