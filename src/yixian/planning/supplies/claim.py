"""What a plan file claims, read without believing it: every contradiction inside the file is a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.supplies.formats import seal_of
from yixian.planning.supplies.problem import Allocation, Group, Level, Shipments

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yixian.planning.supplies.problem import FloatArray, IntArray, Problem

FINE = 1e-9
PROOF = ("stage", "num", "den", "given", "stock")
MOST_DIGITS = 1 << 62


class ClaimReader:
    """Reads one plan file for one problem."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.refusals: list[Reason] = []

    def read(self, document: Mapping[str, Any]) -> Allocation:
        """Return what the file says; ``refusals`` holds what cannot be read or contradicts."""
        n_demands = self.problem.n_demands
        proof = self._proof(document.get("certificate"))
        is_integer = proof.get("integer") is True
        amount = self._numbers("amount", document.get("amount"), is_integer=is_integer)
        if len(amount) != n_demands:
            self._refuse("length", line="amount", expected=n_demands, got=len(amount))
        plan = Allocation(
            amount=amount,
            groups=self._groups(document.get("groups"), proof["groups"]),
            shipments=self._shipments(document.get("shipments"), is_integer=is_integer),
            carried=self._carried(document.get("carried", []), is_integer=is_integer),
            is_integer=is_integer,
        )
        self._figures(document, amount, proof)
        return plan

    def _shipments(self, values: Any, *, is_integer: bool) -> Shipments:
        rows = self._rows("shipments", values, ("node", "demand", "amount"), is_integer=is_integer)
        nodes = self._indices("shipments.node", rows[0], len(self.problem.nodes.supply))
        return Shipments(nodes, self._indices("shipments.demand", rows[1], self.problem.n_demands), rows[2])

    def _proof(self, certificate: Any) -> dict[str, Any]:
        """Return the certificate, or an empty one after a refusal."""
        proof = certificate if isinstance(certificate, dict) else {}
        groups = proof.get("groups")
        if isinstance(groups, list) and (groups or self.problem.n_demands == 0):
            return proof
        self._refuse("no_certificate", line="certificate")
        return {"groups": []}

    def _refuse(self, code: str, **params: object) -> None:
        self.refusals.append(Reason(code, params))

    def _numbers(self, line: str, values: Any, *, is_integer: bool) -> IntArray | FloatArray:
        """Return a list of numbers, none negative; an empty one after a refusal."""
        kinds = int if is_integer else int | float
        if not isinstance(values, list):
            self._refuse("not_a_list", line=line)
            return np.zeros(0)
        for i, value in enumerate(values):
            if isinstance(value, bool) or not isinstance(value, kinds) or not 0 <= value < MOST_DIGITS:
                self._refuse("not_an_amount", line=f"{line}[{i}]", got=str(value)[:40])
                return np.zeros(0)
        return np.array(values, dtype=np.int64) if is_integer else np.array(values, dtype=np.float64)

    def _rows(self, line: str, values: Any, keys: Sequence[str], *, is_integer: bool | None) -> list[Any]:
        """Return a list of objects as columns; the last key holds amounts, unless it is said to be neither kind."""
        is_list = isinstance(values, list)
        if not is_list or not all(isinstance(row, dict) and set(keys) <= set(row) for row in values):
            self._refuse("not_rows", line=line, keys=", ".join(keys))
            return [[], [], np.zeros(0)]
        if is_integer is None:
            return [[row[key] for row in values] for key in keys]
        columns: list[Any] = [[row[key] for row in values] for key in keys[:-1]]
        amounts = self._numbers(f"{line}.{keys[-1]}", [row[keys[-1]] for row in values], is_integer=is_integer)
        return [column if len(amounts) == len(values) else [] for column in columns] + [amounts]

    def _indices(self, line: str, values: Any, count: int) -> IntArray:
        """Return a list of indices below a count; an empty one after a refusal."""
        found = values if isinstance(values, list) else [None]
        for i, value in enumerate(found):
            if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < count:
                self._refuse("not_an_index", line=f"{line}[{i}]", most=count - 1, got=str(value)[:40])
                return np.zeros(0, dtype=np.int64)
        return np.array(found, dtype=np.int64)

    def _groups(self, groups: Any, proof: list[Any]) -> tuple[Group, ...]:
        if not isinstance(groups, list) or len(groups) != len(proof):
            said = len(groups) if isinstance(groups, list) else 0
            self._refuse("length", line="groups", expected=len(proof), got=said)
            return ()
        found = []
        for k, (group, tight) in enumerate(zip(groups, proof, strict=True)):
            if not isinstance(group, dict) or not self._is_proof(tight):
                self._refuse("not_rows", line=f"certificate.groups[{k}]", keys=", ".join(PROOF))
                continue
            level = Level(tight["stage"], tight["num"], tight["den"])
            says: Any = group.get("level")
            if not isinstance(says, int | float) or not abs(says - float(level.exact)) <= FINE * max(1.0, says):
                self._refuse("level_differs", line=f"groups[{k}]", said=str(says)[:40], found=float(level.exact))
            demands = self._indices(f"groups[{k}].demands", group.get("demands"), self.problem.n_demands)
            nodes = self._indices(f"groups[{k}].reach", group.get("reach"), len(self.problem.nodes.supply))
            found.append(Group(level, demands, nodes, tight["given"], tight["stock"]))
        return tuple(found)

    def _is_proof(self, tight: Any) -> bool:
        """Whether the exact figures of a group are whole numbers."""
        if not isinstance(tight, dict):
            return False
        figures = [tight.get(key) for key in PROOF]
        is_whole = all(isinstance(x, int) and not isinstance(x, bool) and 0 <= x < MOST_DIGITS for x in figures)
        return is_whole and tight["den"] > 0

    def _carried(self, values: Any, *, is_integer: bool) -> IntArray | FloatArray:
        """Return the pieces along each pair of carry."""
        rows = self._rows("carried", values, ("from", "to", "amount"), is_integer=is_integer)
        place = {tuple(pair): i for i, pair in enumerate(self.problem.carry.tolist())}
        carried: IntArray | FloatArray = np.zeros(len(place))
        if is_integer:
            carried = carried.astype(np.int64)
        for i, (tail, tip, amount) in enumerate(zip(*rows, strict=True)):
            pair = place.get((tail, tip)) if isinstance(tail, int) and isinstance(tip, int) else None
            if pair is None or carried[pair] > 0:
                self._refuse("no_carry", line=f"carried[{i}]", pair=f"{tail} - {tip}"[:40])
                continue
            carried[pair] = amount
        return carried

    def _figures(self, document: Mapping[str, Any], amount: IntArray | FloatArray, proof: Mapping[str, Any]) -> None:
        total: Any = document.get("total")
        found = float(amount.sum())
        is_number = isinstance(total, int | float) and not isinstance(total, bool)
        if not is_number or not abs(total - found) <= FINE * max(1.0, found):
            self._refuse("total_differs", line="total", said=str(total)[:40], found=found)
        if "seal" in proof and proof["seal"] != seal_of(dict(document)):
            self._refuse("seal", line="certificate.seal")
