"""Figures: a number with its as-of time that opens the rows behind it; rooms offer them in ``figures.py``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import get_language

from yixian.web import rooms
from yixian.web.access.models import Account
from yixian.web.recent import RECENT

R = TypeVar("R")


@dataclass(frozen=True)
class Asked:
    """For whom, for which area, as of when a figure is counted."""

    account: Account
    path: str
    at: datetime
    _known: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def once(self, name: str, read: Callable[[], R]) -> R:
        """Return what ``read`` returns, read once for this question however many figures and signs need it.

        ``name`` begins with the room's: ``asked.once("duty.posts", lambda: posts_now(...))``. The answer is shared, so
        nobody changes it.
        """
        if name not in self._known:
            # The same for all who hold the same grants, in their language.
            grants = frozenset((one.role, one.place_path, one.unit_path) for one in self.account.held_grants)
            key = (name, self.path, grants, self.account.person_id, get_language())
            self._known[name] = RECENT.once(key, self.at, read)
        return self._known[name]  # type: ignore[no-any-return]


@dataclass(frozen=True)
class Rows:
    """The rows behind a figure; ``urls`` opens the thing of each row where there is a page for it."""

    heads: Sequence[object]
    rows: Sequence[Sequence[Any]]
    urls: Sequence[str] = ()


@dataclass(frozen=True)
class Figure:
    """One number. ``rows`` returns exactly as many rows as ``count`` says; a test holds every figure to it.

    ``whole`` is what it is out of (297 of 300), ``state`` is the sign beside it, ``note`` the words beside the sign,
    each where it makes sense. ``knows_past`` says that an earlier ``at`` is answered as things stood then.
    """

    key: str
    label: object
    unit: object
    count: Callable[[Asked], int]
    rows: Callable[[Asked], Rows]
    whole: Callable[[Asked], int] | None = None
    state: Callable[[Asked], str] | None = None
    order: int = field(default=50)
    note: Callable[[Asked], object] | None = None
    knows_past: bool = False


def all_figures() -> list[Figure]:
    """Return the figures of the ground floor and of every open room, in their order."""
    offered = [figure for module in rooms.modules("figures", floors=("register",)) for figure in module.FIGURES]
    return sorted(offered, key=lambda figure: (figure.order, figure.key))


def one_figure(key: str) -> Figure | None:
    """Return the figure of a key, None if no open room offers it."""
    return next((figure for figure in all_figures() if figure.key == key), None)
