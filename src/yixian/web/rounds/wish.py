"""What the address of a list asks for; it holds the whole state of the page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from yixian.web.numerals import numeral

PAGE = 100
T = TypeVar("T")


@dataclass(frozen=True)
class Wish:
    """One filter, a search, and which hundred."""

    path: str
    state: str
    q: str
    page: int

    @classmethod
    def of(cls, path: str, asked: Mapping[str, str], states: Collection[str]) -> Wish:
        """Read an address; what is no choice of the page is left out."""
        state = asked.get("state", "")
        known = state if state in states else ""
        return cls(path, known, asked.get("q", "").strip()[:40], numeral(asked.get("page", "")) or 1)

    @property
    def kept(self) -> dict[str, str]:
        """The parts of the address that are not empty, the page left out."""
        parts = {"state": self.state, "q": self.q, "in": self.path}
        return {name: value for name, value in parts.items() if value}

    def link(self, state: str) -> dict[str, Any]:
        """Return the filter that sets the state, or takes it away where it is set."""
        kept = {name: value for name, value in self.kept.items() if name != "state"}
        is_on = self.state == state
        return {"url": f"?{urlencode(kept if is_on else kept | {'state': state})}", "is_on": is_on}

    def cut(self, rows: list[T]) -> dict[str, Any]:
        """Return a hundred of the rows with the addresses of the pages beside them."""
        n_pages = max(1, -(-len(rows) // PAGE))
        page = min(max(1, self.page), n_pages)
        return {
            "rows": rows[(page - 1) * PAGE : page * PAGE],
            "total": len(rows),
            "page": page,
            "n_pages": n_pages,
            "before": f"?{urlencode(self.kept | {'page': str(page - 1)})}" if page > 1 else "",
            "after": f"?{urlencode(self.kept | {'page': str(page + 1)})}" if page < n_pages else "",
        }

    def means(self, name: str, sound: str, initials: str) -> bool:
        """Whether the search means something of that name."""
        words = self.q.lower()
        return not words or words in name or sound.startswith(words) or initials.startswith(words)
