"""What somebody must act on: alarms grouped by cause, each with one suggested act; rooms offer them in ``today.py``.

A room's ``today.py`` may define any of:

``alarms(asked) -> list[Alarm]``   causes that need an act now or today
``marks(asked) -> list[Mark]``     signs on the map
``table(asked)``                   ``{township path: {column key: Cell}}``; beside it ``COLUMNS``, ``{key: label}``
``coming(asked) -> list[Coming]``  what happens next
``LEGEND``                         ``{state: label}``, what the signs of its marks mean
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
    """One cause. ``state`` is ``alarm`` (act now) or ``warn`` (look at it today); ``since`` when it began.

    ``places`` are the ids of the places whose marks carry the number of its row. ``take`` lets somebody make it
    his own; ``taken_by`` names who has, its sign then stops blinking.
    """

    key: str
    state: str
    title: str
    where: str
    text: str
    since: datetime | None
    act: Act | None = None
    open_url: str = ""
    places: Sequence[int] = ()
    take: Act | None = None
    taken_by: str = ""


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
