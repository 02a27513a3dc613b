"""Where new places of a workbook would hang: below a stored place, or below another row of the same workbook."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from yixian.sheets import Entry, Names, Row, names
from yixian.web.register.tree import TOWNSHIP_LEVEL, Tree
from yixian.web.uploads.changes import Objection

_ENDING = re.compile(r"(?:街道办事处|办事处|街道办|街道|办|民族乡|镇|乡|林场|林站|示范区|园区|管委会|区)$")


class Parentage:
    """Says of each new row at which level it would be written, or what speaks against it."""

    def __init__(self, tree: Tree, rows: Sequence[Row]) -> None:
        self._tree = tree
        self._rows = rows
        self._coming: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self._coming[row.values["name"]].append(row)
        self._levels: dict[int, int | Objection] = {}

    def level(self, row: Row) -> int | Objection:
        """Return 0 for what hangs below the county, one more for each new row above it in the workbook."""
        at = row.sheet_row
        if at not in self._levels:
            # A row that is asked for while it is being looked at lies below itself.
            self._levels[at] = self._unknown(row)
            is_township = row.values["kind"] in TOWNSHIP_LEVEL
            self._levels[at] = self._township(row) if is_township else self._below(row)
        return self._levels[at]

    def _below(self, row: Row) -> int | Objection:
        parent = row.values.get("parent") or ""
        stored, coming = self._tree.parents(parent), self._coming.get(parent, [])
        if not parent or not stored + coming:
            return self._unknown(row)
        if len(stored) + len(coming) > 1:
            return Objection(row.sheet_row, "parent", "parent_many", {"parent": parent})
        if stored:
            return 1
        above = self.level(coming[0])
        return self._unknown(row) if isinstance(above, Objection) else above + 1

    def _unknown(self, row: Row) -> Objection:
        parent = row.values.get("parent") or ""
        found = self._parents.find(parent)
        proposals = tuple(name for name in ((found.name,) if found.name else found.near) if name != parent)
        return Objection(row.sheet_row, "parent", "parent_unknown", {"parent": parent}, proposals)

    def _township(self, row: Row) -> int | Objection:
        parent = row.values.get("parent") or ""
        if parent != self._county and (parent or not self._tree.county):
            proposals = (self._county,) if self._county else ()
            return Objection(row.sheet_row, "parent", "parent_unknown", {"parent": parent}, proposals)
        return self._misprint(row) or 0

    def _misprint(self, row: Row) -> Objection | None:
        """A township with almost the name of another is one of the misprints that sources are known to make.

        An official code of its own speaks for a new one, unless the names differ in their ending only.
        """
        name = row.values["name"]
        earlier = [
            Entry(one.values["name"])
            for one in self._rows
            if one.values["kind"] in TOWNSHIP_LEVEL and one.sheet_row < row.sheet_row and one.values["name"] != name
        ]
        found = names([*self._tree.townships(), *earlier]).find(name)
        near = (found.name,) if found.name else found.near
        if row.values.get("code") and not found.name:
            near = tuple(one for one in near if _ENDING.sub("", one) == _ENDING.sub("", name))
        return Objection(row.sheet_row, "name", "township_near", {}, near) if near else None

    @cached_property
    def _county(self) -> str:
        if self._tree.county:
            return self._tree.county.name
        said = Counter(row.values.get("parent") or "" for row in self._rows if row.values["kind"] in TOWNSHIP_LEVEL)
        return said.most_common(1)[0][0] if said else ""

    @cached_property
    def _parents(self) -> Names:
        return names([*self._tree.entries(), *map(Entry, sorted(self._coming))])
