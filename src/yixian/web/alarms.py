"""What somebody must act on: alarms grouped by cause, each with one suggested act; rooms offer them in ``today.py``.

A room's ``today.py`` may define any of:

``alarms(asked) -> list[Alarm]``   causes that need an act now or today
``marks(asked) -> list[Mark]``     signs on the map
``table(asked) -> Township rows``  ``{township path: {column key: Cell}}`` and ``COLUMNS``
``coming(asked) -> list[Coming]``  what happens next
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Act:
    """The one suggested act: a POST to ``url`` with ``fields``; ``label`` says the act and its size."""

    label: str
    url: str
    fields: dict[str, str] = field(default_factory=dict)
    is_link: bool = False


@dataclass(frozen=True)
class Alarm:
    """One cause. ``state`` is ``alarm`` (act now) or ``warn`` (look at it today); ``since`` when it began."""

    key: str
    state: str
    title: str
    where: str
    text: str
    since: datetime | None
    act: Act | None = None
    open_url: str = ""
    places: Sequence[int] = ()


@dataclass(frozen=True)
class Mark:
    """One sign on the map, at WGS-84 degrees; ``number`` is the row of the alarm list that it belongs to."""

    place_id: int
    lon: float
    lat: float
    state: str
    name: str
    text: str
    url: str
    number: int | None = None


@dataclass(frozen=True)
class Cell:
    """One cell of the table of townships."""

    text: str
    state: str = ""
    share: float | None = None


@dataclass(frozen=True)
class Coming:
    """Something that will happen."""

    at: datetime
    text: str
    url: str = ""
