"""What a plan file claims: its lines, holes, figures and prices, read with suspicion and without faith."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.duty.problem import Prices, Roster, empty_roster
from yixian.planning.plan import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yixian.planning.duty.problem import FloatArray, Problem

PLAN_FORMAT = "yixian-roster-plan/1"
Slot = tuple[int, int, int]
"""Post, day and shift, as indices."""


@dataclass(frozen=True)
class Head:
    """The figures that a plan file claims."""

    cost: int | None
    bound: float | None
    proven: bool | None


@dataclass(frozen=True)
class Claim:
    """A plan file, as far as it can be read; ``refusals`` say what cannot."""

    head: Head
    roster: Roster
    lines: Mapping[tuple[int, int], str]  # (person, day): its place in the file
    holes: Mapping[Slot, tuple[int, int]]  # people and leaders missing
    prices: Prices | None
    refusals: tuple[Reason, ...]


class Suspicion:
    """Reads pieces of a plan file; what cannot be believed becomes a refusal."""

    def __init__(self) -> None:
        self.refusals: list[Reason] = []

    def refuse(self, code: str, line: str, **params: object) -> None:
        """Note why the file is not believed; ``line`` is the path of the line."""
        self.refusals.append(Reason(code, {"line": line, **params}))

    def head(self, document: Mapping[str, Any], problem_sha256: str | None) -> Head:
        """Return the figures of a document of the right format, made for the right problem."""
        if document.get("format") != PLAN_FORMAT:
            self.refuse("format", "format", got=document.get("format"), expected=PLAN_FORMAT)
        if problem_sha256 is not None and document.get("problem") != problem_sha256:
            self.refuse("other_problem", "problem", got=document.get("problem"), expected=problem_sha256)
        cost, bound = self._number(document, "cost"), self._number(document, "bound")
        proven = document.get("proven")
        if not isinstance(proven, bool):
            self.refuse("not_a_claim", "proven", got=proven)
        return Head(
            cost=None if cost is None or cost != int(cost) else int(cost),
            bound=bound,
            proven=proven if isinstance(proven, bool) else None,
        )

    def rows(self, key: str, value: Any, shape: str) -> Iterator[tuple[str, list[Any]]]:
        """Yield place and entries of each line that is as long as the words of ``shape``."""
        if not isinstance(value, list):
            self.refuse("not_a_list", key)
            return
        for i, row in enumerate(value):
            place = f"{key}[{i}]"
            if isinstance(row, list) and len(row) == shape.count(",") + 1:
                yield place, row
            else:
                self.refuse("not_a_line", place, shape=shape)

    def known(self, place: str, field: str, value: Any, table: Mapping[str, int]) -> int | None:
        """Return the index of an id, None after a refusal."""
        if isinstance(value, str) and value in table:
            return table[value]
        self.refuse("unknown_id", place, field=field, got=value)
        return None

    def _number(self, document: Mapping[str, Any], key: str) -> float | None:
        value = document.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return value
        self.refuse("not_a_number", key, got=value)
        return None


class ClaimReader(Suspicion):
    """Reads one plan file against the ids of its problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem
        self._people = {name: i for i, name in enumerate(problem.person_ids)}
        self._posts = {name: i for i, name in enumerate(problem.post_ids)}
        self._shifts = {name: i for i, name in enumerate(problem.shift_ids)}

    def read(self, document: Mapping[str, Any], problem_sha256: str | None) -> Claim:
        """Return the claim of a document; everything that cannot be read becomes a refusal."""
        head = self.head(document, problem_sha256)
        roster, lines = self._roster(document.get("assignments"))
        return Claim(
            head=head,
            roster=roster,
            lines=lines,
            holes=self._holes(document.get("holes")),
            prices=self._prices(document.get("prices")),
            refusals=tuple(self.refusals),
        )

    def _roster(self, rows: Any) -> tuple[Roster, dict[tuple[int, int], str]]:
        roster = empty_roster(len(self._people), self.problem.n_days)
        lines: dict[tuple[int, int], str] = {}
        for place, row in self.rows("assignments", rows, "person, day, shift, post"):
            person = self.known(place, "person", row[0], self._people)
            slot = self._slot(place, row[3], row[1], row[2])
            if person is None or slot is None:
                continue
            post, day, shift = slot
            if (person, day) in lines:
                self.refuse("one_shift_a_day", place, person=row[0], day=day, other=lines[person, day])
                continue
            lines[person, day] = place
            roster.shift[person, day], roster.post[person, day] = shift, post
        return roster, lines

    def _holes(self, rows: Any) -> dict[Slot, tuple[int, int]]:
        holes: dict[Slot, tuple[int, int]] = {}
        shape = "post, day, shift, people, leaders"
        for place, row in self.rows("holes", rows, shape):
            if not all(is_count(n) for n in row[3:]):
                self.refuse("not_a_line", place, shape=shape)
                continue
            slot = self._slot(place, row[0], row[1], row[2])
            if slot is None:
                continue
            if slot in holes:
                self.refuse("hole_twice", place)
            holes[slot] = (row[3], row[4])
        return holes

    def _slot(self, place: str, post: Any, day: Any, shift: Any) -> Slot | None:
        known_post = self.known(place, "post", post, self._posts)
        known_shift = self.known(place, "shift", shift, self._shifts)
        if not is_count(day) or day >= self.problem.n_days:
            self.refuse("unknown_id", place, field="day", got=day)
            return None
        if known_post is None or known_shift is None:
            return None
        return known_post, day, known_shift

    def _prices(self, value: Any) -> Prices | None:
        if not isinstance(value, dict) or not value.get("pi") or not value.get("mu"):
            self.refuse("no_certificate", "prices")
            return None
        weights = self.problem.weights
        pi = self._price_table("pi", value["pi"], (-math.inf, weights.uncovered))
        mu = self._price_table("mu", value["mu"], (0, weights.no_leader))
        return None if pi is None or mu is None else Prices(pi=pi, mu=mu)

    def _price_table(self, key: str, value: Any, limits: tuple[float, float]) -> FloatArray | None:
        place = f"prices.{key}"
        shape = self.problem.need.shape
        table = number_table(value, shape)
        if table is None:
            self.refuse("price_table", place, shape=" x ".join(map(str, shape)))
            return None
        outside = np.argwhere((table < limits[0]) | (table > limits[1]))
        if len(outside):
            post, day, shift = outside[0].tolist()
            got = float(table[post, day, shift])
            self.refuse("price_range", f"{place}[{post}][{day}][{shift}]", got=got, most=limits[1])
            return None
        return table


def number_table(value: Any, shape: tuple[int, ...]) -> FloatArray | None:
    """Return nested lists of finite numbers as an array of this shape, None if they are none."""
    try:
        given = np.array(value)
    except ValueError:  # rows of different lengths
        return None
    table = given.astype(np.float64) if given.dtype.kind in "iuf" else np.zeros(0)
    is_usable = table.shape == shape and np.isfinite(table).all() and np.abs(table).max(initial=0) <= 1e9
    return table if is_usable else None


def is_count(value: Any) -> bool:
    """Whether a value is a whole number from 0 on."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
