"""The doors that several scenarios go through."""

from __future__ import annotations

import re
from pathlib import Path

from tests.server import Visitor

COUNTS = ("new", "changed", "same", "wrong")


def apply_workbook(officer: Visitor, kind: str, book: Path) -> dict[str, int]:
    """Upload a workbook, write its good rows, and return the counts that the page shows afterwards."""
    answer = officer.post("/uploads/", {"kind": kind}, files={"file": book})
    assert answer.status == 200, f"{book.name}: {answer.status}"
    written = officer.post(f"{answer.url}write/", {}, page=answer.url)
    assert written.status == 200, f"{book.name}: {written.status}"
    return {name: _count(written.text, name) for name in COUNTS}


def dry_run(officer: Visitor, kind: str, book: Path) -> tuple[dict[str, int], str]:
    """Upload a workbook and return the counts of its dry run with the page."""
    answer = officer.post("/uploads/", {"kind": kind}, files={"file": book})
    assert answer.status == 200, f"{book.name}: {answer.status}"
    return {name: _count(answer.text, name) for name in COUNTS}, answer.text


def figure(officer: Visitor, key: str) -> int:
    """Return how many rows stand behind a figure of the bulletin."""
    page = officer.get(f"/bulletin/figures/{key}/")
    assert page.status == 200, f"the figure {key} has no page: {page.status}"
    found = re.search(r'data-rows-count="(\d+)"', page.text)
    assert found, f"the figure {key} does not say how many rows it has"
    return int(found[1])


def _count(page: str, name: str) -> int:
    found = re.search(rf'data-count="{name}">(\d+)<', page)
    assert found, f"the page does not say how many rows are {name}"
    return int(found[1])
