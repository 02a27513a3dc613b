"""Find the headings of a sheet under its title rows, and say which column holds which field."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from yixian.sheets.clean import Cell, is_blank, plain, text_of
from yixian.sheets.headings import heading_forms
from yixian.sheets.workbook import Merge, Sheet, column_of, letter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from yixian.sheets.table import Table

_DEEPEST = 3
_LOOK_AT_ROWS = 40
# A heading that only contains a known one is of another person if one of these stands in it.
_OF_OTHERS = ("负责人", "紧急", "家属", "监护", "户主", "联系人", "单位", "领导", "配偶", "父", "母")


@dataclass(frozen=True)
class Column:
    """One column of the sheet: its letter, its heading, the field it was taken for (or None).

    ``is_sure`` is False where the heading only contains a known one: a person should look.
    """

    letter: str
    heading: str
    field: str | None
    is_sure: bool = True


@dataclass(frozen=True)
class Header:
    """The heading rows ``top`` to ``bottom`` (from 0, both included) and all columns of the sheet."""

    top: int
    bottom: int
    columns: tuple[Column, ...]

    @cached_property
    def places(self) -> dict[str, int]:
        """``{field: column from 0}``."""
        return {one.field: column_of(one.letter) for one in self.columns if one.field}

    def missing(self, table: Table) -> tuple[str, ...]:
        """The fields of the table that no column holds."""
        return tuple(field.name for field in table.fields if field.name not in self.places)

    def lacks(self, table: Table) -> tuple[str, ...]:
        """The headings without which a sheet is not of this kind."""
        return tuple(field.heading for field in table.fields if field.is_essential and field.name not in self.places)


def find_header(table: Table, sheet: Sheet, columns: Mapping[str, str] | None = None) -> Header | None:
    """Return the header with the most fields of the table; of equals the shortest, then the highest.

    ``columns`` (letter -> field, "" for none) is what a person chose; it wins over what the headings say.
    None means that fewer than two headings were recognised and nobody chose any.
    """
    known = table.known_headings()
    best: tuple[tuple[int, int, int], Header] | None = None
    for top, bottom in _blocks(sheet, known):
        found = _match(table, known, _labels(sheet, top, bottom))
        header = Header(top, bottom, _overridden(found, columns or {}))
        n_known = sum(1 for one in found if one.field)
        rank = (n_known, top - bottom, -top)
        if n_known >= 2 and (best is None or rank > best[0]):
            best = (rank, header)
    if best is None and columns:
        return _chosen(sheet, columns)
    return best[1] if best else None


def _blocks(sheet: Sheet, known: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """All runs of rows that may be the headings."""
    inside = {row for one in sheet.merges for row in range(one.top + 1, one.bottom + 1)}
    for top in range(min(_LOOK_AT_ROWS, len(sheet.cells))):
        if top in inside:
            continue
        for bottom in range(top, min(top + _DEEPEST, len(sheet.cells))):
            if bottom > top and not _is_below_heading(sheet, bottom, known):
                break
            yield top, bottom


def _is_below_heading(sheet: Sheet, row: int, known: Mapping[str, str]) -> bool:
    """Whether each text of a row is a heading: known as one, or part of a merged one above. Data never is."""
    filled = [(column, cell) for column, cell in enumerate(sheet.cells[row]) if not is_blank(cell)]
    wide = [one for one in sheet.merges if one.bottom < row and one.right > one.left and row - one.bottom < _DEEPEST]
    return bool(filled) and all(
        isinstance(cell, str)
        and (_exact(known, cell) is not None or any(one.left <= column <= one.right for one in wide))
        and len(cell) < 20
        for column, cell in filled
    )


def _labels(sheet: Sheet, top: int, bottom: int) -> list[tuple[str, ...]]:
    """The texts above each column, outermost first; a merged heading stands over all its columns."""
    merges = [one for one in sheet.merges if one.top <= bottom and one.bottom >= top]
    labels = []
    for column in range(sheet.width):
        texts = [plain(text_of(_over(sheet, merges, row, column))) for row in range(top, bottom + 1)]
        labels.append(tuple(dict.fromkeys(text for text in texts if text)))
    return labels


def _over(sheet: Sheet, merges: Sequence[Merge], row: int, column: int) -> Cell:
    for one in merges:
        if one.top <= row <= one.bottom and one.left <= column <= one.right:
            return sheet.cells[one.top][one.left]
    return sheet.cells[row][column]


def _exact(known: Mapping[str, str], text: str) -> str | None:
    return next((known[form] for form in heading_forms(text) if form in known), None)


def _match(table: Table, known: Mapping[str, str], labels: Sequence[tuple[str, ...]]) -> tuple[Column, ...]:
    """Give each field one column: canonical headings, then aliases, then those that begin or end with one."""
    fields: dict[int, tuple[str, bool]] = {}
    taken: set[str] = set()
    canonical = table.canonical_headings()
    rounds = ((canonical, _by_name, True), (known, _by_name, True), (known, _by_part, False))
    for names, guess, is_sure in rounds:
        for column, texts in enumerate(labels):
            field = guess(names, texts) if column not in fields else None
            if field and field not in taken:
                fields[column] = (field, is_sure)
                taken.add(field)
    return tuple(
        Column(letter(column), "/".join(texts), *fields.get(column, (None, True)))
        for column, texts in enumerate(labels)
        if texts
    )


def _by_name(known: Mapping[str, str], texts: tuple[str, ...]) -> str | None:
    tries = (*reversed(texts), "".join(texts)) if len(texts) > 1 else texts
    return next((field for text in tries if (field := _exact(known, text))), None)


def _by_part(known: Mapping[str, str], texts: tuple[str, ...]) -> str | None:
    for text in reversed(texts):
        for form in heading_forms(text):
            if any(word in form for word in _OF_OTHERS):
                continue
            parts = [name for name in known if len(name) > 1 and (form.startswith(name) or form.endswith(name))]
            if parts:
                return known[max(parts, key=len)]
    return None


def _overridden(found: tuple[Column, ...], columns: Mapping[str, str]) -> tuple[Column, ...]:
    chosen = {at.strip().upper(): field or None for at, field in columns.items()}
    headings = {one.letter: one.heading for one in found}
    kept = [one for one in found if one.letter not in chosen]
    free = [Column(one.letter, one.heading, None) if one.field in chosen.values() else one for one in kept]
    mine = [Column(at, headings.get(at, ""), field) for at, field in chosen.items()]
    return tuple(sorted(free + mine, key=lambda one: column_of(one.letter)))


def _chosen(sheet: Sheet, columns: Mapping[str, str]) -> Header | None:
    """Without any known heading: the first row that has a text in every chosen column is the header."""
    places = [column_of(at) for at, field in columns.items() if field]
    for row, cells in enumerate(sheet.cells[:_LOOK_AT_ROWS]):
        if all(0 <= at < len(cells) and not is_blank(cells[at]) for at in places):
            found = tuple(
                Column(letter(at), text_of(cell), None) for at, cell in enumerate(cells) if not is_blank(cell)
            )
            return Header(row, row, _overridden(found, columns))
    return None
