"""The dry run: a file judged by itself and against the register, as often as somebody mends a cell."""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from typing import Any

from yixian import sheets
from yixian.sheets import Finding, Reading, Row
from yixian.sheets.reading import BadRow
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.action import refusal
from yixian.web.journal.queries import last_event
from yixian.web.uploads.changes import Comparison, Objection, shown, writers
from yixian.web.uploads.models import Upload
from yixian.words import Lang

MOST_KEPT = 6


@dataclass(frozen=True)
class Judged:
    """A reading with the register's word on it; ``reading`` holds every fault, the register's too."""

    reading: Reading
    comparison: Comparison

    @cached_property
    def counts(self) -> dict[str, int]:
        """Rows by what would become of them."""
        states = {state: len(self.comparison.of(state)) for state in ("new", "changed", "same")}
        return {"wrong": len({finding.row for finding in self.reading.errors}), **states}

    @property
    def n_writable(self) -> int:
        """Rows that would be written or are there already."""
        return len(self.comparison.changes)


_kept: OrderedDict[tuple[Any, ...], Judged] = OrderedDict()
_lock = Lock()


def judged(upload: Upload, by: Account) -> Judged:
    """Return the dry run of an upload; kept in memory until a cell, a column or the register changes."""
    asked = json.dumps([upload.columns, upload.mends, upload.skips, upload.sheet], sort_keys=True)
    key = (upload.pk, by.pk, asked, upload.done_rows, last_event())
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = _judge(upload, by)
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def _judge(upload: Upload, by: Account) -> Judged:
    writer = writers()[upload.kind]
    reading = sheets.read(
        upload.kind,
        bytes(upload.content),
        register=writer.names(by),
        year=upload.year,
        columns=upload.columns or None,
        mends={_cell(name): text for name, text in upload.mends.items()},
        skips=upload.skips,
        today=clock.today(),
        sheet=upload.sheet or None,
    )
    comparison = writer.compare(reading.rows, by)
    return Judged(_with(reading, comparison.objections), comparison)


def _cell(name: str) -> tuple[int, str]:
    row, letter = name.split(":")
    return int(row), letter


def _with(reading: Reading, objections: tuple[Objection, ...]) -> Reading:
    """Return the reading with the register's objections among its faults and their rows among the bad ones."""
    if not objections:
        return reading
    letters = {column.field: column.letter for column in reading.columns if column.field}
    refused = {objection.row for objection in objections}
    rows = {row.sheet_row: row for row in reading.rows}
    findings = [_finding(objection, letters, rows[objection.row]) for objection in objections]
    bad = [BadRow(row, _cells(reading.kind, rows[row], letters)) for row in sorted(refused)]
    return replace(
        reading,
        rows=tuple(row for row in reading.rows if row.sheet_row not in refused),
        errors=tuple(sorted((*reading.errors, *findings), key=lambda one: (one.row, one.column))),
        bad_rows=tuple(sorted((*reading.bad_rows, *bad), key=lambda one: one.sheet_row)),
    )


@dataclass(frozen=True)
class Objected(Finding):
    """A fault that the register names; its sentence stands in the web's words."""

    def message(self, lang: Lang) -> str:
        """Return the sentence for a person."""
        return refusal(self.kind, self.params)


def _finding(objection: Objection, letters: Mapping[str, str], row: Row) -> Objected:
    return Objected(
        row=objection.row,
        column=letters.get(objection.field, ""),
        field=objection.field,
        kind=objection.code,
        params=objection.params,
        text=shown(row.values.get(objection.field)),
        proposals=objection.proposals,
    )


def _cells(kind: str, row: Row, letters: Mapping[str, str]) -> dict[str, str]:
    fields = {one.name: one for one in sheets.table_of(kind).fields}
    cells = {}
    for field, letter in letters.items():
        value = row.values.get(field)
        cells[letter] = "" if value is None else fields[field].show(value)
    return cells
