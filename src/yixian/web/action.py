"""``@action``: a decision of a person is asked for its right, done in one transaction, audited and told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, wraps
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.apps import apps
from django.db import transaction
from django.utils.translation import get_language

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.journal import record
from yixian.words import catalogue

R = TypeVar("R")


class Placed(Protocol):
    """Anything that belongs to a place, and perhaps to a unit (``unit_path``), and can be named in the audit."""

    place_path: str


class Refused(Exception):
    """The act is not allowed; ``code`` has its sentence in ``words.toml``, ``field`` is where a form shows it."""

    def __init__(self, code: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params

    @property
    def sentence(self) -> str:
        """The refusal in the language of the page."""
        return refusal(self.code, self.params)


def refusal(code: str, params: Mapping[str, object]) -> str:
    """Return the sentence of a code: it stands in the ``words.toml`` of the app that refuses."""
    lang = "zh" if (get_language() or "zh").startswith("zh") else "en"
    return _sentences()[code][lang].format(**params)


@cache
def _sentences() -> dict[str, dict[str, str]]:
    own = [app.name for app in apps.get_app_configs() if (Path(app.path) / "words.toml").exists()]
    return {code: words for name in own for code, words in catalogue(name).items()}


def action(right: Right) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Make a function the one way to take a decision.

    The function takes keywords only: ``by`` first, then its subject (the first with a ``place_path`` says where
    the right is needed, at its place or over its unit; without one it is needed for the whole county), ``at`` last.

    Raises
    ------
    Refused
        ``not_allowed`` if the account has not the right there, or whatever the function refuses.
    """

    def wrap(function: Callable[..., R]) -> Callable[..., R]:
        room = function.__module__.removeprefix("yixian.web.").partition(".")[0]

        @wraps(function)
        def run(*, by: Account, at: datetime, **subject: Any) -> R:
            placed = next((s for s in subject.values() if hasattr(s, "place_path")), None)
            path = placed.place_path if placed is not None else ""
            if not by.may(right, path, getattr(placed, "unit_path", "")):
                raise Refused("not_allowed", right=right.value, path=path)
            with (
                transaction.atomic(),
                record.entry(function.__name__, by=by, subject=subject, at=at, path=path, kind=room),
            ):
                return function(by=by, at=at, **subject)

        return run

    return wrap
