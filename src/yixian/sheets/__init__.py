"""Workbooks as offices really send them: every fault is named, and what is written reads back the same."""

from yixian.sheets.bad_rows import bad_rows_workbook
from yixian.sheets.guess import guess_kind
from yixian.sheets.kinds import table_of, tables
from yixian.sheets.limits import LIMITS, Unreadable
from yixian.sheets.masked import HIDDEN, Masked
from yixian.sheets.memory import Memory
from yixian.sheets.reader import Look, look, read
from yixian.sheets.reading import Finding, Group, Reading, Row, Slots, groups
from yixian.sheets.register import Entry, Names, Register, names
from yixian.sheets.stream import stream_table
from yixian.sheets.templates import template
from yixian.sheets.writer import write_table

__all__ = [
    "HIDDEN",
    "LIMITS",
    "Entry",
    "Finding",
    "Group",
    "Look",
    "Masked",
    "Memory",
    "Names",
    "Reading",
    "Register",
    "Row",
    "Slots",
    "Unreadable",
    "bad_rows_workbook",
    "groups",
    "guess_kind",
    "look",
    "names",
    "read",
    "stream_table",
    "table_of",
    "tables",
    "template",
    "write_table",
]
