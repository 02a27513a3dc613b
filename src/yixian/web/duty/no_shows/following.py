"""No-shows follow the clock: opened when somebody is late, told step by step, ended when somebody stands there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.models import Call, NightRules, NoShow, TakenAlarm
from yixian.web.duty.no_shows.models import EndReason, Level
from yixian.web.duty.no_shows.people import Steps
from yixian.web.duty.no_shows.steps import Patience, Told, next_step
from yixian.web.journal.record import tell
from yixian.web.tasks.models import WAITING, Task, TaskState

STANDS = (TaskState.STARTED, TaskState.DONE)
TAKEN = "unmanned"
# Longer than any shift: what began before that is over.
LONGEST = timedelta(days=2)


def follow(at: datetime) -> int:
    """Bring all no-shows to where they stand at a moment; return how many steps were told.

    Everything follows from what is stored, so it may run twice, late, or after a restart.
    """
    with transaction.atomic():
        _open(at)
        _reopen(at)
        found = list(_running().select_related("task").prefetch_related("calls", "task__stand_ins"))
        going = [one for one in found if not _ended(one, at)]
        if not going:
            return 0
        _stamp_answers(going)
        return sum(_climb(going, at))


def patience_of(rules: NightRules) -> Patience:
    """Return how long each step waits."""
    minutes = {
        Level.LEADER: rules.leader_min,
        Level.COMMUNITY: rules.community_min,
        Level.TOWNSHIP: rules.township_min,
    }
    return Patience({int(level): wait for level, wait in minutes.items()}, rules.stands_min)


def _running() -> QuerySet[NoShow]:
    return NoShow.objects.unscoped("the clock serves everybody").filter(ended_at=None).order_by("since", "pk")


def _open(at: datetime) -> None:
    """Open what the clock has marked as late; who was sent for somebody is followed with him."""
    late = Task.objects.unscoped("the clock serves everybody").filter(
        kind=SHIFT,
        state__in=WAITING,
        late_at__isnull=False,
        starts_at__gt=at - LONGEST,
        ends_at__gt=at,
        stands_in_for=None,
        no_show=None,
    )
    rows = late.order_by("late_at", "pk").values_list("pk", "place_path", "late_at")
    NoShow.objects.bulk_create([NoShow(task_id=pk, place_path=path, since=since) for pk, path, since in rows])


def _reopen(at: datetime) -> None:
    """Open again where the sign-in that ended it was taken back while the shift runs."""
    ended = NoShow.objects.unscoped("the clock serves everybody").filter(
        end__in=(EndReason.CAME, EndReason.RELIEVED), task__ends_at__gt=at, since__gt=at - LONGEST
    )
    back = ended.filter(task__state__in=WAITING).exclude(task__stand_ins__state__in=STANDS)
    keys = list(back.values_list("pk", flat=True))
    if keys:
        _rows(keys).update(ended_at=None, end="")


def _rows(keys: Iterable[int]) -> QuerySet[NoShow]:
    return NoShow.objects.unscoped("the clock serves everybody").filter(pk__in=list(keys))


def _ended(one: NoShow, at: datetime) -> bool:
    """End one if there is no need to tell anybody any more."""
    task = one.task
    relief = [sent for sent in task.stand_ins.all() if sent.state in STANDS]
    if task.state in STANDS:
        one.end, one.ended_at = EndReason.CAME, task.started_at or at
    elif relief:
        one.end, one.ended_at = EndReason.RELIEVED, min(sent.started_at or at for sent in relief)
    elif task.state in UNDONE:
        one.end, one.ended_at = EndReason.CALLED_OFF, at
    elif task.ends_at <= at:
        one.end, one.ended_at = EndReason.OVER, task.ends_at
    else:
        return False
    one.save(update_fields=["end", "ended_at"])
    tell("duty", "no_show_ended", at=at, place_path=one.place_path, subject=f"noshow:{one.pk}", end=str(one.end))
    return True


def _stamp_answers(going: list[NoShow]) -> None:
    """Whoever took the alarm of the area or sent a stand-in has answered, too: the last step told says so."""
    first = min(one.since for one in going)
    taken = list(
        TakenAlarm.objects.unscoped("who took the alarm").filter(cause=TAKEN, at__gte=first).order_by("at", "pk")
    )
    for one in going:
        calls = list(one.calls.all())
        if not calls or calls[-1].answered_at is not None:
            continue
        last = calls[-1]
        his = [row for row in taken if row.at >= last.told_at and one.place_path.startswith(row.place_path)]
        sent = [task.starts_at for task in one.task.stand_ins.all() if task.state not in UNDONE]
        if his:
            last.answered_at, last.answered_by_id = his[0].at, his[0].by_id
        elif any(start >= last.told_at for start in sent):
            last.answered_at = min(start for start in sent if start >= last.told_at)
        else:
            continue
        last.save(update_fields=["answered_at", "answered_by"])


def _climb(going: list[NoShow], at: datetime) -> list[int]:
    patience, steps = patience_of(NightRules.now()), Steps.read()
    return [_tell_due(one, patience, steps, at) for one in going]


def _tell_due(one: NoShow, patience: Patience, steps: Steps, at: datetime) -> int:
    """Tell every step of one no-show that is due by now."""
    told = [Told(call.level, call.due_at, bool(call.told), call.answered_at) for call in one.calls.all()]
    n_told = 0
    while (step := next_step(one.since, told, patience)) is not None and step[1] <= at:
        level, due_at = step
        people = steps.over(level, one.place_path)
        Call.objects.create(no_show=one, level=level, due_at=due_at, told_at=at, told=people)
        tell("duty", "no_show_told", at=at, place_path=one.place_path, subject=f"noshow:{one.pk}", level=level)
        told.append(Told(level, due_at, bool(people)))
        n_told += 1
    return n_told


def answered(call: Call, by: int, at: datetime) -> bool:
    """Note who answered a step; False if somebody was faster."""
    free = Call.objects.unscoped("the step itself").filter(Q(pk=call.pk), answered_at=None)
    return bool(free.update(answered_at=at, answered_by_id=by))
