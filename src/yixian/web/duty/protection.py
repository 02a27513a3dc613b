"""What the law says against hours that somebody is asked for or already stands, read once for many people."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from yixian.rules.protection import Shift, blocks
from yixian.web.duty.staffing import STAFFING
from yixian.web.register.models import PersonCondition, PersonNumber
from yixian.web.register.protected import as_the_law_sees, conditions_of
from yixian.web.tasks.models import Task

YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Protection:
    """Birthdays of the young and conditions of everybody, by person; of others the law asks nothing."""

    born_on: dict[int, date]
    conditions: dict[int, list[PersonCondition]]

    @classmethod
    def of(cls, people: Collection[int], at: datetime) -> Protection:
        """Read what the law looks at."""
        conditions = PersonCondition.objects.unscoped("the law protects everybody").filter(person__in=people)
        young = timezone.localdate(at) - STAFFING.leader_from_age * YEAR
        numbers = PersonNumber.objects.unscoped("ages").filter(person__in=people, born_on__gt=young)
        return cls(dict(numbers.values_list("person_id", "born_on")), conditions_of(conditions))

    def against(self, person: int, start: datetime, end: datetime, *, hours_already: float = 0) -> str:
        """Return the code of the rule that forbids these hours, empty where none does.

        ``hours_already`` are the hours of the person's other shifts of that day.
        """
        if person not in self.born_on and person not in self.conditions:
            return ""
        hours = Shift(_wall(start), _wall(end), hours_already)
        seen = as_the_law_sees(self.born_on.get(person), self.conditions.get(person, ()), hours.start.date())
        return next((str(code) for code in blocks(seen, hours)), "")


def guarded(tasks: Iterable[Task]) -> dict[int, str]:
    """Return the rule that forbids each of these shifts to its person, by task; lawful ones are left out."""
    held = [(task, task.person_id) for task in tasks if task.person_id is not None]
    if not held:
        return {}
    law = Protection.of({person for _task, person in held}, max(task.starts_at for task, _person in held))
    found = {task.pk: law.against(person, task.starts_at, task.ends_at) for task, person in held}
    return {task: code for task, code in found.items() if code}


def _wall(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(tzinfo=None)
