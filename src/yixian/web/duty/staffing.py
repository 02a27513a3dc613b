"""The numbers of ``staffing.toml``, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class Staffing:
    """What a roster asks of people; reasons stand beside the numbers in the file."""

    rules: dict[str, Any]
    weights: dict[str, int]
    metres_a_minute: int
    detour: float
    most_minutes: int
    most_posts: int
    leader_from_age: int
    history_days: int

    @property
    def rest_s(self) -> int:
        """Seconds between two shifts of one person."""
        return 3600 * int(self.rules["min_rest_hours"])


def _read() -> Staffing:
    data = tomllib.loads(resources.files(__package__).joinpath("staffing.toml").read_text(encoding="utf-8"))
    return Staffing(rules=data["rules"], weights=data["weights"], history_days=data["history"]["days"], **data["reach"])


STAFFING = _read()
