"""One page of a dry run: the rows of a tab, what is wrong with them, and what would become of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import compress
from typing import Any

from yixian import sheets
from yixian.sheets import Finding
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.uploads.cells import Cells
from yixian.web.uploads.changes import Change
from yixian.web.uploads.judging import Judged
from yixian.web.uploads.language import lang
from yixian.web.uploads.likeness import Likeness, likenesses
from yixian.web.uploads.models import Upload
from yixian.web.uploads.objections import group_title

PAGE = 100
SHOWN_AT_SIDE = 12
SIGNS = {"wrong": "alarm", "new": "ok", "changed": "busy", "same": "off", "asked": "warn"}
TABS = tuple(SIGNS)
# The tab that opens by itself: the first in which there is something to see.
FIRST = ("wrong", "asked", "new", "changed", "same")


@dataclass(frozen=True)
class DryRun:
    """What the page shows; counts are of the whole file, rows of one page of one tab."""

    tab: str
    counts: Mapping[str, int]
    columns: list[tuple[str, str]]
    n_known: int
    n_unused: int
    rows: list[dict[str, Any]]
    groups: list[dict[str, Any]]
    n_errors: int
    fields: list[dict[str, Any]]
    passed: list[dict[str, Any]]
    n_skipped: int
    title: Mapping[str, str] | None
    page: int
    n_pages: int
    n_rows: int
    first: int
    n_writable: int

    @property
    def last(self) -> int:
        """The number of the last row of this page within its tab."""
        return self.first + len(self.rows) - 1

    @property
    def in_tab(self) -> int:
        """Rows of this tab."""
        return self.counts[self.tab]


def dry_run(upload: Upload, made: Judged, by: Account, *, tab: str, page: int) -> DryRun:
    """Return one page of one tab; the wrong rows come with their cells and proposals."""
    chosen = tab if tab in TABS else next((name for name in FIRST if made.counts[name]), "new")
    cells = Cells(
        upload.kind, made.reading.columns, may_unmask=by.may(Right.UNMASK, upload.place_path, upload.unit_path)
    )
    numbers = _rows_of(made, chosen)
    n_pages = max(1, -(-len(numbers) // PAGE))
    page = min(max(1, page), n_pages)
    some = numbers[(page - 1) * PAGE : page * PAGE]
    reading, rows = made.reading, _rows(some, made, cells, by=by, tab=chosen)
    return DryRun(
        tab=chosen,
        counts=made.counts,
        columns=_filled_columns(cells, rows),
        n_known=sum(one.field is not None for one in reading.columns),
        n_unused=sum(one.field is None for one in reading.columns),
        rows=rows,
        groups=_groups(reading.errors),
        n_errors=len(reading.errors),
        fields=_changed_fields(made, cells),
        passed=[{"row": one.row, "why": one.why, "text": one.text} for one in reading.passed if one.why != "skipped"],
        n_skipped=sum(one.why == "skipped" for one in reading.passed),
        title=_title(made, cells),
        page=page,
        n_pages=n_pages,
        n_rows=reading.people,
        first=(page - 1) * PAGE + 1,
        n_writable=made.n_writable,
    )


def _filled_columns(cells: Cells, rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Drop the cells of columns that are empty on this page and return the columns that stay."""
    is_filled = [
        any(row["cells"][at]["text"] or row["cells"][at]["is_wrong"] for row in rows)
        for at in range(len(cells.columns))
    ]
    for row in rows:
        row["cells"] = list(compress(row["cells"], is_filled))
    return list(compress(cells.columns, is_filled))


def _title(made: Judged, cells: Cells) -> Mapping[str, str] | None:
    """What the title row says for the whole list, and the cell that corrects it."""
    title = made.reading.title
    if title is None:
        return None
    cell, name = f"{title.column}{title.row}", f"{title.row}:{title.column}"
    return {"heading": cells.heading(title.field), "value": title.value, "cell": cell, "name": name}


def _rows_of(made: Judged, tab: str) -> list[int]:
    if tab == "wrong":
        return sorted({finding.row for finding in made.reading.errors})
    if tab == "asked":
        return sorted(made.asked)
    return sorted(change.row for change in made.changes if change.state == tab)


def _rows(numbers: list[int], made: Judged, cells: Cells, *, by: Account, tab: str) -> list[dict[str, Any]]:
    wanted = set(numbers)
    findings: dict[int, list[Finding]] = defaultdict(list)
    for finding in made.reading.errors:
        if finding.row in wanted:
            findings[finding.row].append(finding)
    texts = {bad.sheet_row: bad.texts for bad in made.reading.bad_rows if bad.sheet_row in wanted}
    texts |= {row.sheet_row: cells.texts(row.values) for row in made.reading.rows if row.sheet_row in wanted}
    changes = {change.row: change for change in made.changes if change.row in wanted}
    alike = likenesses([pair for pair in made.pairs if pair.row in wanted], by) if tab in ("asked", "wrong") else {}
    return [
        {
            "row": row,
            "sign": SIGNS[tab],
            "cells": cells.shown(texts.get(row, {}), {finding.column for finding in findings[row]}),
            "mends": [_mend(finding, cells) for finding in findings[row]] if tab == "wrong" else [],
            "diff": _diff(changes.get(row), cells) if tab == "changed" else [],
            "alike": _alike(alike.get(row, [])),
        }
        for row in numbers
    ]


def _alike(found: list[Likeness]) -> list[dict[str, Any]]:
    return [{"pk": one.pk, "name": one.name, "unit": one.unit, "phone": one.phone, "why": one.why} for one in found]


def _mend(finding: Finding, cells: Cells) -> dict[str, Any]:
    return {
        "cell": f"{finding.column}{finding.row}",
        "name": f"{finding.row}:{finding.column}",
        "heading": cells.heading(finding.field),
        "text": finding.message(lang()),
        "proposals": finding.proposals,
        "can_type": bool(finding.column),
    }


def _diff(change: Change | None, cells: Cells) -> list[dict[str, str]]:
    if change is None:
        return []
    return [
        {"heading": cells.heading(name), "old": cells.text(name, old), "new": cells.text(name, new)}
        for name, (old, new) in change.diff.items()
    ]


def _groups(errors: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "kind": group.kind,
            "n": group.n,
            "n_mendable": group.n_mendable,
            "n_rest": group.n - group.n_mendable,
            "title": group_title(group, lang()),
        }
        for group in sheets.groups(errors)
    ]


def _changed_fields(made: Judged, cells: Cells) -> list[dict[str, Any]]:
    """What would be overwritten, by field, with one example of each."""
    fields: dict[str, dict[str, Any]] = {}
    for change in made.changes:
        for name, (old, new) in change.diff.items() if change.state == "changed" else ():
            if name not in fields:
                fields[name] = {"heading": cells.heading(name), "n": 0}
                fields[name] |= {"old": cells.text(name, old), "new": cells.text(name, new)}
            fields[name]["n"] += 1
    return sorted(fields.values(), key=lambda one: -one["n"])
