"""The people near by: who may be asked, when each is at the patient's side, alone or by way of a store."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from yixian.planning.plan import Reason
from yixian.planning.rescue.ground import WALK_MM_PER_S
from yixian.planning.rescue.problem import BAR
from yixian.planning.rescue.search import search, seeds_at

if TYPE_CHECKING:
    from yixian.planning.rescue.arcs import Ways
    from yixian.planning.rescue.ground import Ground
    from yixian.planning.rescue.problem import Case
    from yixian.planning.rescue.search import Reach


@dataclass(frozen=True)
class Arrival:
    """Somebody at the patient's side: when, and what was fetched where on the way."""

    ready_ms: int
    person: int
    store: int | None = None
    items: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Neighbours:
    """Everybody of a case on the ground of its alarm."""

    case: Case
    ground: Ground

    @cached_property
    def limit_ms(self) -> int:
        """Milliseconds on foot beyond which nobody is asked."""
        return self.case.walk_limit_m * 1_000_000 // WALK_MM_PER_S

    @cached_property
    def to_patient(self) -> Reach:
        """Every place's time on foot to the patient."""
        return self.walk_to(self.ground.places.patient)

    @cached_property
    def from_patient(self) -> Reach:
        """Every place's time on foot from the patient."""
        return self.walk_from(self.ground.places.patient)

    @cached_property
    def _walks(self) -> dict[int, Reach]:
        return {}

    @cached_property
    def reserve(self) -> dict[str, int]:
        """How many of each post may leave: one guard stays."""
        here: dict[str, int] = {}
        for person in self.case.people:
            if person.post is not None and person.is_checked_in:
                here[person.post] = here.get(person.post, 0) + 1
        return {post: count - 1 for post, count in here.items()}

    @cached_property
    def against(self) -> tuple[Reason | None, ...]:
        """[person] why somebody is not asked; None: may be asked."""
        keys = {b.closure.key for b in self.ground.roads.barrings if b.kind == BAR}
        return tuple(self._why_not(i, keys) for i in range(len(self.case.people)))

    @cached_property
    def direct(self) -> tuple[Arrival, ...]:
        """Everybody who may be asked, as they come straight to the patient, first come first."""
        alert = self.case.pace.alert[1]
        nodes = self.ground.places.people
        come = (
            Arrival(alert + int(self.to_patient.ms[nodes[i]]), i)
            for i, reason in enumerate(self.against)
            if reason is None
        )
        return tuple(sorted(come, key=lambda one: (one.ready_ms, one.person)))

    @cached_property
    def bearers(self) -> tuple[Arrival, ...]:
        """Those of ``direct`` who may carry."""
        return tuple(one for one in self.direct if self.case.people[one.person].may_carry)

    def by_way_of(self, store: int) -> tuple[Arrival, ...]:
        """Return the bearers as they come by way of a store, first come first; empty if it is out of reach."""
        node = int(self.ground.places.stores[store])
        onward = int(self.to_patient.ms[node])
        if onward > self.limit_ms or not self.case.stores[store].is_open:
            return ()
        there = self.walk_to(node).ms[self.ground.places.people]
        base = self.case.pace.alert[1] + self.case.pace.pick[1] + onward
        come = [
            Arrival(base + int(there[one.person]), one.person, store)
            for one in self.bearers
            if there[one.person] <= self.limit_ms
        ]
        return tuple(sorted(come, key=lambda one: (one.ready_ms, one.person)))

    def walk_to(self, node: int) -> Reach:
        """Return every node's time on foot to one node, as far as the limit."""
        if node not in self._walks:
            self._walks[node] = search(self._into, seeds_at([node]), limit_ms=self.limit_ms)
        return self._walks[node]

    def walk_from(self, node: int) -> Reach:
        """Return the time on foot from one node to every node, as far as the limit."""
        return search(self.ground.foot_ways(is_out=True), seeds_at([node]), limit_ms=self.limit_ms)

    @cached_property
    def _into(self) -> Ways:
        return self.ground.foot_ways(is_out=False)

    def is_free(self, person: int, gone: list[int]) -> bool:
        """Whether somebody may still go when others have gone."""
        if person in gone:
            return False
        post = self.case.people[person].post
        if post is None:
            return True
        return sum(self.case.people[other].post == post for other in gone) < self.reserve[post]

    def _why_not(self, i: int, keys: set[str | None]) -> Reason | None:
        person = self.case.people[i]
        if not person.is_checked_in:
            return Reason("not_checked_in", {"person": person.id})
        if person.id in keys:
            return Reason("keeps_key", {"person": person.id})
        if self.to_patient.ms[self.ground.places.people[i]] > self.limit_ms:
            return Reason("too_far", {"person": person.id, "metres": self.case.walk_limit_m})
        if person.post is not None and self.reserve[person.post] == 0:
            return Reason("guard_stays", {"person": person.id, "post": person.post})
        return None
