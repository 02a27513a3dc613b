"""What the plan file of a split with shared lorries claims: levels as floats, prices instead of equal numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.planning.supplies.claim import ClaimReader
from yixian.planning.supplies.problem import Cut, LorryPlan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.supplies.problem import IntArray

GROUP = ("level", "demands", "reach")


class LoadedClaimReader(ClaimReader):
    """Reads one plan file whose certificate holds prices."""

    def read_loaded(self, document: Mapping[str, Any]) -> LorryPlan:
        """Return what the file says; ``refusals`` holds what cannot be read or contradicts."""
        amount = self._numbers("amount", document.get("amount"), is_integer=False)
        if len(amount) != self.problem.n_demands:
            self._refuse("length", line="amount", expected=self.problem.n_demands, got=len(amount))
        levels, groups = self._risen(document.get("groups"))
        certificate = document.get("certificate")
        proof = certificate if isinstance(certificate, dict) else {}
        plan = LorryPlan(
            amount=amount,
            levels=levels,
            groups=groups,
            cuts=self._cuts(proof.get("prices"), len(groups)),
            shipments=self._shipments(document.get("shipments"), is_integer=False),
            carried=self._carried(document.get("carried", []), is_integer=False),
        )
        self._figures(document, amount, proof)
        return plan

    def _risen(self, groups: Any) -> tuple[tuple[float, ...], tuple[IntArray, ...]]:
        """Return level and demands of each group; nothing after a refusal."""
        rows = self._rows("groups", groups, GROUP, is_integer=None)
        levels = self._numbers("groups.level", rows[0], is_integer=False)
        held = [
            self._indices(f"groups[{k}].demands", demands, self.problem.n_demands) for k, demands in enumerate(rows[1])
        ]
        return tuple(levels.tolist()), tuple(held[: len(levels)])

    def _cuts(self, prices: Any, n_groups: int) -> tuple[Cut | None, ...]:
        """Return the prices of each group but the last."""
        if not isinstance(prices, list) or len(prices) != max(n_groups - 1, 0):
            self._refuse("no_certificate", line="certificate.prices")
            return ()
        return tuple(
            None if cut is None else self._cut(f"certificate.prices[{k}]", cut) for k, cut in enumerate(prices)
        )

    def _cut(self, line: str, cut: Any) -> Cut:
        lorries = self.problem.lorries
        n_lorries = 0 if lorries is None else len(lorries.room_l)
        table = cut if isinstance(cut, dict) else {}
        nodes = self._priced(f"{line}.nodes", table.get("nodes"), len(self.problem.nodes.supply))
        return Cut(nodes, self._priced(f"{line}.lorries", table.get("lorries"), n_lorries))

    def _priced(self, line: str, pairs: Any, count: int) -> dict[int, float]:
        """Return the price of each index in a list of pairs."""
        if not isinstance(pairs, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in pairs):
            self._refuse("not_a_list", line=line)
            return {}
        indices = self._indices(line, [pair[0] for pair in pairs], count)
        prices = self._numbers(line, [pair[1] for pair in pairs], is_integer=False)
        if len(set(indices.tolist())) < len(pairs) or len(prices) < len(pairs):
            self._refuse("length", line=line, expected=len(pairs), got=min(len(set(indices.tolist())), len(prices)))
            return {}
        return dict(zip(indices.tolist(), prices.tolist(), strict=True))


def holds_prices(document: Mapping[str, Any]) -> bool:
    """Whether a plan file proves its levels by prices."""
    certificate = document.get("certificate")
    return isinstance(certificate, dict) and "prices" in certificate
