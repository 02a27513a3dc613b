"""Judging values of an instance one by one, so that all faults come out together."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING, Any

from yixian.faults import BadInput, Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from yixian.planning.supplies.problem import Name

LONGEST_QUOTE = 60
MOST = 9_000_000_000_000_000


class Judge:
    """Collects faults; each method returns the value, or a harmless stand-in after noting a fault."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def refuse(self, place: str, field: str, expected: str, got: object) -> None:
        """Note a fault; ``got`` is quoted as JSON."""
        self.faults.append(Fault(place, field, expected, quote(got)))

    def settle(self) -> None:
        """Raise what was noted, if anything was."""
        if self.faults:
            raise BadInput(self.faults)

    def whole(self, place: str, field: str, value: Any, *, least: int = 0, most: int = MOST) -> int:
        """Return a whole number within limits, else ``least``; 5.0 is whole."""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        is_huge = isinstance(value, int | float) and value > most
        limits = f"{least} to {most}" if most < MOST or is_huge else f"{least} or more"
        self.refuse(place, field, f"a whole number, {limits}", value)
        return least

    def number(self, place: str, field: str, value: Any) -> float:
        """Return a number that is not negative, else 0."""
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST:
            return float(value)
        self.refuse(place, field, "a number, 0 or more", value)
        return 0.0

    def numbers(self, place: str, field: str, value: Any, count: int) -> list[float]:
        """Return a list of numbers as long as it must be, zeros after a fault."""
        given = self.items(place, field, value)
        if len(given) != count:
            self.refuse(place, field, f"{count} numbers", len(given))
            return [0.0] * count
        return [self.number(f"{place}.{field}[{i}]", "number", x) for i, x in enumerate(given)]

    def name(self, place: str, field: str, value: Any) -> Name:
        """Return a name: a text that is not empty, or a whole number; else 0."""
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.refuse(place, field, "a name or a number", value)
        return 0

    def items(self, place: str, field: str, value: Any) -> list[Any]:
        """Return a list, else an empty one."""
        if isinstance(value, list):
            return value
        self.refuse(place, field, "a list", value)
        return []

    def table(self, place: str, value: Any, known: Collection[str]) -> Mapping[str, Any]:
        """Return an object whose keys are not misspelt, else an empty one; other keys are information."""
        if not isinstance(value, dict):
            self.refuse(place, "entry", "an object", value)
            return {}
        for key in value:
            near = [] if key in known else difflib.get_close_matches(key.lower(), known, 1, cutoff=0.85)
            if near:
                self.refuse(place, "key", near[0], key)
        return value


def quote(value: object) -> str:
    """Return a value as a short piece of JSON."""
    written = json.dumps(value, ensure_ascii=False, default=repr)
    return written if len(written) <= LONGEST_QUOTE else written[: LONGEST_QUOTE - 1] + "…"
