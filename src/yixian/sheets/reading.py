"""What reading a workbook gives: rows to import, everything that cannot be, and how it was read."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yixian.sheets.clean import text_of
from yixian.words import Lang, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yixian.sheets.clean import Cell
    from yixian.sheets.header import Column
    from yixian.sheets.passed import Passed

_NO_PARAMS: Mapping[str, object] = {}


@dataclass(frozen=True)
class Finding:
    """One cell that is wrong or doubtful: where, which kind, what stood there, what it may have meant.

    ``proposals`` holds nothing where nobody can know, one text to accept, or several to choose from.
    """

    row: int
    column: str
    field: str
    kind: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)
    text: str = ""
    proposals: tuple[str, ...] = ()

    @property
    def proposal(self) -> str | None:
        """The mend, if there is exactly one."""
        return self.proposals[0] if len(self.proposals) == 1 else None

    def message(self, lang: Lang) -> str:
        """Return the sentence for a person."""
        reason = self.params.get("reason")
        code = f"{self.kind}_{reason}" if reason else self.kind
        return say("yixian.sheets", code, {**self.params, "text": self.text}, lang)


@dataclass(frozen=True)
class Row:
    """A record that would be imported; ``values`` by field, typed; ``flags`` say what is doubtful in it."""

    sheet_row: int
    values: Mapping[str, Any]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class BadRow:
    """A record that would not be imported: its filled cells by column letter, merged and ditto ones too."""

    sheet_row: int
    cells: Mapping[str, Cell]

    @property
    def texts(self) -> dict[str, str]:
        """``{column letter: text}`` as a person sees them."""
        return {letter: text_of(cell) for letter, cell in self.cells.items()}


@dataclass(frozen=True)
class TitleValue:
    """A fact that the title gives for the whole list; a mend of its cell corrects it."""

    field: str
    value: str
    row: int
    column: str


@dataclass(frozen=True)
class Group:
    """All findings of one kind; ``n_mendable`` of them have exactly one proposal."""

    kind: str
    n: int
    n_mendable: int

    def title(self, lang: Lang) -> str:
        """Return the name of the kind for a person."""
        return say("yixian.sheets", f"{self.kind}_group", _NO_PARAMS, lang)


@dataclass(frozen=True)
class Slots:
    """The slots of a roster: people required in each, and those with fewer, ``(post, date, HH:MM)``."""

    required_per_shift: int
    below_required: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Reading:
    """A workbook read for one kind.

    ``rows`` would be imported, ``errors`` would not; ``doubts`` concern rows that are imported with flags.
    ``people`` counts records, ``distinct_people`` those that repeat no other one. ``header_rows`` are the
    screen rows of the headings; ``also_fit`` names other sheets of the file that would fit as well.
    """

    kind: str
    sheet: str
    header_rows: tuple[int, int]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    errors: tuple[Finding, ...]
    doubts: tuple[Finding, ...] = ()
    bad_rows: tuple[BadRow, ...] = ()
    passed: tuple[Passed, ...] = ()
    people: int = 0
    distinct_people: int = 0
    missing: tuple[str, ...] = ()
    also_fit: tuple[str, ...] = ()
    title: TitleValue | None = None
    slots: Slots | None = None


def groups(findings: Iterable[Finding]) -> list[Group]:
    """Return the findings counted by kind, the most frequent first."""
    counted: dict[str, list[bool]] = {}
    for one in findings:
        counted.setdefault(one.kind, []).append(one.proposal is not None)
    found = [Group(kind, len(mendable), sum(mendable)) for kind, mendable in counted.items()]
    return sorted(found, key=lambda group: (-group.n, group.kind))
