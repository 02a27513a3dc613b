"""What a round's plan file claims: its areas, figures and prices, read with suspicion and without faith."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yixian.planning.rounds.reader import PlanReader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.plan import Reason
    from yixian.planning.rounds.screening.problem import IntArray, Problem

PLAN_FORMAT = "yixian-round-plan/1"


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


class ClaimReader(PlanReader):
    """Reads one plan file against the ids of its problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self._workers = {name: i for i, name in enumerate(problem.worker_ids)}
        self._buildings = {name: i for i, name in enumerate(problem.building_ids)}

    def read(self, document: Mapping[str, Any], problem_sha256: str | None) -> Claim:
        """Return the claim of a document; everything that cannot be read becomes a refusal."""
        self.head(document, PLAN_FORMAT, problem_sha256)
        tours: dict[int, tuple[int, ...]] = {}
        loads: dict[int, Any] = {}
        lines: dict[int, str] = {}
        for place, worker, tour, load_s in self._areas(document.get("areas")):
            tours[worker], loads[worker], lines[worker] = tour, load_s, place
        return Claim(
            tours=tours,
            loads_s=loads,
            lines=lines,
            longest_s=self.whole(document, "longest_s"),
            bound_s=self.whole(document, "bound_s"),
            proven=self.claim(document, "proven"),
            prices=self.prices(document, "building", len(self._buildings)),
            refusals=tuple(self.refusals),
        )

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
            worker = self.known(place, "worker", row[0], self._workers)
            tour = [self.known(f"{place}[1][{k}]", "building", name, self._buildings) for k, name in enumerate(row[1])]
            if worker in seen:
                self.refuse("worker_twice", place, worker=row[0])
            elif worker is not None:
                seen.add(worker)
                found.append((place, worker, tuple(b for b in tour if b is not None), row[2]))
        return found
