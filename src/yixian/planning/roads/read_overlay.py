"""Read closures, widths and speeds in force from parsed JSON; everything wrong with it is said at once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, get_args

import numpy as np
import shapely

from yixian.faults import BadInput
from yixian.planning.judge import Judge
from yixian.planning.roads.areas import edges_in
from yixian.planning.roads.datum import DATUMS, datum_of, to_wgs84
from yixian.planning.roads.overlay import DELAY_S, Closure, Direction, Kind, Overlay, Pace, Period, Width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.roads.network import Network

FORMAT: Final = "yixian-overlay/1"
KEYS: Final = ("format", "datum", "closures", "widths", "speeds")
WHERE: Final = ("edges", "ways", "polygon")
WHEN: Final = ("from", "until")
CLOSURE: Final = ("id", *WHERE, *WHEN, "kind", "direction", "delay_s", "foot", "ordered_by", "legal_basis", "note")
WIDTH: Final = (*WHERE, *WHEN, "width_cm", "reported_by", "note")
SPEED: Final = (*WHERE, *WHEN, "kmh", "factor", "reported_by", "note")
LONGEST_DELAY_S: Final = 7200
WIDEST_CM: Final = 12_000
FASTEST_KMH: Final = 140.0


def read_overlay(value: Any, network: Network) -> Overlay:
    """Return what is in force: an object of the format ``yixian-overlay/1``, or a plain list of closures.

    Each entry names its roads by ``edges`` (index in the network), ``ways`` (id in the map, row of the road table) or
    a ``polygon`` ``[[lon, lat], ...]``; in a plain list a closure is a hard block.

    Raises
    ------
    BadInput
        With every fault, each at its path such as ``closures[3].ways[0]``.
    """
    reader = _Reader(network)
    top = {"closures": value} if isinstance(value, list) else reader.table("overlay", value, KEYS)
    if not isinstance(value, list) and top.get("format") != FORMAT:
        reader.refuse("overlay", "format", FORMAT, top.get("format"))
    reader.set_datum(top.get("datum", DATUMS[0]))
    overlay = Overlay(
        closures=tuple(reader.closure(f"closures[{k}]", one) for k, one in reader.entries(top, "closures")),
        widths=tuple(reader.width(f"widths[{k}]", one) for k, one in reader.entries(top, "widths")),
        paces=tuple(reader.pace(f"speeds[{k}]", one) for k, one in reader.entries(top, "speeds")),
    )
    reader.refuse_copies([one.id for one in overlay.closures])
    if reader.faults:
        raise BadInput(reader.faults)
    return overlay


class _Reader(Judge):
    """Judges the entries of an overlay against the roads there are."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self._network = network
        self._datum = DATUMS[0]

    def set_datum(self, value: Any) -> None:
        """Note in which datum polygons are given."""
        known = datum_of(value) if isinstance(value, str) else None
        if known is None:
            self.refuse("overlay", "datum", f"one of {', '.join(DATUMS)}", value)
        self._datum = known or DATUMS[0]

    def entries(self, top: Mapping[str, Any], key: str) -> list[tuple[int, Any]]:
        """Return the numbered entries of a list."""
        return list(enumerate(self.items("overlay", key, top.get(key, []))))

    def refuse_copies(self, ids: list[str]) -> None:
        """Refuse ids that stand for two closures."""
        for k, one in enumerate(ids):
            if one and one in ids[:k]:
                self.refuse(f"closures[{k}]", "id", "an id that no other closure has", one)

    def closure(self, place: str, value: Any) -> Closure:
        """Return one closure."""
        row = self.table(place, value, CLOSURE)
        kind: Kind = self._word(place, "kind", row.get("kind", "hard_block"), get_args(Kind))
        # Null says that nobody has the key; nothing said, the usual delay counts.
        delay = row.get("delay_s", DELAY_S.get(kind))
        if delay is not None:
            delay = self._number(place, "delay_s", delay, LONGEST_DELAY_S)
        direction: Direction = self._word(place, "direction", row.get("direction", "both"), get_args(Direction))
        return Closure(
            id=self.text(place, "id", row.get("id")),
            edges=self._edges(place, row),
            kind=kind,
            direction=direction,
            delay_s=delay if kind != "hard_block" else None,
            is_walkable=self.claim(place, "foot", row.get("foot", True)),
            period=self._period(place, row),
            ordered_by=str(row.get("ordered_by", "")),
            legal_basis=str(row.get("legal_basis", "")),
        )

    def width(self, place: str, value: Any) -> Width:
        """Return one width."""
        row = self.table(place, value, WIDTH)
        wide = self.whole(place, "width_cm", row.get("width_cm"), least=1, most=WIDEST_CM)
        return Width(self._edges(place, row), wide, self._period(place, row), str(row.get("reported_by", "")))

    def pace(self, place: str, value: Any) -> Pace:
        """Return one speed."""
        row = self.table(place, value, SPEED)
        if ("kmh" in row) == ("factor" in row):
            self.refuse(place, "speed", "either kmh or factor", sorted({"kmh", "factor"} & set(row)))
        kmh = self._number(place, "kmh", row["kmh"], FASTEST_KMH) if "kmh" in row else None
        factor = self._number(place, "factor", row.get("factor", 1.0), 100.0)
        if kmh == 0 or factor == 0:
            self.refuse(place, "speed", "more than 0 (close the road instead)", 0)
        period, reporter = self._period(place, row), str(row.get("reported_by", ""))
        return Pace(self._edges(place, row), kmh or None, factor or 1.0, period, reporter)

    def _edges(self, place: str, row: Mapping[str, Any]) -> tuple[int, ...]:
        given = [key for key in WHERE if key in row]
        if len(given) != 1:
            self.refuse(place, "roads", f"one of {', '.join(WHERE)}", given)
            return ()
        if given[0] == "polygon":
            return self._area(f"{place}.polygon", row["polygon"])
        found: list[int] = []
        for k, number in enumerate(self.items(place, given[0], row[given[0]])):
            is_number = isinstance(number, int) and not isinstance(number, bool)
            here = self._named(given[0], number) if is_number else []
            if not here:
                self.refuse(f"{place}.{given[0]}[{k}]", "road", "a road of the network", number)
            found += here
        return tuple(sorted(set(found)))

    def _named(self, key: str, number: int) -> list[int]:
        if key == "edges":
            return [number] if 0 <= number < self._network.n_edges else []
        return [int(edge) for edge in np.flatnonzero(self._network.way == number)]

    def _area(self, place: str, value: Any) -> tuple[int, ...]:
        corners = self.items(place, "polygon", value)
        is_drawn = len(corners) >= 3 and all(_is_place(corner) for corner in corners)
        if not is_drawn:
            self.refuse(place, "polygon", "at least three corners [longitude, latitude] in degrees", value)
            return ()
        points = np.array([to_wgs84(float(lon), float(lat), self._datum) for lon, lat in corners])
        if not shapely.Polygon(points).is_valid:
            self.refuse(place, "polygon", "an outline that does not cross itself", value)
            return ()
        return tuple(edges_in(self._network, points).tolist())

    def _period(self, place: str, row: Mapping[str, Any]) -> Period:
        begins, ends = (self._moment(place, key, row.get(key)) for key in WHEN)
        if begins and ends and begins >= ends:
            self.refuse(place, "until", "an instant after from", row.get("until"))
        return Period(begins, ends)

    def _moment(self, place: str, field: str, value: Any) -> datetime | None:
        if value is None:
            return None
        try:
            found = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            found = datetime.min
        if found.tzinfo is None:
            self.refuse(place, field, "an instant such as 2020-02-11T10:05:00+08:00", value)
            return None
        return found

    def _number(self, place: str, field: str, value: Any, most: float) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most:
            return float(value)
        self.refuse(place, field, f"a number, 0 to {most:g}", value)
        return 0.0

    def _word(self, place: str, field: str, value: Any, known: tuple[str, ...]) -> Any:
        if value in known:
            return value
        self.refuse(place, field, f"one of {', '.join(known)}", value)
        return known[-1] if field == "kind" else known[0]


def _is_place(value: Any) -> bool:
    is_pair = isinstance(value, list) and len(value) == 2
    if not is_pair or not all(isinstance(one, int | float) and not isinstance(one, bool) for one in value):
        return False
    return bool(abs(value[0]) <= 180 and abs(value[1]) <= 90)
