"""Reading a plan file with suspicion: what cannot be read becomes a refusal, and nothing is believed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.rounds.scale import MILLI
from yixian.planning.rounds.seal import seal_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

MOST_PRICE = 10_000_000


class PlanReader:
    """What both kinds of plan have in common: head, ids, numbers, prices; ``refusals`` say what is wrong."""

    def __init__(self) -> None:
        self.refusals: list[Reason] = []

    def refuse(self, code: str, line: str, **params: object) -> None:
        """Note why the file is not believed; ``line`` is the path of the line."""
        self.refusals.append(Reason(code, {"line": line, **params}))

    def head(self, document: Mapping[str, Any], plan_format: str, problem_sha256: str | None) -> None:
        """Test format, problem and, where there is one, the seal."""
        if document.get("format") != plan_format:
            self.refuse("format", "format", got=document.get("format"), expected=plan_format)
        if problem_sha256 is not None and document.get("problem") != problem_sha256:
            self.refuse("other_problem", "problem", got=document.get("problem"), expected=problem_sha256)
        if "seal" in document and document["seal"] != seal_of(document):
            self.refuse("seal", "seal")

    def known(self, place: str, field: str, value: Any, table: Mapping[str, int]) -> int | None:
        """Return the index of an id."""
        if isinstance(value, str) and value in table:
            return table[value]
        self.refuse("unknown_id", place, field=field, got=value)
        return None

    def whole(self, document: Mapping[str, Any], key: str) -> int | None:
        """Return a whole number of the document."""
        value = document.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        self.refuse("not_a_number", key, got=value)
        return None

    def claim(self, document: Mapping[str, Any], key: str) -> bool | None:
        """Return true or false as the document claims it."""
        value = document.get(key)
        if isinstance(value, bool):
            return value
        self.refuse("not_a_claim", key, got=value)
        return None

    def prices(self, document: Mapping[str, Any], key: str, n: int) -> NDArray[np.int64] | None:
        """Return the ``n`` prices of a certificate in thousandths."""
        tables = document.get("prices")
        rows = tables.get(key) if isinstance(tables, dict) else None
        if not isinstance(rows, list) or not rows:
            self.refuse("no_certificate", "prices")
            return None
        if len(rows) != n:
            self.refuse("price_table", f"prices.{key}", shape=n, got=len(rows))
            return None
        for i, price in enumerate(rows):
            is_number = isinstance(price, int | float) and not isinstance(price, bool)
            if not is_number or not math.isfinite(price) or not 0 <= price <= MOST_PRICE:
                self.refuse("price_range", f"prices.{key}[{i}]", got=price)
                return None
        return np.array([round(price * MILLI) for price in rows], dtype=np.int64)
