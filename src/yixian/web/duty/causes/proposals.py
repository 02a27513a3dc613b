"""The stand-ins proposed for those who have not come, to be sent in one press."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from yixian.web.access.rights import Right
from yixian.web.alarms import Act
from yixian.web.duty.now import PostNow
from yixian.web.duty.stand_in import Pool
from yixian.web.figures import Asked
from yixian.web.tasks.models import Task


def proposals(asked: Asked, tasks: list[Task]) -> dict[int, int]:
    """Return the best stand-in for each late task, nobody twice: ``{task: person}``."""
    if not tasks or not asked.account.may_somewhere(Right.STAND_IN):
        return {}
    taken: set[int] = set()
    found: dict[int, int] = {}
    pool = Pool.around(tasks, asked.account, asked.at)
    for task in tasks:
        free = [one.pk for one in pool.ranked(task, asked.at) if not one.reason]
        best = next((person for person in free if person not in taken), None)
        if best is not None:
            taken.add(best)
            found[task.pk] = best
    return found


def send(late: list[tuple[PostNow, Task]], proposed: dict[int, int]) -> Act | None:
    """Return the act that sends all proposed stand-ins, None if nobody is proposed."""
    pairs = [f"{task.pk}:{proposed[task.pk]}" for _one, task in late if task.pk in proposed]
    if not pairs:
        return None
    n = len(pairs)
    label = ngettext("Send %(n)s as proposed", "Send %(n)s as proposed", n) % {"n": n}
    return Act(label, reverse("duty:send"), {"pairs": " ".join(pairs)})
