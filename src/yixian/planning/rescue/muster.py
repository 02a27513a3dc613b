"""Who goes: the party that is complete soonest, every post keeps its guard, and what is needed is fetched."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.rescue.neighbours import Arrival, Neighbours


@dataclass(frozen=True)
class Party:
    """People who go to the patient, in order of arrival; complete when the last is there."""

    members: tuple[Arrival, ...]

    @property
    def ready_ms(self) -> int:
        """Milliseconds after the alarm until all are at the patient's side; 0 for nobody."""
        return max((one.ready_ms for one in self.members), default=0)

    @property
    def people(self) -> list[int]:
        """The members' numbers."""
        return [one.person for one in self.members]


class Muster:
    """Finds parties; each question is answered once.

    Why first come first served is best: the sets that leave every post its guard form a partition matroid, so any set
    of fetchers can be filled up from those who can be there by the same time.
    """

    def __init__(self, neighbours: Neighbours) -> None:
        self.neighbours = neighbours
        self._known: dict[tuple[int, frozenset[str]], Party | None] = {}

    def party(self, size: int, items: frozenset[str] = frozenset()) -> Party | None:
        """Return the party of a size that is complete soonest with everything fetched; None: there is none."""
        asked = (size, items)
        if asked not in self._known:
            self._known[asked] = self._find(size, items)
        return self._known[asked]

    @cached_property
    def in_reach(self) -> frozenset[str]:
        """Things that somebody can fetch."""
        stores = self.neighbours.case.stores
        return frozenset(item for store, come in self._come.items() if come for item in stores[store].has)

    @cached_property
    def _come(self) -> dict[int, tuple[Arrival, ...]]:
        return {store: self.neighbours.by_way_of(store) for store in range(len(self.neighbours.case.stores))}

    def _find(self, size: int, items: frozenset[str]) -> Party | None:
        if len(self.neighbours.bearers) < size or not items <= self.in_reach:
            return None
        parties = (self._filled(fetchers, size) for fetchers in self._fetchers(items, size))
        found = [party for party in parties if party is not None]
        return min(found, key=lambda party: (party.ready_ms, sorted(party.people)), default=None)

    def _filled(self, fetchers: list[Arrival], size: int) -> Party | None:
        """Fill up a set of fetchers with those who come first."""
        members, gone = list(fetchers), [one.person for one in fetchers]
        for one in self.neighbours.bearers:
            if len(members) == size:
                break
            if self.neighbours.is_free(one.person, gone):
                members.append(one)
                gone.append(one.person)
        if len(members) < size:
            return None
        return Party(tuple(sorted(members, key=lambda one: (one.ready_ms, one.person))))

    def _fetchers(self, items: frozenset[str], most: int) -> Iterator[list[Arrival]]:
        """Yield sets of fetchers among which a soonest one is."""
        for blocks in _partitions(sorted(items)):
            if len(blocks) > most:
                continue
            first = [self._first(frozenset(block), len(blocks)) for block in blocks]
            for chosen in product(*first):
                people = [one.person for one in chosen]
                if all(self.neighbours.is_free(person, people[:i]) for i, person in enumerate(people)):
                    yield list(chosen)

    def _first(self, block: frozenset[str], count: int) -> list[Arrival]:
        """Return the first people, all free to go together, who bring a block of things from one store."""
        stores = self.neighbours.case.stores
        come = sorted(
            (one for store, line in self._come.items() if block <= stores[store].has for one in line),
            key=lambda one: (one.ready_ms, one.person),
        )
        first: list[Arrival] = []
        gone: list[int] = []
        for one in come:
            if len(first) < count and self.neighbours.is_free(one.person, gone):
                first.append(replace(one, items=block))
                gone.append(one.person)
        return first


def _partitions(items: list[str]) -> Iterator[list[list[str]]]:
    """Yield every way to deal things out in bundles."""
    if not items:
        yield []
        return
    for rest in _partitions(items[1:]):
        yield [[items[0]], *rest]
        for i, bundle in enumerate(rest):
            yield [*rest[:i], [items[0], *bundle], *rest[i + 1 :]]
