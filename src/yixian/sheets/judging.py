"""Read a table: judge every cell, and sort the records into those that would be imported and the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yixian.sheets.body import read_body
from yixian.sheets.clean import Cell, is_blank, text_of
from yixian.sheets.masked import masked
from yixian.sheets.reading import BadRow, Finding, Reading, Row
from yixian.sheets.records import Record, by_letter
from yixian.sheets.repeats import Repeat, Repeats
from yixian.sheets.table import Field, Setting, Table, Wrong
from yixian.sheets.titles import find_title
from yixian.sheets.workbook import Sheet, letter

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from yixian.sheets.header import Header
    from yixian.sheets.memory import Memory


@dataclass(frozen=True)
class _Judged:
    values: dict[str, Any]
    wrong: dict[str, tuple[Cell, Wrong]]


def read_table(
    table: Table,
    sheet: Sheet,
    header: Header,
    setting: Setting,
    *,
    mends: Mapping[tuple[int, str], str],
    skips: Collection[int],
    memory: Memory,
) -> Reading:
    """Judge a sheet whose headings are known."""
    body = read_body(table, sheet, header, mends=mends, skips=skips)
    title = find_title(table, sheet, header, setting, mends=mends)
    given = {title.field: title.value} if title else {}
    places = header.places
    columns = [(one, places.get(one.name)) for one in table.fields]
    done = _Sorted(table, places)
    memory.stand_on((header.columns, given))
    for record in body.records:
        done.add(record, memory.judged(record, lambda one: _judge(columns, one, setting, given, table=table)))
    return Reading(
        kind=table.kind,
        sheet=sheet.name,
        header_rows=(header.top + 1, header.bottom + 1),
        columns=header.columns,
        rows=tuple(done.rows),
        errors=tuple(done.errors),
        doubts=tuple(done.doubts),
        bad_rows=tuple(done.bad_rows),
        passed=body.passed,
        people=len(body.records),
        distinct_people=len(body.records) - done.n_repeats,
        missing=header.missing(table),
        title=title,
    )


def _judge(
    columns: list[tuple[Field, int | None]],
    record: Record,
    setting: Setting,
    given: Mapping[str, str],
    *,
    table: Table,
) -> _Judged:
    values: dict[str, Any] = {}
    wrong: dict[str, tuple[Cell, Wrong]] = {}
    for one, at in columns:
        cell = record.cells.get(at) if at is not None else None
        if is_blank(cell):
            values[one.name] = given.get(one.name)
            if one.blank and at is not None and values[one.name] is None:
                wrong[one.name] = (cell, Wrong(one.blank))
            continue
        if table.keeps_masked and (hidden := masked(cell)):
            # Unchanged is what a blank says too; only what tells records apart must still be known to be masked.
            values[one.name] = hidden if one.name == table.matched_by else None
            continue
        value = Wrong("ditto_alone") if at in record.lone_dittos else _fitting(one, one.judge(cell, values, setting))
        if type(value) is Wrong:
            wrong[one.name] = (cell, value)
            value = value.kept
        values[one.name] = value
    return _Judged(values, wrong)


def _fitting(one: Field, value: Any) -> Any:
    """Return a value, or what is wrong with one that nobody has room for."""
    texts = value if isinstance(value, tuple) else (value,)
    longest = max((text for text in texts if isinstance(text, str)), key=len, default="")
    if len(longest) <= one.most:
        return value
    cut = longest[: one.most]
    params = {"most": one.most, "got": len(longest)}
    return Wrong("text_long", params, (cut,), kept=(cut,) if isinstance(value, tuple) else cut)


class _Sorted:
    """The records of a sheet, sorted into those that would be imported and those that go back."""

    def __init__(self, table: Table, places: Mapping[str, int]) -> None:
        self.rows: list[Row] = []
        self.errors: list[Finding] = []
        self.doubts: list[Finding] = []
        self.bad_rows: list[BadRow] = []
        self.n_repeats = 0
        self._table = table
        self._places = places
        self._letters = {name: letter(at) for name, at in places.items()}
        self._essential = {one.name for one in table.fields if one.is_essential}
        self._repeats = Repeats(table)

    def add(self, record: Record, judged: _Judged) -> None:
        """Sort one record in."""
        repeat = self._repeats.add(record.row, judged.values, judged.wrong)
        self.n_repeats += repeat is not None
        findings = [self._finding(record, name, wrong) for name, (_, wrong) in judged.wrong.items()]
        if self._goes_back(record, findings, repeat):
            return
        flags = {wrong.flag or wrong.kind for _, wrong in judged.wrong.values()}
        if repeat:
            flags.add(f"duplicate_of_row_{repeat.first_row}")
        self.doubts += findings
        self.rows.append(Row(record.row, judged.values, tuple(sorted(flags))))

    def _goes_back(self, record: Record, findings: list[Finding], repeat: Repeat | None) -> bool:
        """A strict table sends every doubt back, a lenient one only a record without what makes it one."""
        if self._table.is_lenient:
            errors = [one for one in findings if one.field in self._essential]
        else:
            again = [self._again(record, repeat)] if repeat else []
            errors = findings + again
        self.errors += errors
        if errors:
            self.bad_rows.append(BadRow(record.row, by_letter(record.cells)))
        return bool(errors)

    def _again(self, record: Record, repeat: Repeat) -> Finding:
        return self._finding(record, repeat.field, Wrong(repeat.kind, {"first_row": repeat.first_row}))

    def _finding(self, record: Record, name: str, wrong: Wrong) -> Finding:
        text = text_of(record.cells.get(self._places.get(name, -1)))
        at = self._letters.get(name, "")
        return Finding(record.row, at, name, wrong.kind, wrong.params, text, wrong.proposals)
