"""What the law on protected people looks at, read from the register: age and conditions on one day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from yixian.rules.protection import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.web.register.models import PersonCondition


def as_the_law_sees(born_on: date | None, conditions: Iterable[PersonCondition], on: date) -> Person:
    """Return what the law looks at on one day."""
    since = {row.kind: row.since_on for row in conditions if _holds(row, on)}
    return Person(
        age=full_years(born_on, on) if born_on else None,
        gest_weeks=(on - since["pregnant"]).days / 7 if "pregnant" in since else None,
        nursing_months=_full_months(since["nursing"], on) if "nursing" in since else None,
        is_ill="ill" in since,
        is_under_observation="under_observation" in since,
    )


def conditions_of(rows: Iterable[PersonCondition]) -> dict[int, list[PersonCondition]]:
    """Return conditions by person."""
    found: dict[int, list[PersonCondition]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def full_years(born_on: date, on: date) -> int:
    """Return the age on a day; somebody born on 29 February has his birthday on 1 March of other years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _full_months(since: date, on: date) -> int:
    return (on.year - since.year) * 12 + on.month - since.month - (on.day < since.day)


def _holds(row: PersonCondition, on: date) -> bool:
    return row.since_on <= on and (row.until_on is None or on <= row.until_on)
