"""Who is protected from a shift: minors, the ill, the observed, late pregnancy and nursing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from yixian.rules.editions import in_force, load
from yixian.rules.night import touches_night

if TYPE_CHECKING:
    from datetime import date, datetime, time

Block = Literal[
    "ill",
    "nursing_night",
    "nursing_overtime",
    "pregnant7m_night",
    "pregnant7m_overtime",
    "under16",
    "under_observation",
]
# Hours are typed as decimals: 0.1 + 7.9 must not pass for more than 8.
TOLERANCE_H = 1e-9


@dataclass(frozen=True)
class ProtectionRule:
    """An edition of the law on protected people; the night is half open, in local wall time."""

    id: str
    in_force_from: date
    source: str
    minimum_age: int
    pregnant_from_weeks: int
    nursing_until_months: int
    night_from: time
    night_until: time
    overtime_above_h: int


@dataclass(frozen=True)
class Person:
    """What the law looks at; None where it is unknown or does not apply."""

    age: float | None = None
    gest_weeks: float | None = None
    nursing_months: float | None = None
    is_ill: bool = False
    is_under_observation: bool = False


@dataclass(frozen=True)
class Shift:
    """A shift in local wall time, half open, with the hours its person already worked on that day."""

    start: datetime
    end: datetime
    hours_already: float = 0


EDITIONS = load("protection", ProtectionRule)


def blocks(person: Person, shift: Shift) -> tuple[Block, ...]:
    """Return every code that forbids this person this shift, sorted; empty if it is lawful.

    Source: Labour Law art. 58, 61, 63; Special Rules on the Labour Protection of Female Employees art. 6, 9.
    """
    rule = in_force(EDITIONS, shift.start.date())
    is_night = touches_night(shift.start, shift.end, (rule.night_from, rule.night_until))
    is_overtime = _hours(shift) > rule.overtime_above_h + TOLERANCE_H
    is_pregnant = person.gest_weeks is not None and person.gest_weeks >= rule.pregnant_from_weeks
    is_nursing = person.nursing_months is not None and person.nursing_months < rule.nursing_until_months
    applies: dict[Block, bool] = {
        "ill": person.is_ill,
        "nursing_night": is_nursing and is_night,
        "nursing_overtime": is_nursing and is_overtime,
        "pregnant7m_night": is_pregnant and is_night,
        "pregnant7m_overtime": is_pregnant and is_overtime,
        "under16": person.age is not None and person.age < rule.minimum_age,
        "under_observation": person.is_under_observation,
    }
    return tuple(sorted(code for code, does_apply in applies.items() if does_apply))


def _hours(shift: Shift) -> float:
    return shift.hours_already + (shift.end - shift.start).total_seconds() / 3600
