"""Judging the values of a case one by one: places, instants, bands, lists of words."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from yixian.planning.judge import Judge as Base
from yixian.planning.rescue.problem import Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from yixian.planning.rescue.problem import Band

NOWHERE = Spot(0.0, 0.0)
LONGEST_S = 86_400


class Judge(Base):
    """Collects faults; each method returns the value, or a harmless stand-in after noting a fault."""

    def __init__(self, to_wgs84: Callable[[float, float], tuple[float, float]]) -> None:
        super().__init__()
        self._to_wgs84 = to_wgs84

    def spot(self, place: str, field: str, value: Any) -> Spot:
        """Return ``[lon, lat]`` in degrees as a place in WGS-84."""
        is_pair = isinstance(value, list) and len(value) == 2 and all(_is_number(one) for one in value)
        if is_pair and abs(value[0]) <= 180 and abs(value[1]) <= 90:
            return Spot(*self._to_wgs84(float(value[0]), float(value[1])))
        swapped = is_pair and abs(value[0]) <= 90 and abs(value[1]) <= 180
        mend = " (longitude first: are they swapped?)" if swapped else ""
        self.refuse(place, field, f"[longitude, latitude] in degrees{mend}", value)
        return NOWHERE

    def moment(self, place: str, field: str, value: Any) -> datetime:
        """Return an instant with its offset from UTC."""
        try:
            found = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            found = datetime.min
        if found.tzinfo is None:
            self.refuse(place, field, "an instant such as 2020-02-11T10:05:00+08:00", value)
            return datetime.fromisoformat("2000-01-01T00:00:00+00:00")
        return found

    def day_or_none(self, place: str, field: str, value: Any) -> date | None:
        """Return a date, or None for a missing one."""
        return None if value is None else self.day(place, field, value)

    def name_or_none(self, place: str, field: str, value: Any) -> str | None:
        """Return a name, or None for a missing one."""
        return None if value is None else self.text(place, field, value)

    def one_of(self, place: str, field: str, value: Any, known: Collection[str]) -> str:
        """Return one of some words, else the first of them."""
        if isinstance(value, str) and value in known:
            return value
        self.refuse(place, field, f"one of {', '.join(known)}", value)
        return next(iter(known))

    def words(self, place: str, field: str, value: Any, known: Collection[str] | None = None) -> frozenset[str]:
        """Return a set of words, all of them known if it is said which are."""
        found = []
        for i, one in enumerate(self.items(place, field, value)):
            at = f"{field}[{i}]"
            found.append(self.text(place, at, one) if known is None else self.one_of(place, at, one, known))
        return frozenset(found)

    def band(self, place: str, field: str, value: Any) -> Band:
        """Return ``[low, middle, high]`` seconds as milliseconds."""
        low, middle, high = self._rising(place, field, value, "seconds, 0 to 86400")
        return round(low * 1000), round(middle * 1000), round(high * 1000)

    def percents(self, place: str, field: str, value: Any) -> tuple[int, int, int]:
        """Return ``[low, 100, high]``: factors in per cent, the middle one being what the network says."""
        low, middle, high = self._rising(place, field, value, "per cent around 100")
        if value and (middle != 100 or low < 10 or high > 1000):
            self.refuse(place, field, "[low, 100, high], 10 to 1000 per cent", value)
        return round(low), 100, round(high)

    def _rising(self, place: str, field: str, value: Any, unit: str) -> tuple[float, float, float]:
        is_row = isinstance(value, list) and len(value) == 3 and all(_is_number(one) for one in value)
        if is_row and 0 <= value[0] <= value[1] <= value[2] <= LONGEST_S:
            return value[0], value[1], value[2]
        self.refuse(place, field, f"[low, middle, high] {unit}, rising", value)
        return 0.0, 100.0, 100.0


def _is_number(value: object) -> bool:
    # A comparison is false for NaN, and JSON has no infinity that is smaller than 1e300.
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e300
