"""Records that stand twice in one list: the first one counts, later ones name it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yixian.sheets.clean import text_of, tight
from yixian.sheets.masked import Masked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.sheets.table import Table, Values, Wrong

_NO_MATTER = frozenset(("number", "note"))
_ENOUGH = 3


@dataclass(frozen=True)
class Repeat:
    """A record that repeats an earlier one; ``field`` is where it shows."""

    first_row: int
    kind: str
    field: str


class Repeats:
    """Remembers the records of one list, in the order of the sheet."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._by_key: dict[tuple[str, tuple[Any, ...]], int] = {}
        self._whole: dict[tuple[Any, ...], int] = {}

    def add(self, row: int, values: Values, wrong: Mapping[str, tuple[Any, Wrong]]) -> Repeat | None:
        """Remember a record; return what it repeats.

        ``wrong`` holds ``{field: (cell, Wrong)}``. A wrong cell identifies nobody, but two records that are
        alike in everything are one, whatever is wrong with them.
        """
        mine = self._keys(values, wrong)
        whole = self._fingerprint(values, wrong)
        first = self._whole.setdefault(whole, row) if whole else row
        field = next(iter(mine), self._table.keys[0] if self._table.keys else ("name",))[0]
        repeat = Repeat(first, "dup_row", field) if first != row else None
        for fields, value in mine.items():
            seen = self._by_key.setdefault(("/".join(fields), value), row)
            if seen != row and repeat is None:
                kind = "dup_id" if fields[0] == "id_number" else f"dup_{fields[0]}"
                repeat = Repeat(seen, kind, fields[0])
        return repeat

    def _keys(self, values: Values, wrong: Mapping[str, tuple[Any, Wrong]]) -> dict[tuple[str, ...], tuple[Any, ...]]:
        keys = {}
        for fields in self._table.keys:
            if values.get(fields[0]) is None:
                continue
            if any(isinstance(values.get(name), Masked) for name in fields):
                continue
            if not any(name in wrong for name in fields):
                keys[fields] = tuple(values.get(name) for name in fields)
            elif self._table.is_lenient:
                # A number kept although it fails its check still means one person if the name is the same.
                keys[(*fields, "name")] = tuple(values.get(name) for name in (*fields, "name"))
        return keys

    def _fingerprint(self, values: Values, wrong: Mapping[str, tuple[Any, Wrong]]) -> tuple[Any, ...]:
        parts = [
            (name, tight(text_of(wrong[name][0])) if name in wrong else value)
            for name, value in values.items()
            if name not in _NO_MATTER
        ]
        filled = [part for part in parts if part[1] not in (None, "")]
        return tuple(filled) if len(filled) >= _ENOUGH else ()
