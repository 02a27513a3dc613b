"""Tasks that nobody has started in time: marked once, told once for each place."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from yixian.web import rooms
from yixian.web.journal.record import tell
from yixian.web.tasks.models import WAITING, Task


def mark_late(at: datetime) -> int:
    """Mark every task that should have started ``NO_SHOW_AFTER_S`` ago; return how many are new.

    The mark is set once, so an alarm is told once; a task that ended long ago unseen is marked as well. Then each
    room whose ``watch.py`` defines ``keep_watch(at)`` does what the clock asks of it.
    """
    due = at - timedelta(seconds=settings.NO_SHOW_AFTER_S)
    late = Task.objects.unscoped("the clock serves everybody").filter(
        state__in=WAITING, late_at=None, starts_at__lte=due
    )
    with transaction.atomic():
        places = sorted(set(late.values_list("place_path", flat=True)))
        marked = late.update(late_at=at)
        for path in places:
            tell("tasks", "task_late", at=at, place_path=path)
    for room in rooms.modules("watch"):
        room.keep_watch(at)
    return marked
