"""What the law says of the people around one cell of a roster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yixian.rules.protection import Shift, blocks
from yixian.web.duty.grid import short_name
from yixian.web.duty.window import ONE_DAY, Window
from yixian.web.plans.refusals import page_lang
from yixian.web.register.models import PersonCondition, PersonNumber
from yixian.web.register.protected import as_the_law_sees, conditions_of
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Collection

    from yixian.web.plans.models import Plan


@dataclass(frozen=True)
class CellLaw:
    """Birthdays and conditions of some people, and the shifts of one day."""

    window: Window
    day: int
    born_on: dict[int, Any]
    conditions: dict[int, list[PersonCondition]]

    @classmethod
    def of(cls, plan: Plan, day: int, people: Collection[int]) -> CellLaw:
        """Read what the law looks at."""
        rows = PersonCondition.objects.unscoped("of people that were scoped").filter(person__in=people)
        born = PersonNumber.objects.unscoped("of people that were scoped").filter(person__in=people)
        window = Window.of(plan.starts_on, plan.days)
        return cls(window, day, dict(born.values_list("person_id", "born_on")), conditions_of(rows))

    def forbids(self, person: int, shift: str) -> str:
        """Return in its own words why the law forbids somebody a shift of the day, empty where it allows it."""
        starts_at, ends_at = (moment.replace(tzinfo=None) for moment in self.window.hours[self.day, shift])
        on = self.window.starts_on + self.day * ONE_DAY
        seen = as_the_law_sees(self.born_on.get(person), self.conditions.get(person, []), on)
        codes = blocks(seen, Shift(starts_at, ends_at))
        return say("yixian.rules", codes[0], {}, page_lang()) if codes else ""

    def spared(self, person: int) -> list[str]:
        """Return the shifts of the day that the law forbids somebody, by their short names."""
        return [short_name(shift.code) for shift in self.window.shifts if self.forbids(person, shift.code)]
