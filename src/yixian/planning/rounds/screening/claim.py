"""What a round's plan file claims: its areas, figures and prices, read with suspicion and without faith."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.rounds.screening.problem import MILLI
from yixian.planning.rounds.seal import seal_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.rounds.screening.problem import IntArray, Problem

PLAN_FORMAT = "yixian-round-plan/1"
MOST_PRICE = 10_000_000


@dataclass(frozen=True)
class Claim:
    """A plan file, as far as it can be read; ``refusals`` say what cannot."""

    tours: Mapping[int, tuple[int, ...]]  # worker: buildings in the order of the walk
    loads_s: Mapping[int, Any]  # worker: the seconds written beside them
    lines: Mapping[int, str]  # worker: his place in the file
    longest_s: int | None
    bound_s: int | None
    proven: bool | None
    prices: IntArray | None  # [building] thousandths of a second
    refusals: tuple[Reason, ...]


class ClaimReader:
    """Reads one plan file against the ids of its problem."""

    def __init__(self, problem: Problem) -> None:
        self.refusals: list[Reason] = []
        self._workers = {name: i for i, name in enumerate(problem.worker_ids)}
        self._buildings = {name: i for i, name in enumerate(problem.building_ids)}

    def read(self, document: Mapping[str, Any], problem_sha256: str | None) -> Claim:
        """Return the claim of a document; everything that cannot be read becomes a refusal."""
        if document.get("format") != PLAN_FORMAT:
            self.refuse("format", "format", got=document.get("format"), expected=PLAN_FORMAT)
        if problem_sha256 is not None and document.get("problem") != problem_sha256:
            self.refuse("other_problem", "problem", got=document.get("problem"), expected=problem_sha256)
        if "seal" in document and document["seal"] != seal_of(document):
            self.refuse("seal", "seal")
        tours: dict[int, tuple[int, ...]] = {}
        loads: dict[int, Any] = {}
        lines: dict[int, str] = {}
        for place, worker, tour, load_s in self._areas(document.get("areas")):
            tours[worker], loads[worker], lines[worker] = tour, load_s, place
        proven = document.get("proven")
        if not isinstance(proven, bool):
            self.refuse("not_a_claim", "proven", got=proven)
        return Claim(
            tours=tours,
            loads_s=loads,
            lines=lines,
            longest_s=self._whole(document, "longest_s"),
            bound_s=self._whole(document, "bound_s"),
            proven=proven if isinstance(proven, bool) else None,
            prices=self._prices(document.get("prices")),
            refusals=tuple(self.refusals),
        )

    def refuse(self, code: str, line: str, **params: object) -> None:
        """Note why the file is not believed; ``line`` is the path of the line."""
        self.refusals.append(Reason(code, {"line": line, **params}))

    def _areas(self, rows: Any) -> list[tuple[str, int, tuple[int, ...], Any]]:
        if not isinstance(rows, list):
            self.refuse("not_a_list", "areas")
            return []
        found, seen = [], set()
        for i, row in enumerate(rows):
            place = f"areas[{i}]"
            if not isinstance(row, list) or len(row) != 3 or not isinstance(row[1], list):
                self.refuse("not_a_line", place, shape="worker, [building, ...], seconds")
                continue
            worker = self._known(place, "worker", row[0], self._workers)
            tour = [self._known(f"{place}[1][{k}]", "building", name, self._buildings) for k, name in enumerate(row[1])]
            if worker in seen:
                self.refuse("worker_twice", place, worker=row[0])
            elif worker is not None:
                seen.add(worker)
                found.append((place, worker, tuple(b for b in tour if b is not None), row[2]))
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
        rows = value.get("building") if isinstance(value, dict) else None
        if not isinstance(rows, list) or not rows:
            self.refuse("no_certificate", "prices")
            return None
        if len(rows) != len(self._buildings):
            self.refuse("price_table", "prices.building", shape=len(self._buildings), got=len(rows))
            return None
        for i, price in enumerate(rows):
            is_number = isinstance(price, int | float) and not isinstance(price, bool)
            if not is_number or not math.isfinite(price) or not 0 <= price <= MOST_PRICE:
                self.refuse("price_range", f"prices.building[{i}]", got=price)
                return None
        return np.array([round(price * MILLI) for price in rows], dtype=np.int64)
