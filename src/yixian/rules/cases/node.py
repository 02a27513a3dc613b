"""A value somewhere in a parsed JSON file that knows its place and notes what is wrong with it."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, TypeVar

from yixian.faults import BadInput, Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Built = TypeVar("Built")

ABSENT: Final = object()
FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_QUOTE = 40
ALIKE = 0.8
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WALL_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\+08:00)?", re.ASCII)


@dataclass(frozen=True)
class Node:
    """A value and the way to it.

    A getter that does not find what it expects notes a fault and returns a filler, so that reading goes on
    and finds the other faults; ``read`` then refuses the whole file.
    """

    value: object
    place: str
    field: str
    faults: list[Fault]

    def refuse(self, expected: str) -> None:
        """Note that this value is not what was expected."""
        self.faults.append(Fault(self.place, self.field, expected, self._quote()))

    def key(self, name: str) -> Node:
        """Return the value of a key; where there is none, its getter notes that."""
        content = self.value if isinstance(self.value, dict) else {}
        return Node(content.get(name, ABSENT), self._inner(), name, self.faults)

    def has(self, name: str) -> bool:
        """Return whether a key says something: it is there and is not null."""
        return isinstance(self.value, dict) and self.value.get(name) is not None

    def members(self) -> list[Node]:
        """Return the members of a list."""
        if not isinstance(self.value, list):
            self.refuse("a list")
            return []
        inner = self._inner()
        return [Node(value, inner, f"[{at}]", self.faults) for at, value in enumerate(self.value)]

    def row(self, width: int) -> list[Node]:
        """Return the members of a list of a fixed length; empty, with a fault, if it is none."""
        if not isinstance(self.value, list) or len(self.value) != width:
            self.refuse(f"a list of {width}")
            return []
        return self.members()

    def record(self, known: Collection[str]) -> Node:
        """Return itself, with a fault unless it is an object, and one for each misspelt key.

        Other keys are welcome. A misspelt one is not: without it ``gest_week`` would let a pregnant woman
        work at night.
        """
        if not isinstance(self.value, dict):
            self.refuse("an object")
            return self
        for name in self.value:
            near = [] if name in known else difflib.get_close_matches(name, known, 1, ALIKE)
            if near:
                self.faults.append(Fault(self._inner(), "key", near[0], repr(name)))
        return self

    def text(self) -> str:
        """Return a text; a number that stands for one, as a telephone often does, is written out."""
        if isinstance(self.value, int) and not isinstance(self.value, bool) and abs(self.value) < 10**30:
            return str(self.value)
        if not isinstance(self.value, str):
            self.refuse("a text")
            return ""
        if not _is_whole(self.value):
            self.refuse("a text in Unicode")
            return ""
        return self.value

    def one_of(self, options: Collection[str]) -> str:
        """Return a text out of a closed list."""
        if not isinstance(self.value, str) or self.value not in options:
            self.refuse(" or ".join(options))
            return ""
        return self.value

    def number(self, least: float, most: float) -> float:
        """Return a number between two bounds, both included."""
        value = self.value
        # Bounds first: an endless number of digits cannot become a float.
        if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
            return float(value)
        self.refuse(f"a number from {least:g} to {most:g}")
        return least

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self.refuse("true or false")
        return self.value is True

    def day(self) -> date:
        """Return a date."""
        day = parse_date(self.value)
        if day is None:
            self.refuse(f"a date YYYY-MM-DD from {FIRST_YEAR} to {LAST_YEAR}")
        return day or date.min

    def wall_time(self) -> datetime:
        """Return a local wall time; the offset of China may be written and says nothing new."""
        moment = _parse_wall_time(self.value)
        if moment is None:
            self.refuse("a local time YYYY-MM-DDTHH:MM")
        return moment or datetime.min

    def _inner(self) -> str:
        is_member = self.field.startswith("[") or not self.field
        return self.place + (self.field if is_member else f".{self.field}")

    def _quote(self) -> str:
        if self.value is ABSENT:
            return "nothing"
        if isinstance(self.value, list | dict):
            return f"{'a list' if isinstance(self.value, list) else 'an object'} of {len(self.value)}"
        text = json.dumps(self.value, ensure_ascii=False)
        return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}..."


def read(data: object, source: str, known: Collection[str], build: Callable[[Node], Built]) -> list[Built]:
    """Return every case of a parsed file as ``build`` makes it.

    Parameters
    ----------
    data
        A list of objects, each with an ``id`` that no other one has.
    source
        Name of the file, the place of its faults.
    known
        The keys that ``build`` looks at beside ``id``; others are welcome unless they look misspelt.

    Raises
    ------
    BadInput
        With every fault of the file.
    """
    root = Node(data, source, "", [])
    found = [node.record({"id", *known}) for node in root.members()]
    _judge_ids(found)
    built = [build(node) for node in found if isinstance(node.value, dict)]
    if root.faults:
        raise BadInput(root.faults)
    return built


def parse_date(value: object) -> date | None:
    """Return the date that a text YYYY-MM-DD names, None if it names none of our centuries."""
    if not isinstance(value, str) or not DATE.fullmatch(value):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _parse_wall_time(value: object) -> datetime | None:
    if not isinstance(value, str) or not WALL_TIME.fullmatch(value):
        return None
    try:
        moment = datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


def _judge_ids(found: list[Node]) -> None:
    seen: set[str] = set()
    for key in (node.key("id") for node in found if isinstance(node.value, dict)):
        name = key.text()
        if key.value == "":
            key.refuse("an id")
        if name and name in seen:
            key.refuse("an id that no other case has")
        seen.add(name)


def _is_whole(text: str) -> bool:
    """Return whether a text can be written: JSON lets half a character pass, UTF-8 does not."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
