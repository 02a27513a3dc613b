"""Read norms, pieces per person and day: the weight of a need is then counted, never asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.supplies.judge import Judge
    from yixian.planning.supplies.problem import Name

NORM = ("item", "class", "min", "need")


@dataclass
class Norms:
    """Rates by item and class of need; a norm without a class holds for every class that has none of its own."""

    rates: dict[tuple[Name, Name | None], tuple[Fraction, Fraction]] = field(default_factory=dict)

    def need_of(self, judge: Judge, place: str, row: Mapping[str, Any], item: Name) -> tuple[int, int]:
        """Return minimum and need of a demand: as its row says, or by norm for the people it names."""
        if "people" not in row:
            return judge.whole(place, "min", row.get("min")), judge.whole(place, "need", row.get("need"))
        for key in ("min", "need"):
            if key in row:
                judge.refuse(place, key, f"people or {key}, not both", row[key])
        people = judge.whole(place, "people", row["people"])
        own = row.get("class") if isinstance(row.get("class"), str | int) else None
        rates = self.rates.get((item, own), self.rates.get((item, None)))
        if rates is None:
            judge.refuse(place, "people", "a norm for its item and class", row["people"])
            return 0, 0
        # A person cannot wear a part of a mask: what a norm gives is rounded up.
        return ceil(people * rates[0]), ceil(people * rates[1])


def read_norms(judge: Judge, value: Any) -> Norms:
    """Return the norms."""
    norms = Norms()
    for i, entry in enumerate(judge.items("problem", "norms", value)):
        place = f"norms[{i}]"
        row = judge.table(place, entry, NORM)
        if not isinstance(entry, dict):
            continue
        of = None if row.get("class") is None else judge.name(place, "class", row["class"])
        key = judge.name(place, "item", row.get("item", 0)), of
        least, need = (Fraction(str(judge.number(place, part, row.get(part, 0)))) for part in ("min", "need"))
        if need < least:
            judge.refuse(place, "need", f"no less than min, {row.get('min')}", row.get("need"))
        if key in norms.rates:
            judge.refuse(place, "item", "each item and class once", list(key))
        norms.rates[key] = least, need
    return norms
