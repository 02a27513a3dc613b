"""Read the rows of a case: ambulances, people, stores, hospitals, closures, widths."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from yixian.planning.rescue.problem import (
    ITEMS,
    KINDS,
    SOURCES,
    STATES,
    Closure,
    Hospital,
    Person,
    Store,
    Unit,
    Where,
    Width,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yixian.planning.rescue.judge import Judge

UNIT = ("id", "at", "state", "crew", "equipment", "width_cm")
PERSON = ("id", "at", "post", "checked_in", "may_carry")
STORE = ("id", "at", "has", "open")
HOSPITAL = ("id", "at", "can", "beds", "open")
PLACE = ("at", "edge", "polygon")
CLOSURE = ("id", *PLACE, "kind", "direction", "foot", "post", "key", "by", "basis", "on", "from", "until")
WIDTH = ("id", *PLACE, "clear_cm", "source", "on")
DIRECTIONS = ("both", "forward", "backward")
MOST_EDGES = 2_000_000_000


def rows_of(judge: Judge, key: str, value: Any, known: Sequence[str]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each row of a list with its place; an id that stands there twice is a fault."""
    seen: dict[str, int] = {}
    for i, row in enumerate(judge.items("case", key, value)):
        place = f"{key}[{i}]"
        table = judge.table(place, row, known)
        name = table.get("id")
        if isinstance(name, str) and name in seen:
            judge.refuse(place, "id", f"an id of its own, {key}[{seen[name]}] has this one", name)
        elif isinstance(name, str):
            seen[name] = i
        yield place, table


def read_units(judge: Judge, value: Any) -> tuple[Unit, ...]:
    """Return the ambulances."""
    return tuple(
        Unit(
            id=judge.text(place, "id", row.get("id")),
            spot=judge.spot(place, "at", row.get("at")),
            state=judge.one_of(place, "state", row.get("state", STATES[0]), STATES),
            crew=tuple(
                judge.text(place, f"crew[{k}]", name)
                for k, name in enumerate(judge.items(place, "crew", row.get("crew")))
            ),
            equipment=judge.words(place, "equipment", row.get("equipment", []), ITEMS),
            width_cm=judge.whole(place, "width_cm", row.get("width_cm"), least=50, most=400),
        )
        for place, row in rows_of(judge, "units", value, UNIT)
    )


def read_people(judge: Judge, value: Any) -> tuple[Person, ...]:
    """Return the people near by."""
    return tuple(
        Person(
            id=judge.text(place, "id", row.get("id")),
            spot=judge.spot(place, "at", row.get("at")),
            post=judge.name_or_none(place, "post", row.get("post")),
            is_checked_in=judge.claim(place, "checked_in", row.get("checked_in", True)),
            may_carry=judge.claim(place, "may_carry", row.get("may_carry", True)),
        )
        for place, row in rows_of(judge, "people", value, PERSON)
    )


def read_stores(judge: Judge, value: Any) -> tuple[Store, ...]:
    """Return the places where things can be fetched."""
    return tuple(
        Store(
            id=judge.text(place, "id", row.get("id")),
            spot=judge.spot(place, "at", row.get("at")),
            has=judge.words(place, "has", row.get("has"), ITEMS),
            is_open=judge.claim(place, "open", row.get("open", True)),
        )
        for place, row in rows_of(judge, "stores", value, STORE)
    )


def read_hospitals(judge: Judge, value: Any) -> tuple[Hospital, ...]:
    """Return the hospitals."""
    return tuple(
        Hospital(
            id=judge.text(place, "id", row.get("id")),
            spot=judge.spot(place, "at", row.get("at")),
            can=judge.words(place, "can", row.get("can")),
            beds=judge.whole(place, "beds", row.get("beds")),
            is_open=judge.claim(place, "open", row.get("open", True)),
        )
        for place, row in rows_of(judge, "hospitals", value, HOSPITAL)
    )


def read_closures(judge: Judge, value: Any, at: datetime) -> tuple[Closure, ...]:
    """Return the closures that are in force at an instant."""
    found = []
    for place, row in rows_of(judge, "closures", value, CLOSURE):
        closure = Closure(
            id=judge.text(place, "id", row.get("id")),
            kind=judge.one_of(place, "kind", row.get("kind"), KINDS),
            where=_where(judge, place, row),
            direction=judge.one_of(place, "direction", row.get("direction", "both"), DIRECTIONS),
            lets_walk=judge.claim(place, "foot", row.get("foot", True)),
            post=judge.name_or_none(place, "post", row.get("post")),
            key=judge.name_or_none(place, "key", row.get("key")),
            by=judge.text(place, "by", row.get("by")),
            basis=judge.text(place, "basis", row.get("basis")),
            on=judge.day_or_none(place, "on", row.get("on")),
        )
        if _is_in_force(judge, place, row, at):
            found.append(closure)
    return tuple(found)


def read_widths(judge: Judge, value: Any) -> tuple[Width, ...]:
    """Return the clear widths that were reported."""
    return tuple(
        Width(
            id=judge.text(place, "id", row.get("id")),
            where=_where(judge, place, row),
            clear_cm=judge.whole(place, "clear_cm", row.get("clear_cm"), most=10_000),
            source=judge.one_of(place, "source", row.get("source"), SOURCES),
            on=judge.day_or_none(place, "on", row.get("on")),
        )
        for place, row in rows_of(judge, "widths", value, WIDTH)
    )


def _where(judge: Judge, place: str, row: Mapping[str, Any]) -> Where:
    given = [key for key in PLACE if key in row]
    if len(given) != 1:
        judge.refuse(place, "where", "one of at, edge, polygon", given)
        return Where(edge=0)
    if "edge" in row:
        return Where(edge=judge.whole(place, "edge", row["edge"], most=MOST_EDGES))
    if "at" in row:
        return Where(spot=judge.spot(place, "at", row["at"]))
    corners = judge.items(place, "polygon", row["polygon"])
    if len(corners) < 3:
        judge.refuse(place, "polygon", "three corners or more", corners)
    return Where(polygon=tuple(judge.spot(place, f"polygon[{i}]", one) for i, one in enumerate(corners)))


def _is_in_force(judge: Judge, place: str, row: Mapping[str, Any], at: datetime) -> bool:
    """Whether an instant lies within from (included) and until (left out); a missing end is open."""
    begins = judge.moment(place, "from", row["from"]) if row.get("from") is not None else None
    ends = judge.moment(place, "until", row["until"]) if row.get("until") is not None else None
    if begins is not None and ends is not None and begins >= ends:
        judge.refuse(place, "until", f"later than {row['from']}", row["until"])
    return (begins is None or begins <= at) and (ends is None or at < ends)
