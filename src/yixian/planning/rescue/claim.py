"""What a plan file claims of its alternatives: the choices in it, read with suspicion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yixian.planning.plan import Reason
from yixian.planning.rescue.plan import BRING, GO, GUIDE, OPEN
from yixian.planning.rescue.problem import WAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.rescue.problem import Case


@dataclass(frozen=True)
class Errand:
    """Somebody's order to come, straight or by way of a store."""

    person: int
    store: int | None
    items: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """What one alternative decides; all else follows from it."""

    place: str  # in the file
    way: str
    unit: int
    hospital: int
    moved_on_to: int | None
    node: int
    party: tuple[Errand, ...]
    guide: int | None
    openers: tuple[tuple[str, str], ...]  # who, closure
    ways: tuple[tuple[int, ...], ...]  # nodes of each leg
    document: Mapping[str, Any]


class ClaimReader:
    """Reads the alternatives of one plan file against the ids of its case."""

    def __init__(self, case: Case, n_nodes: int) -> None:
        self.case, self.n_nodes = case, n_nodes
        self.refusals: list[Reason] = []
        self._ids = {
            group: {one.id: i for i, one in enumerate(getattr(case, group))}
            for group in ("units", "people", "stores", "hospitals")
        }

    def read(self, rows: Any) -> list[Choice]:
        """Return the choices that can be read; everything else becomes a refusal."""
        if not isinstance(rows, list):
            self.refuse("not_a_list", "alternatives")
            return []
        found = [self._choice(f"alternatives[{i}]", row) for i, row in enumerate(rows)]
        return [choice for choice in found if choice is not None]

    def refuse(self, code: str, line: str, **params: object) -> None:
        """Note why the file is not believed; ``line`` is the place in it."""
        self.refusals.append(Reason(code, {"line": line, **params}))

    def _choice(self, place: str, row: Any) -> Choice | None:
        if not isinstance(row, dict):
            self.refuse("not_an_object", place)
            return None
        before = len(self.refusals)
        way = row.get("kind")
        if way not in WAYS:
            self.refuse("unknown_id", place, field="kind", got=way)
        unit, hospital = (self._known(place, key, row.get(key), f"{key}s") for key in ("unit", "hospital"))
        onward = None if row.get("transfer") is None else self._known(place, "transfer", row["transfer"], "hospitals")
        node = row["meeting"].get("node") if isinstance(row.get("meeting"), dict) else None
        ways = self._ways(place, row.get("legs"))
        party, guide, openers = self._orders(place, row.get("orders"))
        if not self._is_node(node):
            self.refuse("unknown_id", place, field="node", got=node)
        if len(self.refusals) > before or unit is None or hospital is None or not isinstance(node, int):
            return None
        return Choice(place, str(way), unit, hospital, onward, node, party, guide, openers, ways, row)

    def _orders(self, place: str, rows: Any) -> tuple[tuple[Errand, ...], int | None, tuple[tuple[str, str], ...]]:
        party: list[Errand] = []
        guides: list[int] = []
        openers: list[tuple[str, str]] = []
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.refuse("not_a_list", f"{place}.orders")
            rows = []
        for i, row in enumerate(rows):
            where, order = f"{place}.orders[{i}]", row.get("order")
            if order == OPEN:
                openers.append((str(row.get("who")), str(row.get("place"))))
                continue
            person = self._known(where, "who", row.get("who"), "people")
            if person is None:
                continue
            if order == GUIDE:
                guides.append(person)
            elif order in (GO, BRING):
                party.append(self._errand(where, row, person))
            else:
                self.refuse("unknown_id", where, field="order", got=order)
        if len(guides) > 1:
            self.refuse("two_guides", f"{place}.orders")
        return tuple(party), guides[0] if guides else None, tuple(openers)

    def _errand(self, where: str, row: Mapping[str, Any], person: int) -> Errand:
        if row["order"] == GO:
            return Errand(person, None, ())
        store = self._known(where, "place", row.get("place"), "stores")
        items = row.get("items")
        has = self.case.stores[store].has if store is not None else frozenset()
        if not isinstance(items, list) or not items or not all(item in has for item in items):
            self.refuse("not_in_store", where, got=items)
            items = []
        return Errand(person, store, tuple(items))

    def _ways(self, place: str, rows: Any) -> tuple[tuple[int, ...], ...]:
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self.refuse("not_a_list", f"{place}.legs")
            return ()
        found = []
        for i, row in enumerate(rows):
            way = row.get("way")
            if not isinstance(way, list) or not all(self._is_node(node) for node in way):
                self.refuse("not_a_way", f"{place}.legs[{i}]")
                way = []
            found.append(tuple(way))
        return tuple(found)

    def _known(self, place: str, field: str, value: Any, group: str) -> int | None:
        if isinstance(value, str) and value in self._ids[group]:
            return self._ids[group][value]
        self.refuse("unknown_id", place, field=field, got=value)
        return None

    def _is_node(self, node: Any) -> bool:
        return isinstance(node, int) and not isinstance(node, bool) and 0 <= node < self.n_nodes
