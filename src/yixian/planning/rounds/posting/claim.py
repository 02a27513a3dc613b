"""What a posting file claims: its lines, figures and prices, read with suspicion and without faith."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.rounds.posting.problem import MILLI, NOWHERE
from yixian.planning.rounds.seal import seal_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.rounds.posting.problem import IntArray, Problem

PLAN_FORMAT = "yixian-posting-plan/1"
MOST_PRICE = 10_000_000


@dataclass(frozen=True)
class Claim:
    """A plan file, as far as it can be read; ``refusals`` say what cannot."""

    compound: IntArray  # [person] NOWHERE = no line
    lines: Mapping[int, str]  # person: his place in the file
    unplaced: Mapping[int, str]  # person: the reason given
    holes: Mapping[int, int]  # compound: people missing
    cost: int | None
    bound: int | None
    proven: bool | None
    prices: IntArray | None  # [person] thousandths
    refusals: tuple[Reason, ...]


class ClaimReader:
    """Reads one plan file against the ids of its problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.refusals: list[Reason] = []
        self._people = {name: i for i, name in enumerate(problem.person_ids)}
        self._compounds = {name: i for i, name in enumerate(problem.compound_ids)}

    def read(self, document: Mapping[str, Any], problem_sha256: str | None) -> Claim:
        """Return the claim of a document; everything that cannot be read becomes a refusal."""
        if document.get("format") != PLAN_FORMAT:
            self.refuse("format", "format", got=document.get("format"), expected=PLAN_FORMAT)
        if problem_sha256 is not None and document.get("problem") != problem_sha256:
            self.refuse("other_problem", "problem", got=document.get("problem"), expected=problem_sha256)
        if "seal" in document and document["seal"] != seal_of(document):
            self.refuse("seal", "seal")
        compound, lines = self._assignments(document.get("assignments"))
        proven = document.get("proven")
        if not isinstance(proven, bool):
            self.refuse("not_a_claim", "proven", got=proven)
        return Claim(
            compound=compound,
            lines=lines,
            unplaced=self._unplaced(document.get("unplaced")),
            holes=self._holes(document.get("holes", [])),
            cost=self._whole(document, "cost"),
            bound=self._whole(document, "bound"),
            proven=proven if isinstance(proven, bool) else None,
            prices=self._prices(document.get("prices")),
            refusals=tuple(self.refusals),
        )

    def refuse(self, code: str, line: str, **params: object) -> None:
        """Note why the file is not believed; ``line`` is the path of the line."""
        self.refusals.append(Reason(code, {"line": line, **params}))

    def _assignments(self, rows: Any) -> tuple[IntArray, dict[int, str]]:
        compound = np.full(len(self._people), NOWHERE, dtype=np.int64)
        lines: dict[int, str] = {}
        for place, row in self._rows("assignments", rows, "person, compound"):
            person = self._known(place, "person", row[0], self._people)
            where = self._known(place, "compound", row[1], self._compounds)
            if person is None or where is None:
                continue
            if person in lines:
                self.refuse("person_twice", place, person=row[0], other=lines[person])
                continue
            compound[person], lines[person] = where, place
        return compound, lines

    def _unplaced(self, rows: Any) -> dict[int, str]:
        found: dict[int, str] = {}
        for place, row in self._rows("unplaced", rows, "person, reason"):
            person = self._known(place, "person", row[0], self._people)
            if person is not None and person in found:
                self.refuse("person_twice", place, person=row[0], other="unplaced")
            if person is not None:
                found[person] = str(row[1])
        return found

    def _holes(self, rows: Any) -> dict[int, int]:
        found: dict[int, int] = {}
        for place, row in self._rows("holes", rows, "compound, people missing"):
            compound = self._known(place, "compound", row[0], self._compounds)
            if not isinstance(row[1], int) or isinstance(row[1], bool) or compound in found:
                self.refuse("not_a_line", place, shape="compound, people missing")
            elif compound is not None:
                found[compound] = row[1]
        return found

    def _rows(self, key: str, rows: Any, shape: str) -> list[tuple[str, list[Any]]]:
        """Return the lines of a table that have two entries, each with its place."""
        if not isinstance(rows, list):
            self.refuse("not_a_list", key)
            return []
        found = []
        for i, row in enumerate(rows):
            if isinstance(row, list) and len(row) == 2:
                found.append((f"{key}[{i}]", row))
            else:
                self.refuse("not_a_line", f"{key}[{i}]", shape=shape)
        return found

    def _known(self, place: str, field: str, value: Any, table: Mapping[str, int]) -> int | None:
        if isinstance(value, str) and value in table:
            return table[value]
        self.refuse("unknown_id", place, field=field, got=value)
        return None

    def _whole(self, document: Mapping[str, Any], key: str) -> int | None:
        value = document.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.refuse("not_a_number", key, got=value)
        return None

    def _prices(self, value: Any) -> IntArray | None:
        rows = value.get("person") if isinstance(value, dict) else None
        if not isinstance(rows, list) or not rows:
            self.refuse("no_certificate", "prices")
            return None
        if len(rows) != len(self._people):
            self.refuse("price_table", "prices.person", shape=len(self._people), got=len(rows))
            return None
        for i, price in enumerate(rows):
            is_number = isinstance(price, int | float) and not isinstance(price, bool)
            if not is_number or not math.isfinite(price) or not 0 <= price <= MOST_PRICE:
                self.refuse("price_range", f"prices.person[{i}]", got=price)
                return None
        return np.array([round(price * MILLI) for price in rows], dtype=np.int64)
