"""What would help a county that is short: the price list of relaxations and the smallest set that mends all.

A relaxation raises a limit by one step for those who live under the common one (whoever the law gives a limit of his
own keeps it), or brings people to one post. ``least`` is counted as ever, need less what everybody could then give;
``holes`` are those of a roster searched for from the present one. Where the two are equal, both are exact.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.duty.problem import NO_LIMIT, OFF, Limits, Roster
from yixian.planning.duty.search import Run, heat_for, search
from yixian.planning.duty.shortage import Counter, provable_shortage
from yixian.planning.duty.standing import Standing
from yixian.planning.duty.state import start_state
from yixian.planning.duty.world import build_world
from yixian.planning.stop import Stop, silent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from yixian.planning.duty.problem import IntArray, Prices, Problem

STEPS_MIN = {"week_min": 0, "days_in_row": 1, "nights_in_row": 1, "nights": 1}
"""Limits that a county may raise and by how much; the week by the longest shift."""
MOVES_PER_CELL = 2000  # of people x days
MOST_PEOPLE = 8
MOST_SLOTS = 3000
"""Larger rosters get the counted part of the price list only for the limits, and no search."""


@dataclass(frozen=True)
class Relaxation:
    """One change: a limit (column of ``Limits``) that goes from one value to another, or people who come to a post."""

    limit: str | None
    before: int  # the limit now; people at the post now
    after: int
    post: int = OFF

    @property
    def size(self) -> int:
        """Number of changes it counts for."""
        return 1 if self.limit else self.after - self.before

    def applied(self, problem: Problem) -> Problem:
        """Return the problem after it."""
        if self.limit is None:
            return with_people(problem, self.post, self.after - self.before)
        now: IntArray = getattr(problem.limits, self.limit)
        raised = np.where(now == self.before, self.after, now)
        return replace(problem, limits=replace(problem.limits, **{self.limit: raised}))


@dataclass(frozen=True)
class Relaxed:
    """What some relaxations together leave open: at least ``least``, and ``holes`` in a roster that was found.

    ``least`` is what some slots then need less what everybody could give them; ``holes`` is None if none was sought.
    """

    changes: tuple[Relaxation, ...]
    need: int
    possible: int
    holes: int | None

    @property
    def least(self) -> int:
        """Person-shifts that stay open whatever is done."""
        return max(0, self.need - self.possible)

    @property
    def left(self) -> int:
        """Holes that are found, or where none were sought those that are proven."""
        return self.least if self.holes is None else self.holes


class Relaxer:
    """Asks what would be if: each answer is one count and one search from the roster as it is."""

    def __init__(self, problem: Problem, roster: Roster, prices: Prices | None) -> None:
        self._problem, self._roster, self._prices = problem, roster, prices
        missing = np.maximum(problem.need - _people(problem, roster), 0)
        self.missing = int(missing.sum())
        self._is_small = bool(problem.need.sum() <= MOST_SLOTS)
        self._lacking = missing.sum(axis=(1, 2))
        self._each = max(1, int(Counter(problem).most(problem.need > 0).max(initial=1)))

    def price_list(self) -> list[Relaxed]:
        """Return each single relaxation that leaves fewer open, the best first; where none does, each pair of limits.

        Two limits that bind alike hide each other: a longer week gives nothing while the days in a row stay as they
        are, and the other way round.
        """
        limits = self.limits()
        alone = self._helpful([(one,) for one in [*limits, *self._one_person_each()]])
        return alone or self._helpful(list(combinations(limits, 2)))

    def _helpful(self, sets: Sequence[tuple[Relaxation, ...]]) -> list[Relaxed]:
        now = self.missing if self._is_small else provable_shortage(self._problem, self._prices).short
        found = [self.relaxed(changes) for changes in sets]
        return sorted((one for one in found if one.left < now), key=lambda one: one.left)

    def smallest(self) -> Relaxed | None:
        """Return the fewest changes that were found to leave no hole, None if more than eight are needed."""
        if not self._is_small:
            return None
        limits = self.limits()
        for size in range(1, MOST_PEOPLE + 1):
            for changes in self._sets(limits, size):
                if provable_shortage(_applied(self._problem, changes), self._prices).short:
                    continue
                found = self.relaxed(changes)
                if found.holes == 0:
                    return found
        return None

    def relaxed(self, changes: tuple[Relaxation, ...]) -> Relaxed:
        """Return what some changes together leave open."""
        problem = _applied(self._problem, changes)
        shortage = provable_shortage(problem, self._prices)
        holes = self._holes(problem) if self._is_small else None
        return Relaxed(changes, shortage.need, shortage.possible, holes)

    def _sets(self, limits: list[Relaxation], size: int) -> list[tuple[Relaxation, ...]]:
        """Return the sets of a size: some limits, the rest people at the post that lacks most."""
        sets: list[tuple[Relaxation, ...]] = []
        for n_limits in range(min(size, len(limits)), -1, -1):
            people = self._people(size - n_limits)
            sets += [(*chosen, *people) for chosen in combinations(limits, n_limits)]
        return sets

    def _people(self, n: int) -> tuple[Relaxation, ...]:
        """Return people for the posts that lack most, each as if he gave as much as anybody can."""
        lacking, coming = self._lacking.copy(), np.zeros_like(self._lacking)
        for _ in range(n):
            post = int(lacking.argmax())
            coming[post] += 1
            lacking[post] -= self._each
        here = [int((self._problem.reach == post).sum()) for post in range(len(coming))]
        return tuple(
            Relaxation(None, here[post], here[post] + int(coming[post]), post)
            for post in np.nonzero(coming)[0].tolist()
        )

    def limits(self) -> list[Relaxation]:
        """Return one step of each limit that a county may raise, for those who live under the commonest value."""
        longest = int(self._problem.length_min.max())
        found = []
        for limit, step in STEPS_MIN.items():
            values = getattr(self._problem.limits, limit)
            common = int(np.bincount(values[values < NO_LIMIT]).argmax()) if (values < NO_LIMIT).any() else NO_LIMIT
            if common < NO_LIMIT:
                found.append(Relaxation(limit, common, common + (step or longest)))
        return found

    def _one_person_each(self) -> list[Relaxation]:
        if not self._is_small:
            return []
        worst = np.argsort(-self._lacking, kind="stable")[:3].tolist()
        here = [int((self._problem.reach == post).sum()) for post in worst]
        return [Relaxation(None, n, n + 1, post) for n, post in zip(here, worst, strict=True) if self._lacking[post]]

    def _holes(self, problem: Problem) -> int:
        """Return the holes of a roster that is searched for from the present one."""
        world = build_world(problem)
        rows = problem.need.shape[1]
        extra = np.full((len(problem.person_ids) - len(self._roster.shift), rows), OFF)
        near = Roster(np.vstack([self._roster.shift, extra]), np.vstack([self._roster.post, extra]))
        run = Run(world, start_state(world, problem, near, seed=0))
        search(run, heat_for(world, is_short=True), Stop(work_limit=run.n_cells * MOVES_PER_CELL), Standing(silent))
        return int(np.maximum(problem.need - _people(problem, run.best.roster), 0).sum())


def with_people(problem: Problem, post: int, n: int) -> Problem:
    """Return a problem with ``n`` people more at a post: leaders too, under the common limits, always free."""

    def more(rows: NDArray[Any], value: object) -> NDArray[Any]:
        filled: NDArray[Any] = np.concatenate(
            [rows, np.broadcast_to(np.asarray(value, rows.dtype), (n, *rows.shape[1:]))]
        )
        return filled

    limits, places = problem.limits, np.full(problem.reach.shape[1], OFF)
    places[0] = post
    usual = {name: more(rows, np.bincount(rows.astype(np.int64)).argmax()) for name, rows in vars(limits).items()}
    usual["days_before"], usual["nights_before"] = more(limits.days_before, 0), more(limits.nights_before, 0)
    usual["no_nights"] = more(limits.no_nights, False)
    nobody = Roster(more(problem.pinned.shift, OFF), more(problem.pinned.post, OFF))
    told = problem.published
    names = tuple(f"+{i + 1}" for i in range(n))
    return replace(
        problem,
        person_ids=(*problem.person_ids, *names),
        leader=more(problem.leader, True),
        home=more(problem.home, post),
        reach=more(problem.reach, places),
        travel_min=more(problem.travel_min, 0),
        away=more(problem.away, False),
        wish=more(problem.wish, 0),
        nights_before=more(problem.nights_before, 0),
        weekends_before=more(problem.weekends_before, 0),
        limits=Limits(**usual),
        pinned=nobody,
        published=None if told is None else Roster(more(told.shift, OFF), more(told.post, OFF)),
    )


def _applied(problem: Problem, changes: tuple[Relaxation, ...]) -> Problem:
    for change in changes:
        problem = change.applied(problem)
    return problem


def _people(problem: Problem, roster: Roster) -> IntArray:
    people = np.zeros_like(problem.need)
    person, day = np.nonzero(roster.shift != OFF)
    np.add.at(people, (roster.post[person, day], day, roster.shift[person, day]), 1)
    return people
