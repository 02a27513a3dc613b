"""What the law says against posting somebody: not at all, or only where he can go home for the night."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from yixian.rules.protection import Shift, blocks
from yixian.web.register.models import PersonCondition, PersonNumber
from yixian.web.register.protected import as_the_law_sees, conditions_of

# Eight hours by day ask the least of anybody: whom the law keeps from them serves nowhere.
DAY, NIGHT = time(8), time(22)
LENGTH = timedelta(hours=8)
# Older than this the law asks nothing of the age.
GROWN = timedelta(days=18 * 366)


@dataclass(frozen=True)
class Law:
    """Birthdays of the young and conditions of everybody, by person, as they are on one day."""

    on: date
    born_on: dict[int, date]
    conditions: dict[int, list[PersonCondition]]

    @classmethod
    def of(cls, people: Collection[int], on: date) -> Law:
        """Read what the law looks at: two queries for however many people."""
        conditions = PersonCondition.objects.unscoped("the law protects everybody").filter(person__in=people)
        numbers = PersonNumber.objects.unscoped("ages").filter(person__in=people, born_on__gt=on - GROWN)
        return cls(on, dict(numbers.values_list("person_id", "born_on")), conditions_of(conditions))

    def bars(self, person: int) -> bool:
        """Whether somebody may not be posted at all: ill, under observation, or a child."""
        return self._is_against(person, DAY)

    def keeps_near(self, person: int) -> bool:
        """Whether somebody must be able to go home for the night: late pregnancy, nursing."""
        return self._is_against(person, NIGHT)

    def _is_against(self, person: int, begins: time) -> bool:
        if person not in self.born_on and person not in self.conditions:
            return False
        start = datetime.combine(self.on, begins)
        seen = as_the_law_sees(self.born_on.get(person), self.conditions.get(person, ()), self.on)
        return bool(blocks(seen, Shift(start, start + LENGTH)))
