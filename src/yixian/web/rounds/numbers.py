"""The numbers of ``posting.toml``, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True)
class Numbers:
    """What a posting asks of people; reasons stand beside the numbers in the file."""

    least: int
    households_each: int
    most: int
    weights: dict[str, int]
    metres_a_minute: int
    near_home_minutes: int
    opens: int
    report_within: int
    days: int

    def need_of(self, households: int | None) -> int:
        """Return how many people a compound of so many households should have."""
        return min(self.most, max(self.least, -(-(households or 0) // self.households_each)))


def _read() -> Numbers:
    data = tomllib.loads(resources.files(__package__).joinpath("posting.toml").read_text(encoding="utf-8"))
    return Numbers(weights=data["weights"], **data["need"], **data["way"], **data["hours"])


NUMBERS = _read()
