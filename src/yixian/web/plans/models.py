"""A plan and the job that computes it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yixian.web.access.scope import ByPlace, Scoped


class PlanState(models.TextChoices):
    """Where a plan stands between wish and force."""

    ASKED = "asked", _("Waiting")
    COMPUTING = "computing", _("Computing")
    DRAFT = "draft", _("Draft")
    REFUSED = "refused", _("Check refused")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    PUBLISHED = "published", _("Published")
    REPLACED = "replaced", _("Replaced")


class Plan(Scoped):
    """One answer to one question of one room for one area and period; never edited after it is published."""

    scope = ByPlace()

    room = models.CharField(max_length=16)
    place = models.ForeignKey("register.Place", on_delete=models.PROTECT)
    place_path = models.CharField(max_length=64, blank=True)
    starts_on = models.DateField()
    days = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.ASKED)
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seed = models.PositiveIntegerField(default=1)
    # On a fresh machine the kernels are compiled first: together they must stay within the minute that people wait.
    time_limit_s = models.PositiveSmallIntegerField(default=25)
    asked_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    # The question and the answer as the planner's own files, compressed; what a stranger needs to check us.
    problem = models.BinaryField(null=True)
    problem_sha256 = models.CharField(max_length=64, blank=True)
    answer = models.BinaryField(null=True)
    facts_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    cost = models.BigIntegerField(null=True, blank=True)
    bound = models.BigIntegerField(null=True, blank=True)
    # {"rules": [{"code", "tested", "held"}], "faults": [...], "solve_s", "check_s", "counts": {...}}
    certificate = models.JSONField(default=dict)
    published_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "place", "starts_on", "version"], name="one_version_once"),
            models.UniqueConstraint(
                fields=["room", "place", "starts_on"],
                condition=Q(state="published"),
                name="one_plan_in_force",
            ),
        ]

    @property
    def is_sound(self) -> bool:
        """Whether the independent checker has passed it."""
        return self.made_at is not None and not self.certificate.get("faults")

    @property
    def is_optimal(self) -> bool:
        """Whether the proven bound shows that nothing better exists."""
        return self.bound is not None and self.cost is not None and self.cost <= self.bound


class Job(Scoped):
    """The work of computing a plan: claimed by the worker, killable, it says how far it is."""

    scope = ByPlace("plan__place_path")

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="job")
    claimed_at = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    phase = models.CharField(max_length=20, blank=True)
    share = models.FloatField(default=0)
    best = models.FloatField(null=True, blank=True)
    bound = models.FloatField(null=True, blank=True)
    # [[seconds, best, bound], ...] for the small chart, thinned to at most 200 points
    track = models.JSONField(default=list)
    wants_best_now = models.BooleanField(default=False)
    wants_cancel = models.BooleanField(default=False)
    error = models.TextField(blank=True)
