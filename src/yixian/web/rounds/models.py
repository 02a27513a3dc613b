"""Compounds that are to have people, postings in force, and the lines of a plan."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from yixian.web.access.scope import ByPlace, Scoped
from yixian.web.rounds.roles import Role


class CompoundNeed(Scoped):
    """A compound is to have so many people."""

    scope = ByPlace("place__path")

    place = models.OneToOneField(
        "register.Place", on_delete=models.CASCADE, primary_key=True, related_name="posting_need"
    )
    people = models.PositiveSmallIntegerField()

    @property
    def place_path(self) -> str:
        """The area that a right over this compound is asked for."""
        return self.place.path


class Posting(Scoped):
    """Somebody serves at a compound: what its task does not say. It is in force while its task is not undone."""

    scope = ByPlace("task__place_path", unit="task__person__unit_path")

    task = models.OneToOneField("tasks.Task", on_delete=models.CASCADE, primary_key=True, related_name="posting")
    role = models.CharField(max_length=10, choices=Role.choices)
    # Since when he knows of it: the hours that somebody takes to arrive are counted from here.
    told_at = models.DateTimeField()
    moved_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    @property
    def place_path(self) -> str:
        """The area that a right over this posting is asked for."""
        return self.task.place_path

    @property
    def has_arrived(self) -> bool:
        """Whether he has reported at the compound."""
        return self.task.started_at is not None


class PostingPin(Scoped):
    """Somebody stays where he is, whatever the next plan would rather."""

    scope = ByPlace("place__path")

    person = models.OneToOneField(
        "register.Person", on_delete=models.CASCADE, primary_key=True, related_name="posting_pin"
    )
    place = models.ForeignKey("register.Place", on_delete=models.CASCADE, related_name="posting_pins")
    by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class PostingLine(Scoped):
    """One person in one plan: at a compound, or at none and why. ``key`` is that of its task once it has one."""

    scope = ByPlace(unit="person__unit_path")

    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="posting_lines")
    key = models.CharField(max_length=12)
    place = models.ForeignKey(
        "register.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="posting_lines"
    )
    # Of the compound; of the person where he serves at none.
    place_path = models.CharField(max_length=64)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="posting_lines")
    role = models.CharField(max_length=10, choices=Role.choices)
    # away | barred | reserve; empty where he is placed
    why = models.CharField(max_length=10, blank=True)
    # What he had been told when the plan was made; the same place is no change.
    was = models.ForeignKey("register.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="one_posting_line_once"),
            models.UniqueConstraint(fields=["plan", "person"], name="one_person_once_a_posting"),
            models.CheckConstraint(
                condition=Q(place__isnull=False, why="") | (Q(place__isnull=True) & ~Q(why="")),
                name="placed_or_why_not",
            ),
        ]
        indexes = [models.Index(fields=["plan", "place_path"])]


class PostingGap(Scoped):
    """A compound that the plan leaves without people or without a role, with the numbers that say why."""

    scope = ByPlace()

    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="posting_gaps")
    place = models.ForeignKey("register.Place", on_delete=models.PROTECT, related_name="+")
    place_path = models.CharField(max_length=64)
    missing = models.PositiveSmallIntegerField(default=0)
    # codes of the roles that nobody there has
    roles = models.JSONField(default=list)
    # [{"code", "params"}]; sentences from the planner's words
    reasons = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["plan", "place_path"])]
