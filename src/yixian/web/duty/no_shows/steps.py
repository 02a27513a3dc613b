"""Which step upwards is told next, and when: a plain function of what was told and answered so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

FIRST, LAST = 1, 4


@dataclass(frozen=True)
class Told:
    """A step that has been told: when it was due, whether anybody held it, when somebody answered."""

    level: int
    due_at: datetime
    has_people: bool
    answered_at: datetime | None = None


@dataclass(frozen=True)
class Patience:
    """How long a step waits for an answer, and how long an answered one waits for somebody to stand there."""

    minutes: Mapping[int, int]
    stands_min: int

    def after(self, step: Told) -> timedelta:
        """Return how long a step may take; one that nobody holds is not waited for."""
        return timedelta(minutes=self.minutes[step.level]) if step.has_people else timedelta()


def next_step(since: datetime, told: Sequence[Told], patience: Patience) -> tuple[int, datetime] | None:
    """Return the step to be told next and when it is due; None when all have been told.

    The times follow from the first one and the answers alone, so a worker that comes late tells what has become due
    meanwhile, each step once, and the later steps wait no longer for it.
    """
    if not told:
        return FIRST, since
    last = max(told, key=lambda step: step.level)
    if last.level >= LAST:
        return None
    due_at = last.due_at + patience.after(last)
    answers = [step.answered_at for step in told if step.answered_at is not None]
    if answers:
        due_at = max(due_at, max(answers) + timedelta(minutes=patience.stands_min))
    return last.level + 1, due_at
