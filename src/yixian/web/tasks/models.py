"""The task: who, what, where, window, state."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from yixian.web.access.scope import ByPlace, Scoped


class TaskState(models.TextChoices):
    """The life of a task; overdue is derived from the clock, never stored as a state."""

    OPEN = "open", _("Planned")
    SENT = "sent", _("Sent")
    SEEN = "seen", _("Seen")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    STARTED = "started", _("On post")
    DONE = "done", _("Done")
    FAILED = "failed", _("Not done")
    CANCELLED = "cancelled", _("Cancelled")


# Kinds whose start is a deadline: whoever comes before it is early, not wrong.
DEADLINES = ("posting",)
WAITING = (TaskState.OPEN, TaskState.SENT, TaskState.SEEN, TaskState.ACCEPTED)


class Task(Scoped):
    """One thing that one person does at one place in one window of time."""

    scope = ByPlace()

    # The phone and the paper name a task by this; it says nothing about anybody.
    key = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=16)
    place = models.ForeignKey("register.Place", on_delete=models.PROTECT, related_name="tasks")
    place_path = models.CharField(max_length=64)
    person = models.ForeignKey("register.Person", null=True, on_delete=models.PROTECT, related_name="tasks")
    leads = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    # Set once by the worker when nobody has started in time: from then on it is an alarm.
    late_at = models.DateTimeField(null=True, blank=True)
    plan = models.ForeignKey("plans.Plan", null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    stands_in_for = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="stand_ins")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="task_ends_after_start")]
        indexes = [
            models.Index(fields=["place", "starts_at"]),
            models.Index(fields=["person", "starts_at"]),
            models.Index(fields=["starts_at", "ends_at", "state"]),
            models.Index(fields=["place_path", "starts_at"]),
        ]
