"""What a posting file claims: its lines, figures and prices, read with suspicion and without faith."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.rounds.posting.problem import NOWHERE
from yixian.planning.rounds.reader import PlanReader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.plan import Reason
    from yixian.planning.rounds.posting.problem import IntArray, Problem

PLAN_FORMAT = "yixian-posting-plan/1"


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


class ClaimReader(PlanReader):
    """Reads one plan file against the ids of its problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem
        self._people = {name: i for i, name in enumerate(problem.person_ids)}
        self._compounds = {name: i for i, name in enumerate(problem.compound_ids)}

    def read(self, document: Mapping[str, Any], problem_sha256: str | None) -> Claim:
        """Return the claim of a document; everything that cannot be read becomes a refusal."""
        self.head(document, PLAN_FORMAT, problem_sha256)
        compound, lines = self._assignments(document.get("assignments"))
        return Claim(
            compound=compound,
            lines=lines,
            unplaced=self._unplaced(document.get("unplaced")),
            holes=self._holes(document.get("holes", [])),
            cost=self.whole(document, "cost"),
            bound=self.whole(document, "bound"),
            proven=self.claim(document, "proven"),
            prices=self.prices(document, "person", len(self._people)),
            refusals=tuple(self.refusals),
        )

    def _assignments(self, rows: Any) -> tuple[IntArray, dict[int, str]]:
        compound = np.full(len(self._people), NOWHERE, dtype=np.int64)
        lines: dict[int, str] = {}
        for place, row in self._rows("assignments", rows, "person, compound"):
            person = self.known(place, "person", row[0], self._people)
            where = self.known(place, "compound", row[1], self._compounds)
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
            person = self.known(place, "person", row[0], self._people)
            if person is not None and person in found:
                self.refuse("person_twice", place, person=row[0], other="unplaced")
            if person is not None:
                found[person] = str(row[1])
        return found

    def _holes(self, rows: Any) -> dict[int, int]:
        found: dict[int, int] = {}
        for place, row in self._rows("holes", rows, "compound, people missing"):
            compound = self.known(place, "compound", row[0], self._compounds)
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
