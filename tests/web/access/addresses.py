"""Every address of the URL configuration, filled in with rows that only 柳河镇 may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver

from yixian.web.access.rights import Right

# What a ``pk`` means below an address: the longest beginning that fits. A new address with a parameter needs its
# line here; the matrix fails until it has one.
ROWS = {
    "settings/accounts/": "access.Account",
    "settings/grants/": "access.Grant",
    "register/people/": "register.Person",
    "register/units/": "register.Unit",
    "register/places/": "register.Place",
    "register/households/": "register.Household",
    "uploads/": "uploads.Upload",
    "uploads/pasted/": "uploads.Paste",
    "plans/": "plans.Plan",
    "notify/groups/": "notify.Group",
    "f/offer/": "register.Place",
    "f/offers/": "access.Enrolment",
    "f/phones/": "access.Device",
    "f/news/": "notify.Notice",
    "duty/posts/": "duty.ReadinessMark",
    "duty/posts/<int:number>/stand-in/": "tasks.Task",
    "duty/posts/<int:number>/notes/": "duty.DeskNote",
    "duty/branches/": "register.Branch",
    "duty/rosters/": "plans.Plan",
    "duty/swaps/": "duty.Swap",
    "duty/my-swaps/": "duty.Swap",
    "duty/slots/": "duty.SignUp",
    "rounds/compounds/": "register.Place",
    "rounds/postings/": "rounds.Posting",
    "rounds/units/": "register.Unit",
    "rounds/needs/": "rounds.CompoundNeed",
    "rounds/plans/": "plans.Plan",
}
# Parameters that are no row of an area.
WORDS = {
    "token": "x" * 32,
    "part": "alarms",
    "kind": "staff",
    "code": "phone",
    "key": "cadres",
    "shift": "night",
    "by": "unit",
    "number": 1,
    "day": 0,
    "pin": 1,
    "person": 1,
    "message": 1,
}


@dataclass(frozen=True)
class Address:
    """One address: its name, what it looks like, the right of its door, and whether it names a row."""

    name: str
    route: str
    right: Right | None
    params: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def is_marked(self) -> bool:
        """Whether its view says who may enter."""
        return hasattr(self.view, "right")

    @property
    def model(self) -> str:
        """The model of its ``pk``, empty when no line of ``ROWS`` fits."""
        fitting = [start for start in ROWS if self.route.startswith(start)]
        return ROWS[max(fitting, key=len)] if fitting else ""

    @property
    def names_a_row(self) -> bool:
        """Whether it names something that lies in an area; offices are no secret."""
        return "pk" in self.params and self.model not in ("register.Unit", "access.Account", "access.Grant")

    @property
    def is_filled(self) -> bool:
        """Whether every parameter is known here."""
        return all(bool(self.model) if name == "pk" else name in WORDS for name in self.params)

    def url(self, rows: dict[str, Any]) -> str:
        """Return the address with the parameters of the rows."""
        filled = self.route
        for name, value in WORDS.items() | {("pk", rows.get(self.model, 0))}:
            for converter in ("int", "str", "slug", "path"):
                filled = filled.replace(f"<{converter}:{name}>", str(value))
        return f"/{filled}"


def addresses() -> list[Address]:
    """Return every address of the product."""
    return [
        Address(
            name,
            route,
            getattr(pattern.callback, "right", None),
            tuple(pattern.pattern.converters) + tuple(more),
            pattern.callback,
        )
        for name, route, pattern, more in _walk(get_resolver(), "", "", ())
    ]


def _walk(resolver: Any, before: str, space: str, more: tuple[str, ...]) -> Iterator[tuple[str, str, Any, Any]]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}", route, one, more
        else:
            yield from _walk(one, route, f"{space}{one.namespace}:" if one.namespace else space, more)
