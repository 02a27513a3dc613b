"""Postings in force: those whose task is neither undone nor over."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.rounds.models import Posting
from yixian.web.tasks.models import TaskState

POSTING = "posting"
BOUNDARIES = (
    "task__place__boundary",
    "task__person__home__boundary",
    "task__person__post_place__boundary",
    "task__person__unit__place__boundary",
)
UNDONE = (TaskState.CANCELLED, TaskState.REFUSED, TaskState.FAILED)


def at_moment(at: datetime) -> Q:
    """Return the condition for postings in force at a moment."""
    return Q(task__ends_at__gt=at) & ~Q(task__state__in=UNDONE)


def everywhere(at: datetime) -> QuerySet[Posting]:
    """Return all postings in force: nobody is posted twice, whoever asks."""
    rows = Posting.objects.unscoped("nobody is posted twice, in whatever area").filter(at_moment(at))
    return rows.select_related("task")


def seen_by(account: Account, path: str, at: datetime) -> QuerySet[Posting]:
    """Return the postings of an area that an account may see, with task, person, unit and compound."""
    rows = Posting.objects.visible_to(account).filter(at_moment(at), under("task__place_path", path))
    people = ("task__person__unit__place", "task__person__home", "task__person__post_place", "task__place")
    return rows.select_related(*people).defer(*BOUNDARIES)
