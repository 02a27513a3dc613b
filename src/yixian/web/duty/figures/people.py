"""How many people stand at the posts, have not come, or should not stand there."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from yixian.web.duty import troubles
from yixian.web.duty.figures.shown import post_url, sign
from yixian.web.duty.now import PostNow
from yixian.web.figures import Asked, Figure, Rows
from yixian.web.tasks.models import Task

PEOPLE = pgettext_lazy("unit", "people")


def _on_duty(asked: Asked) -> list[tuple[PostNow, Task]]:
    return [(one, task) for one in troubles.standing(asked) for task in one.here]


def _planned(asked: Asked) -> list[tuple[PostNow, Task]]:
    return [(one, task) for one in troubles.standing(asked) for task in one.planned]


def _task_rows(pick: Callable[[Asked], list[tuple[PostNow, Task]]]) -> Callable[[Asked], Rows]:
    def rows(asked: Asked) -> Rows:
        found = pick(asked)
        return Rows(
            heads=(_("Post number"), _("Post"), _("Who"), _("Since")),
            rows=[
                (n.post.spoken, n.post.place.name, _name(task), task.started_at or task.starts_at) for n, task in found
            ],
            urls=[post_url(n.post.number) for n, _task in found],
        )

    return rows


def _name(task: Task) -> str:
    return task.person.name if task.person else ""


FIGURES = (
    Figure(
        key="on_duty_now",
        label=gettext_lazy("On duty this shift"),
        unit=PEOPLE,
        count=lambda asked: len(_on_duty(asked)),
        rows=_task_rows(_on_duty),
        whole=lambda asked: len(_planned(asked)),
        order=12,
    ),
    Figure(
        key="no_shows",
        label=gettext_lazy("Have not come"),
        unit=PEOPLE,
        count=lambda asked: len(troubles.late_tasks(asked)),
        rows=_task_rows(troubles.late_tasks),
        state=sign(troubles.late_tasks, "alarm"),
        order=14,
    ),
    Figure(
        key="protected_on_duty",
        label=gettext_lazy("On duty against the rules of protection"),
        unit=PEOPLE,
        count=lambda asked: len(troubles.protected(asked)),
        rows=_task_rows(troubles.protected),
        order=26,
    ),
)
