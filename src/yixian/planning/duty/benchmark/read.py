"""Read a benchmark instance (``InstanceN.txt``): sections of comma-separated lines, all faults at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.faults import BadInput
from yixian.planning.duty.benchmark.problem import Terms, Ward
from yixian.planning.judge import Judge

if TYPE_CHECKING:
    from yixian.planning.duty.problem import BoolArray, IntArray

SECTIONS = (
    "SECTION_HORIZON", "SECTION_SHIFTS", "SECTION_STAFF", "SECTION_DAYS_OFF", "SECTION_SHIFT_ON_REQUESTS",
    "SECTION_SHIFT_OFF_REQUESTS", "SECTION_COVER",
)  # fmt: skip
MOST_DAYS = 371
MOST_WEIGHT = 1_000_000
Line = tuple[str, list[str]]
"""Where a line stands (``line 12``) and its words."""


def is_instance(data: bytes) -> bool:
    """Whether a file's content is a benchmark instance rather than JSON."""
    return b"SECTION_HORIZON" in data[:2000]


def read_ward(data: bytes, name: str = "") -> Ward:
    """Return the ward that the text of an instance describes.

    Raises
    ------
    BadInput
        With every fault, each at its line.
    """
    judge = Judge()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        judge.refuse(name, "encoding", "UTF-8", f"byte {data[error.start]:#04x}")
        raise BadInput(judge.faults) from error
    ward = Reader(judge, _sections(judge, text, name)).ward(name)
    if judge.faults:
        raise BadInput(judge.faults)
    return ward


def _sections(judge: Judge, text: str, name: str) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    now: list[Line] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        place = f"{name}:{number}" if name else f"line {number}"
        if line.startswith("SECTION"):
            now = []
            if line not in SECTIONS or line in found:
                judge.refuse(place, "section", f"one of {', '.join(SECTIONS)}, each once", line)
            found.setdefault(line, now)
        elif line and not line.startswith("#"):
            now.append((place, [word.strip() for word in line.split(",")]))
    for section in SECTIONS[:3]:
        if not found.get(section):
            judge.refuse("file", "section", f"{section} with lines", None)
    return found


class Reader:
    """Reads the sections one after the other; faults go to the judge."""

    def __init__(self, judge: Judge, sections: dict[str, list[Line]]) -> None:
        self._judge, self._sections = judge, sections
        horizon = sections.get("SECTION_HORIZON") or [("file", ["0"])]
        self.n_days = self._count(horizon[0][0], "days", horizon[0][1][0], least=1, most=MOST_DAYS)
        self._shifts = self._ids("SECTION_SHIFTS", "shift")
        self._people = self._ids("SECTION_STAFF", "employee")

    def ward(self, name: str) -> Ward:
        """Return what all sections say together."""
        length_min, may_follow = self._shift_rows()
        shape = (len(self._people), self.n_days, len(self._shifts))
        need, under, over = self._cover()
        return Ward(
            name=name,
            n_days=self.n_days,
            shift_ids=tuple(self._shifts),
            person_ids=tuple(self._people),
            length_min=length_min,
            may_follow=may_follow,
            terms=self._terms(),
            off=self._days_off(),
            on_wish=self._requests("SECTION_SHIFT_ON_REQUESTS", np.zeros(shape, dtype=np.int64)),
            off_wish=self._requests("SECTION_SHIFT_OFF_REQUESTS", np.zeros(shape, dtype=np.int64)),
            need=need,
            under=under,
            over=over,
        )

    def _lines(self, section: str, shape: str) -> list[Line]:
        """Return the lines of a section that have as many words as the shape names."""
        wanted = shape.count(",") + 1
        lines = self._sections.get(section, [])
        for place, words in lines:
            if len(words) != wanted:
                self._judge.refuse(place, "line", shape, ",".join(words))
        return [line for line in lines if len(line[1]) == wanted]

    def _ids(self, section: str, field: str) -> dict[str, int]:
        ids: dict[str, int] = {}
        for place, words in self._sections.get(section, []):
            if not words[0] or words[0] in ids:
                self._judge.refuse(place, field, "an id of its own", words[0])
            ids.setdefault(words[0] or place, len(ids))
        return ids

    def _count(self, place: str, field: str, word: str, *, least: int = 0, most: int = MOST_WEIGHT) -> int:
        value = int(word) if word.isascii() and word.isdigit() else word
        return self._judge.whole(place, field, value, least=least, most=most)

    def _shift_rows(self) -> tuple[IntArray, BoolArray]:
        n_shifts = len(self._shifts)
        length_min = np.zeros(n_shifts, dtype=np.int64)
        may_follow = np.ones((n_shifts, n_shifts), dtype=np.bool_)
        for place, words in self._lines("SECTION_SHIFTS", "ShiftID, minutes, shifts that cannot follow"):
            one = self._shifts[words[0]]
            length_min[one] = self._count(place, "minutes", words[1], least=1, most=1440)
            for other in filter(None, words[2].split("|")):
                index = self._judge.index(place, "shift", other, self._shifts)
                if index is not None:
                    may_follow[one, index] = False
        return length_min, may_follow

    def _terms(self) -> Terms:
        shape = "ID, MaxShifts, most minutes, least minutes, most in a row, least in a row, least days off, weekends"
        limits = np.zeros((6, len(self._people)), dtype=np.int64)
        most_of = np.full((len(self._people), len(self._shifts)), self.n_days, dtype=np.int64)
        for place, words in self._lines("SECTION_STAFF", shape):
            person = self._people[words[0]]
            for i, (field, word) in enumerate(zip(shape.split(", ")[2:], words[2:], strict=True)):
                limits[i, person] = self._count(place, field, word)
            for part in filter(None, words[1].split("|")):
                shift, _, most = part.partition("=")
                index = self._judge.index(place, "shift", shift, self._shifts)
                if index is not None:
                    most_of[person, index] = self._count(place, "MaxShifts", most)
        return Terms(limits[0], limits[1], limits[2], limits[3], limits[4], limits[5], most_of)

    def _days_off(self) -> BoolArray:
        off = np.zeros((len(self._people), self.n_days), dtype=np.bool_)
        for place, words in self._sections.get("SECTION_DAYS_OFF", []):
            person = self._judge.index(place, "employee", words[0], self._people)
            for word in filter(None, words[1:]):
                day = self._day(place, word)
                if person is not None and day is not None:
                    off[person, day] = True
        return off

    def _requests(self, section: str, into: IntArray) -> IntArray:
        for place, words in self._lines(section, "EmployeeID, Day, ShiftID, Weight"):
            person = self._judge.index(place, "employee", words[0], self._people)
            slot = self._slot(place, words[1], words[2])
            weight = self._count(place, "weight", words[3])
            if person is not None and slot is not None:
                into[(person, *slot)] += weight
        return into

    def _cover(self) -> tuple[IntArray, IntArray, IntArray]:
        table = np.zeros((3, self.n_days, len(self._shifts)), dtype=np.int64)
        seen: set[tuple[int, int]] = set()
        for place, words in self._lines("SECTION_COVER", "Day, ShiftID, need, weight under, weight over"):
            slot = self._slot(place, words[0], words[1])
            counts = [self._count(place, "cover", word) for word in words[2:]]
            if slot is None:
                continue
            if slot in seen:
                self._judge.refuse(place, "cover", "each day and shift once", ",".join(words[:2]))
            seen.add(slot)
            table[(slice(None), *slot)] = counts
        return table[0], table[1], table[2]

    def _slot(self, place: str, day: str, shift: str) -> tuple[int, int] | None:
        found = self._day(place, day), self._judge.index(place, "shift", shift, self._shifts)
        return None if found[0] is None or found[1] is None else (found[0], found[1])

    def _day(self, place: str, word: str) -> int | None:
        n_faults = len(self._judge.faults)
        day = self._count(place, "day", word, most=max(self.n_days - 1, 0))
        return day if len(self._judge.faults) == n_faults else None
