"""The people of a roster problem: where they may stand, when they may not, and their own limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np

from yixian.planning.duty.problem import NO_LIMIT, OFF, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yixian.planning.duty.problem import BoolArray, IntArray
    from yixian.planning.judge import Judge

KEYS = (
    "id", "kind", "leader", "home_post", "posts", "unavailable", "no_nights", "wishes_off", "nights_before",
    "weekends_before", "protect", "absence", "min_rest_hours", "max_hours_week", "max_days_in_row",
    "max_nights_in_row", "max_nights", "max_shifts_week", "days_in_row_before", "nights_in_row_before",
)  # fmt: skip
NIGHTS_PERIOD_DAYS = 14


class People(TypedDict):
    """The arrays of a problem that have a row per person; see ``Problem``."""

    leader: BoolArray
    home: IntArray
    reach: IntArray
    travel_min: IntArray
    away: BoolArray
    wish: IntArray
    nights_before: IntArray
    weekends_before: IntArray
    limits: Limits


@dataclass(frozen=True)
class Names:
    """The ids of a problem, each with its index."""

    n_days: int
    shifts: Mapping[str, int]
    posts: Mapping[str, int]
    people: Mapping[str, int]

    def slot(self, judge: Judge, place: str, row: tuple[Any, Any, Any]) -> tuple[int, int, int] | None:
        """Return ``(post, day, shift)`` as indices, None after a fault."""
        post = judge.index(place, "post", row[0], self.posts)
        shift = judge.index(place, "shift", row[2], self.shifts)
        day = self.day(judge, place, row[1])
        if post is None or shift is None or day is None:
            return None
        return post, day, shift

    def day(self, judge: Judge, place: str, value: Any) -> int | None:
        """Return a day within the roster, None after a fault."""
        n_faults = len(judge.faults)
        day = judge.whole(place, "day", value, most=self.n_days - 1)
        return day if len(judge.faults) == n_faults else None


def read_people(judge: Judge, value: Any, rules: Mapping[str, Any], names: Names) -> People:
    """Return all arrays with a row per person; faults go to the judge."""
    rows = [judge.table(f"people[{i}]", row, KEYS) for i, row in enumerate(value if isinstance(value, list) else [])]
    shape = (len(rows), names.n_days, len(names.shifts))
    away, wish = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.int64)
    reach, travel_min = _reach(judge, rows, names)
    for i, row in enumerate(rows):
        for cells, _ in _cells(judge, f"people[{i}].unavailable", row.get("unavailable", []), names):
            away[(i, *cells)] = True
        for cells, weight in _cells(judge, f"people[{i}].wishes_off", row.get("wishes_off", []), names):
            wish[(i, *cells)] += weight
    return People(
        leader=np.array(
            [judge.claim(f"people[{i}]", "leader", row.get("leader", False)) for i, row in enumerate(rows)],
            dtype=np.bool_,
        ),
        home=np.array([_home(judge, i, row, names) for i, row in enumerate(rows)], dtype=np.int64),
        reach=reach,
        travel_min=travel_min,
        away=away,
        wish=wish,
        nights_before=_counts(judge, rows, "nights_before"),
        weekends_before=_counts(judge, rows, "weekends_before"),
        limits=_limits(judge, rows, rules, names),
    )


def _reach(judge: Judge, rows: list[Mapping[str, Any]], names: Names) -> tuple[IntArray, IntArray]:
    found = [_places(judge, f"people[{i}]", row, names) for i, row in enumerate(rows)]
    width = max((len(places) for places in found), default=0) or 1
    reach = np.full((len(rows), width), OFF, dtype=np.int64)
    travel_min = np.zeros((len(rows), width), dtype=np.int64)
    for i, places in enumerate(found):
        reach[i, : len(places)] = list(places)
        travel_min[i, : len(places)] = list(places.values())
    return reach, travel_min


def _places(judge: Judge, owner: str, row: Mapping[str, Any], names: Names) -> dict[int, int]:
    places: dict[int, int] = {}
    for k, value in enumerate(judge.items(owner, "posts", row.get("posts"))):
        place = f"{owner}.posts[{k}]"
        entry = judge.row(place, value, "post, minutes")
        if entry is None:
            continue
        post = judge.index(place, "post", entry[0], names.posts)
        minutes = judge.whole(place, "minutes", entry[1], most=100_000)
        if post in places:
            judge.refuse(place, "post", "each post once", entry[0])
        if post is not None:
            places.setdefault(post, minutes)
    return places


def _cells(judge: Judge, path: str, value: Any, names: Names) -> Iterator[tuple[tuple[int, int | slice], int]]:
    """Yield ``((day, shift), weight)``; ``*`` means every shift of the day."""
    is_wish = path.endswith("wishes_off")
    shape = "day, shift, weight" if is_wish else "day, shift"
    for k, entry in enumerate(judge.items(path, "rows", value)):
        place = f"{path}[{k}]"
        row = judge.row(place, entry, shape)
        if row is None:
            continue
        day = names.day(judge, place, row[0])
        every = row[1] == "*"
        shift = slice(None) if every else judge.index(place, "shift", row[1], names.shifts)
        weight = judge.whole(place, "weight", row[2], most=1_000_000) if is_wish else 0
        if day is not None and shift is not None:
            yield (day, shift), weight


def _home(judge: Judge, i: int, row: Mapping[str, Any], names: Names) -> int:
    home = row.get("home_post")
    if home is None:
        return OFF
    post = judge.index(f"people[{i}]", "home_post", home, names.posts)
    return OFF if post is None else post


def _counts(judge: Judge, rows: list[Mapping[str, Any]], key: str) -> IntArray:
    counts = [judge.whole(f"people[{i}]", key, row.get(key, 0), most=1000) for i, row in enumerate(rows)]
    return np.array(counts, dtype=np.int64)


def _limits(judge: Judge, rows: list[Mapping[str, Any]], rules: Mapping[str, Any], names: Names) -> Limits:
    def each(key: str, kind: str) -> IntArray:
        common = _limit(judge, "rules", rules, (key, kind))
        own = [_limit(judge, f"people[{i}]", row, (key, kind)) if key in row else common for i, row in enumerate(rows)]
        return np.array(own, dtype=np.int64)

    periods = -(-names.n_days // NIGHTS_PERIOD_DAYS)
    nights = each("max_nights", "count")
    return Limits(
        rest_min=each("min_rest_hours", "hours"),
        week_min=each("max_hours_week", "hours"),
        week_shifts=each("max_shifts_week", "optional"),
        days_in_row=each("max_days_in_row", "count"),
        nights_in_row=each("max_nights_in_row", "count"),
        nights=np.minimum(nights * periods, NO_LIMIT),
        days_before=_counts(judge, rows, "days_in_row_before"),
        nights_before=_counts(judge, rows, "nights_in_row_before"),
        no_nights=np.array(
            [judge.claim(f"people[{i}]", "no_nights", row.get("no_nights", False)) for i, row in enumerate(rows)],
            dtype=np.bool_,
        ),
    )


def _limit(judge: Judge, place: str, row: Mapping[str, Any], key_kind: tuple[str, str]) -> int:
    key, kind = key_kind
    if kind == "optional" and key not in row:
        return NO_LIMIT
    if kind == "hours":
        return judge.hours(place, key, row.get(key))
    return judge.whole(place, key, row.get(key), most=NO_LIMIT)
