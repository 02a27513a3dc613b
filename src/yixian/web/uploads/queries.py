"""Reading uploads and what their dry run says, page by page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from yixian import sheets
from yixian.sheets import Finding
from yixian.web.access import masks
from yixian.web.access.models import Account
from yixian.web.uploads.changes import writers
from yixian.web.uploads.judging import Judged
from yixian.web.uploads.models import Upload
from yixian.words import Lang

PAGE = 100
TABS = ("wrong", "new", "changed", "same")


def lang() -> Lang:
    """Return the language of the page for sentences of pure packages."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def uploads_of(account: Account) -> QuerySet[Upload]:
    """Return the uploads of the account's areas, newest first."""
    return Upload.objects.visible_to(account).select_related("by").defer("content").order_by("-id")[:PAGE]


def kinds() -> list[tuple[str, str]]:
    """Return the kinds that can be imported with their titles."""
    return [(kind, sheets.table_of(kind).title) for kind in writers()]


@dataclass(frozen=True)
class DryRun:
    """One page of a dry run."""

    tab: str
    counts: dict[str, int]
    columns: list[tuple[str, str]]
    rows: list[dict[str, Any]]
    groups: list[dict[str, Any]]
    fields: list[dict[str, Any]]
    page: int
    n_pages: int
    n_writable: int
    first_wrong: int | None


def dry_run(upload: Upload, made: Judged, tab: str, page: int) -> DryRun:
    """Return one page of one tab; the wrong rows come with their cells and proposals."""
    chosen = tab if tab in TABS else ("wrong" if made.counts["wrong"] else "new")
    columns = [(one.letter, one.heading) for one in made.reading.columns if one.field]
    found = _wrong_rows(made) if chosen == "wrong" else _changed_rows(made, chosen)
    n_pages = max(1, -(-len(found) // PAGE))
    page = min(max(1, page), n_pages)
    return DryRun(
        tab=chosen,
        counts=made.counts,
        columns=columns,
        rows=[_shown(row, made, columns) for row in found[(page - 1) * PAGE : page * PAGE]],
        groups=_groups(made.reading.errors),
        fields=_changed_fields(made),
        page=page,
        n_pages=n_pages,
        n_writable=made.n_writable,
        first_wrong=next((finding.row for finding in made.reading.errors), None),
    )


def _wrong_rows(made: Judged) -> list[dict[str, Any]]:
    findings: dict[int, list[Finding]] = {}
    for finding in made.reading.errors:
        findings.setdefault(finding.row, []).append(finding)
    cells = {bad.sheet_row: bad.texts for bad in made.reading.bad_rows}
    return [{"row": row, "texts": cells.get(row, {}), "findings": found} for row, found in sorted(findings.items())]


def _changed_rows(made: Judged, state: str) -> list[dict[str, Any]]:
    values = {row.sheet_row: row.values for row in made.reading.rows}
    letters = {one.letter: one.field for one in made.reading.columns if one.field}
    return [
        {
            "row": change.row,
            "texts": {letter: _text(values[change.row].get(field)) for letter, field in letters.items()},
            "diff": [{"field": name, "old": old, "new": new} for name, (old, new) in change.diff.items()],
        }
        for change in made.comparison.changes
        if change.state == state
    ]


def _shown(row: dict[str, Any], made: Judged, columns: list[tuple[str, str]]) -> dict[str, Any]:
    """Mask personal numbers, but for the very cell that is wrong: without it nobody could mend it."""
    wrong = {finding.column for finding in row.get("findings", ())}
    fields = {one.letter: one.field for one in made.reading.columns}
    cells = []
    for letter, _ in columns:
        text = row["texts"].get(letter, "")
        if letter not in wrong:
            text = _masked(fields.get(letter) or "", text)
        cells.append({"letter": letter, "text": text, "is_wrong": letter in wrong})
    mends = [
        {
            "cell": f"{finding.column}{finding.row}",
            "name": f"{finding.row}:{finding.column}",
            "heading": dict(columns).get(finding.column, ""),
            "text": finding.message(lang()),
            "proposals": finding.proposals,
            "stood": finding.text,
            "can_type": bool(finding.column),
        }
        for finding in row.get("findings", ())
    ]
    return {"row": row["row"], "cells": cells, "mends": mends, "diff": row.get("diff", [])}


def _masked(field: str, text: str) -> str:
    if field == "id_number" and len(text) > 8:
        return f"{text[:4]}****{text[-4:]}"
    return masks.phone(text) if field in ("phone", "leader_phone") else text


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else ""
    return "、".join(map(str, value)) if isinstance(value, tuple | list) else str(value)


def _groups(errors: Iterable[Finding]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for finding in errors:
        group = found.setdefault(finding.kind, {"kind": finding.kind, "n": 0, "n_mendable": 0, "title": ""})
        group["n"] += 1
        group["n_mendable"] += finding.proposal is not None
        group["title"] = group["title"] or _title(finding)
    return sorted(found.values(), key=lambda group: -group["n"])


def _title(finding: Finding) -> str:
    group = next(iter(sheets.groups([finding])))
    try:
        return group.title(lang())
    except KeyError:
        return finding.message(lang())


def _changed_fields(made: Judged) -> list[dict[str, Any]]:
    fields: dict[str, dict[str, Any]] = {}
    for change in made.comparison.of("changed"):
        for name, (old, new) in change.diff.items():
            one = fields.setdefault(name, {"field": name, "n": 0, "old": old, "new": new})
            one["n"] += 1
    return sorted(fields.values(), key=lambda one: -one["n"])
