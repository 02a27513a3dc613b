"""The checker's view of the people: who may go, and how soon a party can be complete at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from yixian.planning.rescue.check_layers import NEVER
from yixian.planning.rescue.ground import WALK_MM_PER_S
from yixian.planning.rescue.problem import BAR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yixian.planning.rescue.arcs import LongArray
    from yixian.planning.rescue.check_layers import Layers
    from yixian.planning.rescue.problem import Case

Errand = tuple[int, frozenset[str]]
"""Arrival at the patient, and what can be brought."""


@dataclass(frozen=True, eq=False)
class People:
    """Everybody near by, by rules read straight from the case."""

    case: Case
    layers: Layers

    @cached_property
    def limit_ms(self) -> int:
        """Milliseconds on foot of the farthest walk."""
        return self.case.walk_limit_m * 1_000_000 // WALK_MM_PER_S

    @cached_property
    def out(self) -> LongArray:
        """[node] on foot from the patient."""
        return self.layers.walk_from(self.layers.ground.places.patient)

    @cached_property
    def back(self) -> LongArray:
        """[node] on foot to the patient."""
        return self.layers.walk_to(self.layers.ground.places.patient)

    def place(self, person: int) -> int:
        """Return the node of a person."""
        return int(self.layers.ground.places.people[person])

    def refusal(self, person: int) -> tuple[str, dict[str, object]] | None:
        """Return why somebody may not be asked at all, as code and figures."""
        one = self.case.people[person]
        if not one.is_checked_in:
            return "not_checked_in", {"person": one.id}
        if any(b.kind == BAR and b.closure.key == one.id for b in self.layers.ground.roads.barrings):
            return "keeps_key", {"person": one.id}
        if self.back[self.place(person)] > self.limit_ms:
            return "too_far", {"person": one.id, "metres": self.case.walk_limit_m}
        if one.post is not None and len(self.at_post(one.post)) == 1:
            return "guard_stays", {"person": one.id, "post": one.post}
        return None

    def at_post(self, post: str) -> list[int]:
        """Return who is checked in at a post."""
        return [i for i, one in enumerate(self.case.people) if one.post == post and one.is_checked_in]

    def guards_stay(self, gone: Iterable[int]) -> bool:
        """Whether every post that somebody leaves keeps a guard."""
        left = set(gone)
        posts = {self.case.people[i].post for i in left} - {None}
        return all(set(self.at_post(post)) - left for post in posts if post is not None)

    @cached_property
    def able(self) -> list[int]:
        """Those who may be asked to carry."""
        return [i for i, one in enumerate(self.case.people) if one.may_carry and self.refusal(i) is None]

    @cached_property
    def from_store(self) -> list[LongArray | None]:
        """[store] milliseconds on foot from every node to the store; None: it is shut or out of reach."""
        places = self.layers.ground.places.stores
        return [
            self.layers.walk_to(int(node)) if store.is_open and self.back[node] <= self.limit_ms else None
            for store, node in zip(self.case.stores, places, strict=True)
        ]

    def errands(self, person: int) -> list[Errand]:
        """Return the ways of somebody to the patient: straight, or by one store."""
        pace, node = self.case.pace, self.place(person)
        ways: list[Errand] = [(pace.alert[1] + int(self.back[node]), frozenset())]
        for i, there in enumerate(self.from_store):
            if there is not None and there[node] <= self.limit_ms:
                onward = int(self.back[self.layers.ground.places.stores[i]])
                ways.append((pace.alert[1] + int(there[node]) + pace.pick[1] + onward, self.case.stores[i].has))
        return ways

    @cached_property
    def _errands(self) -> dict[int, list[Errand]]:
        return {i: self.errands(i) for i in self.able}

    @cached_property
    def fetchable(self) -> frozenset[str]:
        """Things that somebody who may carry can bring."""
        return frozenset(item for ways in self._errands.values() for _, items in ways for item in items)

    def soonest(self, size: int, items: frozenset[str]) -> int:
        """Return when a party of a size with these things can be complete, NEVER if it cannot.

        Each deadline is tried: are there enough people by then whom their posts can spare, and can some of them bring
        everything? Whoever brings something can also come straight, so the two questions may be asked apart: sets that
        posts can spare are a matroid.
        """
        if size == 0:
            return NEVER if items else 0
        deadlines = sorted({ms for ways in self._errands.values() for ms, _ in ways})
        low, high = 0, len(deadlines)
        while low < high:
            middle = (low + high) // 2
            if self._can(deadlines[middle], size, items):
                high = middle
            else:
                low = middle + 1
        return deadlines[low] if low < len(deadlines) else NEVER

    def _can(self, deadline: int, size: int, items: frozenset[str]) -> bool:
        there = [i for i in self.able if self._errands[i][0][0] <= deadline]
        spared = 0
        for post in {self.case.people[i].post for i in there}:
            count = sum(self.case.people[i].post == post for i in there)
            spared += count if post is None else min(count, len(self.at_post(post)) - 1)
        return spared >= size and self._brought(deadline, size, sorted(items), [])

    def _brought(self, deadline: int, size: int, items: Sequence[str], gone: list[int]) -> bool:
        """Whether so many people can bring these things by a deadline, when some have gone."""
        if not items:
            return True
        if len(gone) == size:
            return False
        tried: set[tuple[str | None, frozenset[frozenset[str]]]] = set()
        for i in self.able:
            in_time = (have for ms, have in self._errands[i] if ms <= deadline and items[0] in have)
            brings = frozenset(have & set(items) for have in in_time)
            alike = (self.case.people[i].post, brings)
            # Somebody from the same post who can bring the same has failed: so would this one.
            if i in gone or alike in tried or not brings or not self.guards_stay([*gone, i]):
                continue
            tried.add(alike)
            for bundle in brings:
                if self._brought(deadline, size, [item for item in items if item not in bundle], [*gone, i]):
                    return True
        return False
