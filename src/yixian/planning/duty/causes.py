"""What is short, slot by slot, and which rule keeps the people in reach from it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.crew import Crew
from yixian.planning.plan import Reason, Shortfall

if TYPE_CHECKING:
    from yixian.planning.duty.crew import Slot
    from yixian.planning.duty.figures import Figures
    from yixian.planning.duty.problem import Problem, Roster

FREE = "kept_nothing"


class Causes:
    """Counts causes; the same question about a person, day and shift is answered once."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._known: dict[tuple[int, int, int], str] = {}

    def of(self, slot: Slot, people: list[int]) -> tuple[Reason, ...]:
        """Return how many of some people each cause keeps from a slot, the commonest first."""
        counts = Counter(self._code(person, slot) for person in people)
        where = self._crew.problem.names_of(slot)
        return tuple(
            Reason(code.replace("kept_", "keeps_"), {"people": n, **where}) for code, n in counts.most_common()
        )

    def _code(self, person: int, slot: Slot) -> str:
        key = (person, slot[1], slot[2])
        if key not in self._known:
            reason = self._crew.why_not(person, slot)
            self._known[key] = FREE if reason is None else reason.code
        return self._known[key]


def shortfalls(problem: Problem, roster: Roster, figures: Figures) -> tuple[Shortfall, ...]:
    """Return every slot that lacks people, and every one that lacks a leader (``where`` ends in ``leader``).

    The reasons count the people within reach who do not stand there, leaders only where a leader lacks.
    """
    crew = Crew(problem, roster)
    causes = Causes(crew)
    found: list[Shortfall] = []
    is_short = (figures.missing > 0) | (figures.leaders_missing > 0)
    for post, day, shift in np.argwhere(is_short).tolist():
        slot = (post, day, shift)
        there = set(crew.on(slot))
        others = [person for person in crew.near(post) if person not in there]
        where = (problem.post_ids[post], day, problem.shift_ids[shift])
        if figures.missing[slot]:
            found.append(Shortfall(where, int(figures.missing[slot]), causes.of(slot, others)))
        if figures.leaders_missing[slot]:
            leaders = [person for person in others if problem.leader[person]]
            missing = int(figures.leaders_missing[slot])
            found.append(Shortfall((*where, "leader"), missing, causes.of(slot, leaders)))
    return tuple(found)
