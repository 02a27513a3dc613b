"""The dry run: a file judged by itself and against the register, as often as somebody mends a cell."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any

from yixian import sheets
from yixian.sheets import Memory, Reading, Register, Row
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.journal.models import Event
from yixian.web.register.people import number_of
from yixian.web.uploads.changes import Change, Comparison, Pair, Suspect, Writer, writers
from yixian.web.uploads.models import Upload
from yixian.web.uploads.objections import with_objections

MOST_KEPT = 4
# Rows that may be kept beside a file that is being read: each takes some kilobytes, and a county's machine is small.
MOST_ROWS = 10_000
OF_NUMBERS = "id_number"
WHERE = ("phone", "town", "place")


@dataclass(frozen=True)
class Judged:
    """A reading with the register's word on it; ``reading`` holds every fault, the register's too.

    ``pairs`` are rows that may be somebody registered, until a person decides; they are not written meanwhile.
    """

    reading: Reading
    comparison: Comparison
    pairs: tuple[Pair, ...] = ()

    @cached_property
    def asked(self) -> frozenset[int]:
        """The rows about which a person is asked."""
        return frozenset(pair.row for pair in self.pairs)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The rows that would be written or are there already, in the order of writing."""
        ready = (change for change in self.comparison.changes if change.row not in self.asked)
        return tuple(sorted(ready, key=lambda change: change.level))

    @cached_property
    def counts(self) -> dict[str, int]:
        """Rows by what would become of them; a wrong row that is asked about counts among both."""
        states = {"new": 0, "changed": 0, "same": 0}
        for change in self.changes:
            states[change.state] += 1
        return {"wrong": len({finding.row for finding in self.reading.errors}), **states, "asked": len(self.asked)}

    @property
    def n_writable(self) -> int:
        """Rows that would be written or are there already."""
        return len(self.changes)


@dataclass
class _Desk:
    """What is kept of one upload while somebody works on it, as long as the register stays the same."""

    version: int
    register: Register
    memory: Memory = field(default_factory=Memory)
    asked: Any = None
    made: Judged | None = None
    # The rows as they were compared, to tell those that a mend has changed.
    rows: tuple[Row, ...] = ()


_desks: OrderedDict[tuple[int, int, str], _Desk] = OrderedDict()
_lock = Lock()


def judged(upload: Upload, by: Account) -> Judged:
    """Return the dry run of an upload, kept in memory until a cell, a column or the register changes."""
    version, key = _register_version(), (upload.pk, by.pk, upload.sha256)
    asked = (upload.columns, upload.mends, upload.skips, upload.persons, upload.sheet, upload.done_rows)
    with _lock:
        desk = _desks.get(key)
    if desk is None or desk.version != version:
        _make_room(key)
        desk = _Desk(version, writers()[upload.kind].names(by))
    if desk.made is None or desk.asked != asked:
        reading = _read(upload, desk)
        made = _against_register(upload, by, reading, desk)
        desk = _Desk(version, desk.register, desk.memory, asked, made, reading.rows)
    with _lock:
        _desks[key] = desk
        _desks.move_to_end(key)
        while len(_desks) > MOST_KEPT:
            _desks.popitem(last=False)
    assert desk.made is not None
    return desk.made


def _make_room(key: tuple[int, int, str]) -> None:
    """Forget what an upload was compared with before, and large files, before another one is read."""
    with _lock:
        _desks.pop(key, None)
        while sum(len(desk.rows) for desk in _desks.values()) > MOST_ROWS:
            _desks.popitem(last=False)


def judged_afresh(upload: Upload, by: Account) -> Judged:
    """Return the dry run against the register as it is now: what is written is decided by this one."""
    with _lock:
        _desks.pop((upload.pk, by.pk, upload.sha256), None)
    return judged(upload, by)


def clear(upload: Upload) -> None:
    """Forget the dry runs of one upload, which is being written: they fill the memory."""
    with _lock:
        for key in [key for key in _desks if key[0] == upload.pk]:
            del _desks[key]


def forget() -> None:
    """Forget all dry runs: when another database takes the place of this one."""
    with _lock:
        _desks.clear()


def _register_version() -> int:
    newest = Event.objects.unscoped("only its number").filter(topic="register").order_by("-id")
    return newest.values_list("id", flat=True).first() or 0


def _read(upload: Upload, desk: _Desk) -> Reading:
    content = upload.content
    return sheets.read(
        upload.kind,
        content,
        register=desk.register,
        year=upload.year,
        columns=upload.columns or None,
        mends=_recognised(upload, content, desk) | {_cell(name): text for name, text in upload.mends.items()},
        skips=upload.skips,
        today=clock.today(),
        sheet=upload.sheet or None,
        memory=desk.memory,
    )


def _cell(name: str) -> tuple[int, str]:
    row, letter = name.split(":")
    return int(row), letter


def _recognised(upload: Upload, content: bytes, desk: _Desk) -> dict[tuple[int, str], str]:
    """The registered number of each row whose own is wrong, where a person said whose row it is."""
    numbers = {row: number_of(pk) for row, pk in upload.decided.items() if pk}
    if not any(numbers.values()):
        return {}
    if desk.made:
        columns = desk.made.reading.columns
    else:
        columns = sheets.look(upload.kind, content, columns=upload.columns or None, sheet=upload.sheet or None).columns
    letter = next((one.letter for one in columns if one.field == OF_NUMBERS), None)
    return {(row, letter): number for row, number in numbers.items() if letter and number}


def _against_register(upload: Upload, by: Account, reading: Reading, desk: _Desk) -> Judged:
    writer = writers()[upload.kind]
    comparison = _compare(reading.rows, by, writer=writer, decided=upload.decided, desk=desk)
    whole = with_objections(reading, comparison.objections)
    pairs = writer.pairs(list(_suspects(whole, comparison)), by)
    return Judged(whole, comparison, tuple(pair for pair in pairs if pair.row not in upload.decided))


def _compare(
    rows: Sequence[Row], by: Account, *, writer: Writer, decided: Mapping[int, int], desk: _Desk
) -> Comparison:
    """Compare all rows, or only those that a mend has changed where rows do not depend on each other."""
    if desk.made is None or not writer.is_row_by_row or decided:
        return writer.compare(rows, by, decided)
    # A reading with the same memory gives a row that did not change the very same values.
    before = {row.sheet_row: row.values for row in desk.rows}
    fresh = [row for row in rows if before.get(row.sheet_row) is not row.values]
    kept = {row.sheet_row for row in rows} - {row.sheet_row for row in fresh}
    part, old = writer.compare(fresh, by), desk.made.comparison
    changes = [*(change for change in old.changes if change.row in kept), *part.changes]
    objections = [*(one for one in old.objections if one.row in kept), *part.objections]
    return Comparison(tuple(sorted(changes, key=lambda change: change.row)), tuple(objections))


def _suspects(reading: Reading, comparison: Comparison) -> Iterator[Suspect]:
    """Rows whose number is wrong, and new people: the register may know them under another number or none."""
    letters = {column.field: column.letter for column in reading.columns if column.field}
    wrong = {one.row for one in reading.errors if one.field == OF_NUMBERS and one.kind.startswith("id_")}
    for bad in reading.bad_rows:
        if bad.sheet_row in wrong:
            texts = bad.texts
            said = {name: texts.get(letters.get(name, ""), "") for name in ("name", OF_NUMBERS, *WHERE)}
            yield Suspect(bad.sheet_row, said["name"], said[OF_NUMBERS], *(said[name] for name in WHERE))
    said_of = {row.sheet_row: row.values for row in reading.rows}
    for change in comparison.of("new"):
        values = said_of[change.row]
        if values.get(OF_NUMBERS):
            where = (str(values.get(name) or "") for name in WHERE)
            yield Suspect(change.row, values["name"], values[OF_NUMBERS], *where)
