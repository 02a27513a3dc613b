"""Judging values of a problem file one by one, so that all faults come out together."""

from __future__ import annotations

import difflib
import json
import math
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from yixian.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
LONGEST_QUOTE = 60
MOST = 1_000_000_000


class Judge:
    """Collects faults; each method returns the value, or a harmless stand-in after noting a fault."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def refuse(self, place: str, field: str, expected: str, got: object) -> None:
        """Note a fault; ``got`` is quoted as JSON."""
        self.faults.append(Fault(place, field, expected, quote(got)))

    def whole(self, place: str, field: str, value: Any, *, least: int = 0, most: int = MOST) -> int:
        """Return a whole number within limits, else ``least``."""
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        limits = f"{least} to {most}" if most < MOST else f"{least} or more"
        self.refuse(place, field, f"a whole number, {limits}", value)
        return least

    def hours(self, place: str, field: str, value: Any) -> int:
        """Return hours (fractions allowed, up to 24 x 31) as whole minutes, else 0."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and 0 <= value <= 744:
            return int(value * 60 + 1e-6)
        self.refuse(place, field, "hours, 0 to 744", value)
        return 0

    def number(self, place: str, field: str, value: Any, *, least: float, most: float = MOST) -> float:
        """Return a number within limits, else 1."""
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and math.isfinite(value) and least <= value <= most:
            return float(value)
        self.refuse(place, field, f"a number, {least:g} to {most:g}", value)
        return 1.0

    def claim(self, place: str, field: str, value: Any) -> bool:
        """Return true or false, else False."""
        if isinstance(value, bool):
            return value
        self.refuse(place, field, "true or false", value)
        return False

    def text(self, place: str, field: str, value: Any) -> str:
        """Return a text that is not empty, else an empty one."""
        if isinstance(value, str) and value.strip():
            return value
        self.refuse(place, field, "a text", value)
        return ""

    def clock(self, place: str, field: str, value: Any) -> int:
        """Return ``HH:MM`` as minutes after midnight, else 0."""
        match = CLOCK.fullmatch(value) if isinstance(value, str) else None
        if match:
            return int(match[1]) * 60 + int(match[2])
        self.refuse(place, field, "HH:MM", value)
        return 0

    def day(self, place: str, field: str, value: Any) -> date:
        """Return a date written YYYY-MM-DD, else the first day there is."""
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.refuse(place, field, "a date YYYY-MM-DD", value)
            return date.min

    def items(self, place: str, field: str, value: Any) -> list[Any]:
        """Return a list, else an empty one."""
        if isinstance(value, list):
            return value
        self.refuse(place, field, "a list", value)
        return []

    def row(self, place: str, value: Any, shape: str) -> list[Any] | None:
        """Return a list as long as the words of ``shape`` (``day, shift``), else None."""
        if isinstance(value, list) and len(value) == shape.count(",") + 1:
            return value
        self.refuse(place, "row", f"[{shape}]", value)
        return None

    def pair(self, place: str, value: Any, shape: str) -> tuple[Any, Any] | None:
        """Return the two entries of a row, else None; ``shape`` says which they are."""
        if isinstance(value, list) and len(value) == 2:
            return value[0], value[1]
        self.refuse(place, "row", f"[{shape}]", value)
        return None

    def table(self, place: str, value: Any, known: Collection[str]) -> Mapping[str, Any]:
        """Return an object whose keys are not misspelt, else an empty one; other keys are information."""
        if not isinstance(value, dict):
            self.refuse(place, "entry", "an object", value)
            return {}
        for key in value:
            if key not in known:
                self._suspect(place, key, known)
        return value

    def index(self, place: str, field: str, value: Any, table: Mapping[str, int]) -> int | None:
        """Return the index of an id, else None; the fault proposes the nearest id."""
        if isinstance(value, str) and value in table:
            return table[value]
        near = difflib.get_close_matches(value, table, 1) if isinstance(value, str) else []
        mend = f" (did you mean {near[0]}?)" if near else ""
        self.refuse(place, field, f"a known {field}{mend}", value)
        return None

    def ids(self, key: str, rows: Any) -> dict[str, int]:
        """Return the ids of a list of objects; a missing or repeated id is a fault, and keeps its place."""
        found: dict[str, int] = {}
        if not isinstance(rows, list) or not rows:
            self.refuse("problem", key, "a list with entries", rows)
            return found
        for i, row in enumerate(rows):
            place = f"{key}[{i}]"
            if not isinstance(row, dict):
                self.refuse(place, "entry", "an object", row)
            name = self.text(place, "id", row.get("id")) if isinstance(row, dict) else ""
            if name in found:
                self.refuse(place, "id", f"an id of its own, {key}[{found[name]}] has this one", name)
            found.setdefault(name if name and name not in found else f"{place}?", i)
        return found

    def _suspect(self, place: str, key: str, known: Collection[str]) -> None:
        near = difflib.get_close_matches(key, known, 1, cutoff=0.85)
        if near:
            self.refuse(place, "key", near[0], key)


def entries(rows: Any) -> list[Mapping[str, Any]]:
    """Return the objects of a list that ``ids`` has judged; an empty one where something else stands."""
    return [row if isinstance(row, dict) else {} for row in rows] if isinstance(rows, list) else []


def quote(value: object) -> str:
    """Return a value as a short piece of JSON."""
    written = json.dumps(value, ensure_ascii=False, default=repr)
    return written if len(written) <= LONGEST_QUOTE else written[: LONGEST_QUOTE - 1] + "…"
