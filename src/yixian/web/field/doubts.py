"""What is doubtful about an entry: stored all the same, and flagged for the shift's leader."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from yixian.web.access.models import Device
from yixian.web.field.entries import Kind, Note
from yixian.web.register.models import Place
from yixian.web.tasks.models import DEADLINES, Task
from yixian.web.tasks.progress import FROZEN, REACH

# Below this a difference is the network's, not the clock's; above it the leader should set the phone's clock.
CLOCK_TOLERANCE_S = 120
LATE_AFTER = timedelta(days=1)
SHIFT_KINDS = (Kind.CHECKIN, Kind.CHECKOUT)


class Doubt(StrEnum):
    """Codes of doubts; ``tasks.progress`` sets and withdraws the one that depends on other entries."""

    CLOCK_AHEAD = "clock_ahead"
    CLOCK_BEHIND = "clock_behind"
    FOREIGN_POST = "foreign_post"
    TASK_OVER = "task_over"
    UNKNOWN_TASK = "unknown_task"
    NOT_HIS_SHIFT = "not_his_shift"
    LEFT_BEFORE_CAME = "left_before_came"
    LATE_BY_DAYS = "late_by_days"
    BAD_TEMP = "bad_temp"


def of_clock(skew_s: int, happened_at: datetime, received_at: datetime) -> list[Doubt]:
    """Return what is doubtful about the time of an entry."""
    ahead_s = max(skew_s, (happened_at - received_at).total_seconds())
    if ahead_s > CLOCK_TOLERANCE_S:
        return [Doubt.CLOCK_AHEAD]
    if skew_s < -CLOCK_TOLERANCE_S:
        return [Doubt.CLOCK_BEHIND]
    return []


def of_place(place: Place, device: Device | None, task: Task | None) -> list[Doubt]:
    """Return the doubt about a phone that speaks for a post which is not its own, unless its holder serves there."""
    if device is None or place.path.startswith(device.place_path):
        return []
    return [] if task is not None and task.person_id == device.person_id else [Doubt.FOREIGN_POST]


def of_task(note: Note, happened_at: datetime, device: Device | None, task: Task | None) -> list[Doubt]:
    """Return what is doubtful about a check-in or check-out and its task."""
    if note.kind not in SHIFT_KINDS:
        return []
    if task is None:
        return [Doubt.UNKNOWN_TASK]
    found = []
    if task.state in FROZEN or happened_at > task.ends_at + (REACH if note.kind == Kind.CHECKOUT else timedelta()):
        found.append(Doubt.TASK_OVER)
    is_anothers = device is not None and device.person_id is not None and device.person_id != task.person_id
    is_early = task.kind not in DEADLINES and happened_at < task.starts_at - REACH
    if is_anothers or is_early:
        found.append(Doubt.NOT_HIS_SHIFT)
    return found
