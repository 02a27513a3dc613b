"""What a kind of workbook is: its fields, the headings they go by, and how each cell is judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from yixian.sheets.clean import Cell
from yixian.sheets.headings import heading_forms

if TYPE_CHECKING:
    from datetime import date

    from yixian.sheets.register import Register


@dataclass(frozen=True)
class Wrong:
    """A cell without a certain value.

    ``kind`` names the fault, ``proposals`` what it may have meant (none where nobody can know), ``kept`` is
    the value a lenient table stores with a flag, ``flag`` that flag's name where it is not ``kind``.
    """

    kind: str
    params: Mapping[str, object] = field(default_factory=dict)
    proposals: tuple[str, ...] = ()
    kept: Any = None
    flag: str = ""


@dataclass(frozen=True)
class Setting:
    """What cells are judged against: ``year`` where a date leaves it out, ``today``, the register."""

    year: int
    today: date
    register: Register


Values = Mapping[str, Any]
Judge = Callable[[Cell, Values, Setting], Any]  # a value, or Wrong; Values are the fields judged before


@dataclass(frozen=True)
class Field:
    """One column of a table.

    ``blank`` is the kind of fault if the cell is empty, "" where it may be. A file without an
    ``is_essential`` column is not of this kind. ``show`` turns a value
    into the cell that reads back as the same value. ``most`` is how many signs a text may have.
    """

    name: str
    heading: str
    judge: Judge
    aliases: tuple[str, ...] = ()
    blank: str = ""
    is_essential: bool = False
    show: Callable[[Any], str] = str
    hint: str = ""
    example: str = ""
    most: int = 200


@dataclass(frozen=True)
class Table:
    """A kind of workbook.

    A lenient table imports a row with flags where a strict one sends it back. ``keys`` are sets of fields
    that no two rows may share; ``person`` names the fields that show that a row is a record and no footer.
    ``title_field`` may stand in the title row for the whole list, matched by ``title_pattern``.
    ``keeps_masked`` says that a masked cell leaves what is stored; that of the field ``matched_by`` is kept,
    for it is compared with the record that it should belong to.
    """

    kind: str
    title: str
    fields: tuple[Field, ...]
    keys: tuple[tuple[str, ...], ...] = ()
    person: tuple[str, ...] = ("name",)
    is_lenient: bool = False
    is_grid: bool = False
    keeps_masked: bool = False
    matched_by: str = ""
    title_field: str = ""
    title_pattern: str = ""

    def field(self, name: str) -> Field:
        """Return the field of that name; KeyError if there is none."""
        return self.by_name[name]

    @property
    def by_name(self) -> dict[str, Field]:
        """The fields by their names."""
        return {field.name: field for field in self.fields}

    def canonical_headings(self) -> dict[str, str]:
        """Return ``{heading form: field name}`` of the canonical headings."""
        return {form: one.name for one in self.fields for form in heading_forms(one.heading)[:1]}

    def known_headings(self) -> dict[str, str]:
        """Return ``{heading form: field name}``; a canonical heading wins over another field's alias."""
        known: dict[str, str] = {}
        for one in self.fields:
            for form in (form for text in one.aliases for form in heading_forms(text)):
                known.setdefault(form, one.name)
        return known | self.canonical_headings()
