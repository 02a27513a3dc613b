"""Read the people of a posting problem: unit, home, skills, protection, where they may not serve."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.judge import entries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.judge import Judge

STAFF = ("id", "unit", "x", "y", "skills", "near_home_only", "available", "absence", "barred")


@dataclass(frozen=True)
class Names:
    """Ids and their indices."""

    compounds: Mapping[str, int]
    units: Mapping[str, int]
    people: Mapping[str, int]
    skills: Mapping[str, int]


def read_staff(judge: Judge, value: Any, names: Names) -> dict[str, Any]:
    """Return the fields of ``Problem`` that have one row per person."""
    rows = entries(value)
    staff = Staff(judge, names, len(rows))
    for i, row in enumerate(rows):
        staff.read(i, judge.table(f"staff[{i}]", row, STAFF))
    return staff.fields()


class Staff:
    """Arrays that fill up person by person."""

    def __init__(self, judge: Judge, names: Names, n_people: int) -> None:
        self._judge, self._names = judge, names
        self._unit = np.zeros(n_people, dtype=np.int64)
        self._home_m = np.zeros((n_people, 2))
        self._has = np.zeros((n_people, len(names.skills)), dtype=np.bool_)
        self._near_home = np.zeros(n_people, dtype=np.bool_)
        self._free = np.ones(n_people, dtype=np.bool_)
        self._barred = np.zeros((n_people, len(names.compounds)), dtype=np.bool_)
        self._absence = [""] * n_people

    def read(self, i: int, row: Mapping[str, Any]) -> None:
        """Judge one person."""
        judge, place = self._judge, f"staff[{i}]"
        if not row:
            return
        unit = judge.index(place, "unit", row.get("unit"), self._names.units)
        self._unit[i] = 0 if unit is None else unit
        self._home_m[i] = [
            judge.number(place, key, row.get(key), least=-10_000_000.0, most=10_000_000.0) for key in ("x", "y")
        ]
        for k, skill in enumerate(judge.items(place, "skills", row.get("skills"))):
            name = judge.text(f"{place}.skills[{k}]", "skill", skill)
            # A skill that no compound asks for is information.
            if name in self._names.skills:
                self._has[i, self._names.skills[name]] = True
        self._near_home[i] = judge.claim(place, "near_home_only", row.get("near_home_only", False))
        self._free[i] = judge.claim(place, "available", row.get("available", True))
        self._absence[i] = str(row.get("absence", ""))
        for k, name in enumerate(judge.items(place, "barred", row.get("barred", []))):
            compound = judge.index(f"{place}.barred[{k}]", "compound", name, self._names.compounds)
            if compound is not None:
                self._barred[i, compound] = True

    def fields(self) -> dict[str, Any]:
        """Return what has been read."""
        return {
            "unit": self._unit,
            "home_m": self._home_m,
            "has": self._has,
            "near_home": self._near_home,
            "free": self._free,
            "barred": self._barred,
            "absence": tuple(self._absence),
        }
