"""Everybody with the duties they have, and the reason why one of them may not take a slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.problem import OFF
from yixian.planning.duty.rulebook import Duty, Rulebook, Tested
from yixian.planning.plan import Reason

if TYPE_CHECKING:
    from yixian.planning.duty.problem import Problem, Roster

Slot = tuple[int, int, int]
"""Post, day and shift, as indices."""


class Crew:
    """A roster as plain lists, for questions about single people."""

    def __init__(self, problem: Problem, roster: Roster) -> None:
        self.problem = problem
        self.rulebook = Rulebook(problem)
        self.shift: list[list[int]] = roster.shift.tolist()
        self.post: list[list[int]] = roster.post.tolist()
        self._away: list[list[list[bool]]] = problem.away.tolist()
        self._no_nights: list[bool] = problem.limits.no_nights.tolist()
        self._pinned: list[list[int]] = problem.pinned.shift.tolist()
        self._near: list[list[int]] = [[] for _ in problem.post_ids]
        self._reach: list[set[int]] = [set(row) for row in problem.reach.tolist()]
        for person, place in np.argwhere(problem.reach != OFF).tolist():
            self._near[int(problem.reach[person, place])].append(person)

    def near(self, post: int) -> list[int]:
        """Return the people who have a post within reach."""
        return self._near[post]

    def duties(self, person: int) -> list[Duty]:
        """Return a person's duties in order of their days."""
        return [(day, shift) for day, shift in enumerate(self.shift[person]) if shift != OFF]

    def on(self, slot: Slot) -> list[int]:
        """Return who stands on a slot."""
        post, day, shift = slot
        return [
            person for person in self._near[post] if self.shift[person][day] == shift and self.post[person][day] == post
        ]

    def bars(self, person: int, slot: Slot) -> str | None:
        """Return the code that keeps a person from a slot whatever else he does, None if nothing does."""
        post, day, shift = slot
        if post not in self._reach[person]:
            return "reach"
        if self._away[person][day][shift]:
            return "unavailable"
        if self._no_nights[person] and self.rulebook.is_night[shift]:
            return "no_nights"
        if day < self.problem.frozen_days:
            return "past"
        return "pinned" if self._pinned[person][day] != OFF else None

    def breaks(self, person: int, slot: Slot, without: int = OFF) -> Tested | None:
        """Return the rule on time that one more duty would break, his duty on day ``without`` left out."""
        _, day, shift = slot
        duties = [duty for duty in self.duties(person) if duty[0] not in (without, day)]
        duties.append((day, shift))
        duties.sort()
        return self.rulebook.first_break(person, duties)

    def is_fixed(self, person: int, day: int) -> bool:
        """Whether a person's duty on a day must stay."""
        return day < self.problem.frozen_days or self._pinned[person][day] != OFF

    def why_not(self, person: int, slot: Slot) -> Reason | None:
        """Return what keeps a person from a slot, None if he may take it now."""
        name = self.problem.person_ids[person]
        bar = self.bars(person, slot)
        if bar is not None:
            return Reason(f"kept_{bar}", {"person": name, **self.problem.names_of(slot)})
        day = slot[1]
        if self.shift[person][day] != OFF:
            now = (self.post[person][day], day, self.shift[person][day])
            return Reason("kept_on_duty", {"person": name, **self.problem.names_of(now)})
        broken = self.breaks(person, slot)
        if broken is None:
            return None
        return Reason(f"kept_{broken.rule}", {"person": name, **broken.spoken, **self.problem.names_of(slot)})
