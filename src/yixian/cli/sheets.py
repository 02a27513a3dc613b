"""``yixian sheets``: workbooks as offices really send them."""

import csv
import io
import sys
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal

import cyclopts

from yixian import sheets
from yixian.cli import files
from yixian.faults import BadInput, Fault
from yixian.words import Lang, default_lang, say

Kind = Literal["cadres", "staff", "returnees", "roster", "posts", "places", "units"]

app = cyclopts.App(name="sheets", help="Read workbooks as offices really send them; every fault is named.")


@app.command
def read(
    kind: Kind,
    file: str,
    *,
    register: str | None = None,
    year: int = 2020,
    output: Annotated[str | None, cyclopts.Parameter(name=["--output", "-o"])] = None,
    lang: Lang | None = None,
) -> None:
    """Read one workbook: rows that would be imported, and everything that would not.

    Example: yixian sheets read cadres 下沉干部名单.xlsx --register posts.csv -o cadres.json

    Nothing is imported. A row with a fault is not in "rows"; "errors" names its row, column and kind, says
    what is wrong, and proposes a mend where there is exactly one.

    Parameters
    ----------
    kind
        What the workbook should be.
    file
        The .xlsx file; - reads standard input.
    register
        A CSV file with a column "name" (and "alias", names parted by 、): the posts that exist.
    year
        The year of dates that leave it out.
    output
        Where the answer goes; standard output without it.
    lang
        Language of the messages: zh or en.
    """
    known = sheets.Register(posts=sheets.names(_entries(register))) if register else sheets.Register()
    try:
        reading = sheets.read(kind, files.read_bytes(file), register=known, year=year, today=date.today())
    except sheets.Unreadable as bad:
        raise BadInput([Fault(file, one.field, one.expected, one.got) for one in bad.faults]) from bad
    spoken = lang or default_lang()
    files.write_json(_answer(reading, spoken), output)
    print(_summary(reading, spoken), file=sys.stderr)


def _entries(name: str) -> Iterator[sheets.Entry]:
    try:
        text = files.read_bytes(name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        got = f"byte {error.object[error.start]:#04x}"
        raise BadInput([Fault(name, "encoding", "UTF-8", got)]) from error
    rows = csv.DictReader(io.StringIO(text))
    headings = rows.fieldnames or ()
    if "name" not in headings:
        raise BadInput([Fault(name, "heading", "a column name", ", ".join(headings) or "nothing")])
    for row in rows:
        if row["name"]:
            yield sheets.Entry(row["name"].strip(), tuple(filter(None, (row.get("alias") or "").split("、"))))


def _answer(reading: sheets.Reading, lang: Lang) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "sheet": reading.sheet,
        "also_fit": reading.also_fit,
        "columns": [asdict(one) for one in reading.columns],
        "missing": reading.missing,
        "rows": [_row(row) for row in reading.rows],
        "errors": [_finding(one, lang) for one in reading.errors],
        "doubts": [_finding(one, lang) for one in reading.doubts],
        "passed": [asdict(one) for one in reading.passed],
        "people": reading.people,
        "distinct_people": reading.distinct_people,
    }
    if reading.title:
        answer["title"] = asdict(reading.title)
    if reading.slots:
        answer |= _roster(reading, reading.slots)
    return answer


def _row(row: sheets.Row) -> dict[str, Any]:
    values = {name: _plain(value) for name, value in row.values.items()}
    return {"sheet_row": row.sheet_row, **values, "flags": row.flags}


def _roster(reading: sheets.Reading, slots: sheets.Slots) -> dict[str, Any]:
    assignments = [_assignment(row) for row in reading.rows]
    return {
        "assignments": assignments,
        "leaders": [one for one, row in zip(assignments, reading.rows, strict=True) if row.values["leads"]],
        "required_per_shift": slots.required_per_shift,
        "slots_below_required": slots.below_required,
    }


def _assignment(row: sheets.Row) -> list[str]:
    start, end = (row.values[key].strftime("%Y-%m-%dT%H:%M") for key in ("start", "end"))
    return [row.values["post"], start, end, row.values["name"]]


def _finding(finding: sheets.Finding, lang: Lang) -> dict[str, Any]:
    return {
        "row": finding.row,
        "column": finding.column,
        "field": finding.field,
        "kind": finding.kind,
        "message": finding.message(lang),
        "text": finding.text,
        "proposal": finding.proposal,
        "proposals": finding.proposals,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def _summary(reading: sheets.Reading, lang: Lang) -> str:
    found = "\n".join(f"  {group.title(lang)}: {group.n}" for group in sheets.groups(reading.errors))
    counts = {"sheet": reading.sheet, "rows": len(reading.rows), "errors": len(reading.errors)}
    return say("yixian.sheets", "summary", counts, lang) + (f"\n{found}" if found else "")
