"""What the register says against rows, put among the faults that the workbook has by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from yixian import sheets
from yixian.sheets import Finding, Group, Reading, Row
from yixian.sheets.reading import BadRow
from yixian.web.action import refusal
from yixian.web.uploads.changes import Objection
from yixian.words import Lang


@dataclass(frozen=True)
class Objected(Finding):
    """A fault that the register names; its sentence stands in the web's words."""

    def message(self, lang: Lang) -> str:
        """Return the sentence for a person."""
        return refusal(self.kind, self.params)


def with_objections(reading: Reading, objections: Sequence[Objection]) -> Reading:
    """Return the reading with the register's objections among its faults and their rows among the bad ones."""
    if not objections:
        return reading
    letters = {column.field: column.letter for column in reading.columns if column.field}
    refused = {objection.row for objection in objections}
    rows = {row.sheet_row: row for row in reading.rows if row.sheet_row in refused}
    cells = {row: _cells(reading.kind, rows[row], letters) for row in refused}
    findings = [_finding(objection, letters, cells[objection.row]) for objection in objections]
    bad = [BadRow(row, cells[row]) for row in refused]
    return replace(
        reading,
        rows=tuple(row for row in reading.rows if row.sheet_row not in refused),
        errors=tuple(sorted((*reading.errors, *findings), key=lambda one: (one.row, one.column))),
        bad_rows=tuple(sorted((*reading.bad_rows, *bad), key=lambda one: one.sheet_row)),
    )


def _finding(objection: Objection, letters: Mapping[str, str], cells: Mapping[str, str]) -> Objected:
    letter = letters.get(objection.field, "")
    return Objected(
        row=objection.row,
        column=letter,
        field=objection.field,
        kind=objection.code,
        params=objection.params,
        text=cells.get(letter, ""),
        proposals=objection.proposals,
    )


def _cells(kind: str, row: Row, letters: Mapping[str, str]) -> dict[str, str]:
    fields = sheets.table_of(kind).by_name
    values = {letter: (fields[name], row.values.get(name)) for name, letter in letters.items()}
    return {letter: "" if value is None else field.show(value) for letter, (field, value) in values.items()}


def group_title(group: Group, lang: Lang) -> str:
    """Return the name of a kind of fault, whether the workbook or the register names it."""
    try:
        return group.title(lang)
    except KeyError:
        return refusal(f"{group.kind}_group", {})
