"""``yixian sheets``: workbooks as offices really send them."""

import csv
import io
import json
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

HELP = """Read workbooks as offices really send them. Nothing is imported; every fault is named.

INPUT `-` is standard input, a name that ends in `.gz` is decompressed. An example:

```
$ yixian sheets read cadres 下沉干部名单.xlsx --register posts.csv --lang zh
{"sheet":"下沉干部名单","rows":[{"sheet_row":3,"name":"高涛超","post":"东风小区17号岗",...,"flags":[]},...],
"errors":[{"row":61,"column":"D","kind":"phone_short","message":"电话应为 11 位，现在是 10 位","proposal":null}],
"people":120,"distinct_people":116}
```

`posts.csv` has a column `name`, and may have `alias` (names parted by 、).
"""
YEARS = range(2000, 2100)

app = cyclopts.App(name="sheets", help=HELP, help_format="markdown")
Output = Annotated[str | None, cyclopts.Parameter(name=["--output", "-o"], allow_leading_hyphen=True)]
File = Annotated[str, cyclopts.Parameter(allow_leading_hyphen=True)]
Register = Annotated[str | None, cyclopts.Parameter(allow_leading_hyphen=True)]
Json = Annotated[bool, cyclopts.Parameter(name="--json", negative=())]


@app.command
def read(
    kind: Kind,
    file: File,
    /,
    *,
    register: Register = None,
    year: int = 2020,
    output: Output = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> None:
    """Read one workbook: rows that would be imported, and everything that would not.

    A row with a fault is not in "rows"; "errors" names its row, column and kind, says what is wrong, and
    proposes a mend where there is exactly one. "doubts" concern rows that are imported with flags.

    Parameters
    ----------
    kind
        What the workbook should be: cadres, staff, returnees, roster, posts, places or units.
    file
        The .xlsx file.
    register
        CSV file of the posts that exist; without it every post stands as written.
    year
        The year of dates that leave it out; days long before or after it are faults.
    output
        File for the result instead of standard output; it appears whole or not at all.
    lang
        Language of messages and summary, zh or en; else that of the locale.
    as_json
        End standard error with one JSON object instead of a summary.
    """
    if year not in YEARS:
        raise BadInput([Fault("command line", "--year", "2000 to 2099", str(year))])
    known = sheets.Register(posts=sheets.names(_entries(register))) if register else sheets.Register()
    try:
        reading = sheets.read(kind, files.read_bytes(file), register=known, year=year, today=date.today())
    except sheets.Unreadable as bad:
        raise BadInput([Fault(file, one.field, one.expected, one.got) for one in bad.faults]) from bad
    spoken = lang or default_lang()
    files.write_json(_answer(reading, spoken), output)
    print(_totals(reading) if as_json else _summary(reading, spoken), file=sys.stderr)


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


def _totals(reading: sheets.Reading) -> str:
    kinds = {group.kind: group.n for group in sheets.groups(reading.errors)}
    return json.dumps({"sheet": reading.sheet, "rows": len(reading.rows), "errors": kinds}, ensure_ascii=False)
