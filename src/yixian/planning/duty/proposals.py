"""What a duty officer can do about a hole, when nobody may take it: the four ways a county knows.

Merge two gates of one compound (the closed one keeps a locked emergency gate), hold the slot by one, ask property
guards or volunteers, borrow a neighbour post's stand-by. Facts come from optional keys of ``yixian-roster/1``:
``compound``, ``neighbours``, ``standby`` of posts and ``kind`` of people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.planning.duty.crew import Crew
from yixian.planning.duty.problem import OFF
from yixian.planning.plan import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.duty.crew import Slot
    from yixian.planning.duty.problem import Problem, Roster

HELPERS = ("property", "volunteer")
"""Kinds of people who may be asked beyond what they offered: property guards and volunteers."""
MOST_NAMES = 5


class Proposer:
    """A roster prepared for questions about its holes."""

    def __init__(self, problem: Problem, roster: Roster) -> None:
        self._problem = problem
        self._crew = Crew(problem, roster)
        self._facts = problem.facts

    def proposals(self, slot: Slot) -> list[Reason]:
        """Return what can be done about a hole, what changes least first; empty if nothing lacks or nothing helps."""
        standing = len(self._crew.on(slot))
        if standing >= int(self._problem.need[slot]):
            return []
        return [
            *self._held_by_one(slot, standing),
            *self._standby(slot),
            *self._helpers(slot),
            *self._merged(slot, standing),
        ]

    def _held_by_one(self, slot: Slot, standing: int) -> Iterator[Reason]:
        need = int(self._problem.need[slot])
        if standing == 1 and need > 1:
            person = self._problem.person_ids[self._crew.on(slot)[0]]
            yield Reason("propose_one", {**self._problem.names_of(slot), "need": need, "person": person})

    def _standby(self, slot: Slot) -> Iterator[Reason]:
        """Yield each neighbour post whose slot has more than one person, so that one may come over."""
        post, day, shift = slot
        for other in self._facts.neighbours.get(post, ()):
            there = self._crew.on((other, day, shift))
            least = self._facts.standby.get(other, 0)
            spare = len(there) - 1 if least == 0 else least
            free = [person for person in there if not self._crew.is_fixed(person, day)]
            if spare > 0 and len(there) > 1 and free:
                names = {**self._problem.names_of(slot), "other": self._problem.post_ids[other], "there": len(there)}
                yield Reason("propose_standby", {**names, "person": self._problem.person_ids[free[-1]]})

    def _helpers(self, slot: Slot) -> Iterator[Reason]:
        """Yield each kind of helper of whom somebody is free then, lawful, or kept only by the shifts he offered."""
        around = (slot[0], *self._facts.gates.get(slot[0], ()), *self._facts.neighbours.get(slot[0], ()))
        near = {person for post in around for person in self._crew.near(post)}
        for kind in HELPERS:
            people = [person for person in self._facts.of_kind.get(kind, ()) if person in near]
            found = [self._problem.person_ids[person] for person in people if self._might_come(person, slot)]
            if found:
                names = {"people": len(found), "names": " ".join(found[:MOST_NAMES])}
                yield Reason(f"propose_{kind}", {**self._problem.names_of(slot), **names})

    def _might_come(self, person: int, slot: Slot) -> bool:
        """Whether a person is free and lawful then, if need be for one shift more or at a post new to him."""
        if self._crew.shift[person][slot[1]] != OFF or self._crew.bars(person, slot) not in (None, "reach"):
            return False
        broken = self._crew.breaks(person, slot)
        return broken is None or broken.rule == "shifts_week"

    def _merged(self, slot: Slot, standing: int) -> Iterator[Reason]:
        """Yield each other gate of the compound to which this one may be closed: its people go over there."""
        post, day, shift = slot
        for other in self._facts.gates.get(post, ()):
            need = int(self._problem.need[other, day, shift])
            there = len(self._crew.on((other, day, shift)))
            if need and there + standing >= need:
                names = {**self._problem.names_of(slot), "other": self._problem.post_ids[other]}
                yield Reason("propose_merge", {**names, "standing": standing, "there": there, "need": need})
