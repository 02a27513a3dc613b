"""Read the question where stations should stand from parsed JSON; everything wrong with it is said at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from yixian.faults import BadInput
from yixian.planning.judge import Judge
from yixian.planning.roads.datum import DATUMS, datum_of, to_wgs84
from yixian.planning.roads.siting.asked import ENTRANCES, FORMAT, Asked, Village
from yixian.planning.roads.siting.problem import BUSY, COVER, FEWEST, NEAREST, QUESTIONS
from yixian.planning.roads.travel import Points

if TYPE_CHECKING:
    from collections.abc import Mapping

SPELT: Final = {"mclp": COVER, "lscp": FEWEST, "p-median": NEAREST, "mexclp": BUSY}
"""Names that the literature gives the questions."""

KEYS: Final = (
    "format", "question", "by", "speeds", "datum", "p", "minutes", "busy", "sites", "demand", "stations", "villages",
)  # fmt: skip
PLACE: Final = ("id", "lon", "lat")
DRIVERS: Final = ("ambulance", "car")
PROFILES: Final = ("county", "osrm-car")
MOST_UNITS: Final = 100
MOST_RESIDENTS: Final = 10_000_000
LONGEST_MIN: Final = 24 * 60


def read_sites(value: Any) -> Asked:
    """Return what an object of the format ``yixian-sites/1`` asks.

    Raises
    ------
    BadInput
        With every fault, each at its path such as ``villages[3].entrances[0]``.
    """
    reader = _Reader()
    asked = reader.asked(value)
    if reader.faults:
        raise BadInput(reader.faults)
    return asked


class _Reader(Judge):
    """Judges a question; what it returns after a fault is harmless."""

    def asked(self, value: Any) -> Asked:
        """Return the question."""
        top = self.table("sites", value, KEYS)
        if top.get("format") != FORMAT:
            self.refuse("sites", "format", FORMAT, top.get("format"))
        known = (*QUESTIONS, ENTRANCES, *SPELT)
        question = self._word("question", top.get("question"), known)
        question = SPELT.get(question, question)
        datum = self._datum(top.get("datum", DATUMS[0]))
        has_villages = question == ENTRANCES
        sites, rows = self._places(top, "stations" if has_villages else "sites", datum)
        units = [self._units(k, row) for k, row in enumerate(rows)] if not has_villages else []
        demand, people = self._places(top, "demand", datum)
        least, most = (np.array([pair[side] for pair in units], dtype=np.int64) for side in (0, 1))
        needs_p, needs_limit = question in (COVER, NEAREST, BUSY), question in (COVER, FEWEST, BUSY)
        return Asked(
            question=question,
            by=self._word("by", top.get("by", DRIVERS[0]), DRIVERS),
            speeds=self._word("speeds", top.get("speeds", PROFILES[0]), PROFILES),
            p=self._p(top.get("p"), least, most) if needs_p else 0,
            limit_s=60 * self._number("minutes", top.get("minutes"), LONGEST_MIN) if needs_limit else 0.0,
            busy=self._busy(top.get("busy")) if question == BUSY else 0.0,
            sites=sites,
            least=least,
            most=most,
            demand=demand,
            residents=np.array([self._residents(k, row) for k, row in enumerate(people)], dtype=np.int64),
            villages=self._villages(top, datum) if has_villages else (),
        )

    def _places(self, top: Mapping[str, Any], key: str, datum: str) -> tuple[Points, list[Mapping[str, Any]]]:
        rows = self.items("sites", key, top.get(key))
        if not rows and isinstance(top.get(key), list):
            self.refuse("sites", key, "at least one place", [])
        known = (*PLACE, "name", "least", "most", "residents")
        return self._points(key, [self.table(f"{key}[{k}]", row, known) for k, row in enumerate(rows)], datum)

    def _points(self, path: str, rows: list[Mapping[str, Any]], datum: str) -> tuple[Points, list[Mapping[str, Any]]]:
        ids: list[str] = []
        spots = []
        for k, row in enumerate(rows):
            place = f"{path}[{k}]"
            name = self.text(place, "id", row.get("id"))
            if name and name in ids:
                self.refuse(place, "id", f"an id of its own, {path}[{ids.index(name)}] has this one", name)
            ids.append(name)
            spots.append(to_wgs84(self._degrees(place, row, "lon", 180), self._degrees(place, row, "lat", 90), datum))
        table = np.array(spots, dtype=np.float64).reshape(-1, 2)
        return Points(tuple(ids), table[:, 0], table[:, 1]), rows

    def _degrees(self, place: str, row: Mapping[str, Any], key: str, most: float) -> float:
        value = row.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most:
            return float(value)
        self.refuse(place, key, f"degrees, -{most:g} to {most:g}", value)
        return 0.0

    def _units(self, k: int, row: Mapping[str, Any]) -> tuple[int, int]:
        most = self.whole(f"sites[{k}]", "most", row.get("most", 1), least=0, most=MOST_UNITS)
        least = self.whole(f"sites[{k}]", "least", row.get("least", 0), least=0, most=MOST_UNITS)
        if least > most:
            self.refuse(f"sites[{k}]", "least", f"at most {most}, which may stand there", least)
        return least, most

    def _residents(self, k: int, row: Mapping[str, Any]) -> int:
        return self.whole(f"demand[{k}]", "residents", row.get("residents"), least=0, most=MOST_RESIDENTS)

    def _p(self, value: Any, least: Any, most: Any) -> int:
        p = self.whole("sites", "p", value, least=1, most=MOST_UNITS)
        low, high = int(least.sum()), int(most.sum())
        if len(most) and not low <= p <= high:
            self.refuse("sites", "p", f"{low} to {high}, for which the sites have room", p)
        return p

    def _busy(self, value: Any) -> float:
        return self._number("busy", value, 0.99)

    def _number(self, key: str, value: Any, most: float) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= most:
            return float(value)
        self.refuse("sites", key, f"a number above 0, {most:g} at most", value)
        return most

    def _word(self, key: str, value: Any, known: tuple[str, ...]) -> str:
        if isinstance(value, str) and value in known:
            return value
        self.refuse("sites", key, f"one of {', '.join(known)}", value)
        return known[0]

    def _datum(self, value: Any) -> str:
        known = datum_of(value) if isinstance(value, str) else None
        if known is None:
            self.refuse("sites", "datum", f"one of {', '.join(DATUMS)}", value)
        return known or DATUMS[0]

    def _villages(self, top: Mapping[str, Any], datum: str) -> tuple[Village, ...]:
        found: list[Village] = []
        for k, value in enumerate(self.items("sites", "villages", top.get("villages"))):
            place = f"villages[{k}]"
            row = self.table(place, value, ("id", "name", "entrances", "open"))
            rows = self.items(place, "entrances", row.get("entrances"))
            named = [self.table(f"{place}.entrances[{e}]", one, (*PLACE, "name")) for e, one in enumerate(rows)]
            entrances, _ = self._points(f"{place}.entrances", named, datum)
            n_open = self.whole(place, "open", row.get("open", 1), least=1, most=max(1, entrances.n))
            if not entrances.n:
                self.refuse(place, "entrances", "at least one entrance", [])
            name = self.text(place, "id", row.get("id"))
            if name and name in [other.id for other in found]:
                self.refuse(place, "id", "an id that no other village has", name)
            found.append(Village(name, entrances, n_open))
        if not found:
            self.refuse("sites", "villages", "at least one village", top.get("villages"))
        return tuple(found)
