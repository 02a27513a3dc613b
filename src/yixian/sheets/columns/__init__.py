"""Columns that several kinds share, with the headings that offices give them; a kind may ask more of one."""

from __future__ import annotations

from dataclasses import replace

from yixian.sheets.judges import plain
from yixian.sheets.table import Field

NUMBER = Field("number", "序号", plain.running_number, ("编号", "序", "No", "No.", "顺序号", "行号"), example="1")
NOTE = Field("note", "备注", plain.text, ("说明", "其他", "备注说明", "其它", "remark"))


def needed(field: Field, blank: str) -> Field:
    """Return a column that must be there and filled."""
    return replace(field, blank=blank, is_essential=True)


def wanted(field: Field, blank: str) -> Field:
    """Return a column that may be missing, but whose cells must be filled if it is there."""
    return replace(field, blank=blank)
