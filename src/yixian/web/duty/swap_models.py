"""Shifts that people pass on to each other, with everybody's consent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yixian.web.access.scope import ByPlace, Scoped


class SwapState(models.TextChoices):
    """The way of a proposal."""

    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Accepted, waits for the leader")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    REFUSED = "refused", _("Refused by the leader")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Too late")


OPEN = (SwapState.ASKED, SwapState.ACCEPTED)


class Swap(Scoped):
    """A person asks another to take a shift of his, perhaps for one of the other's."""

    scope = ByPlace()

    place_path = models.CharField(max_length=64)
    offered = models.ForeignKey("tasks.Task", on_delete=models.PROTECT, related_name="+")
    wanted = models.ForeignKey("tasks.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    proposer = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=SwapState.choices, default=SwapState.ASKED)
    asked_at = models.DateTimeField()
    deadline_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("access.Account", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["offered"], condition=Q(state__in=["asked", "accepted"]), name="one_open_swap_a_shift"
            ),
        ]
        indexes = [
            models.Index(fields=["place_path", "state"]),
            models.Index(fields=["proposer", "state"]),
            models.Index(fields=["other", "state"]),
        ]


class SwapRule(Scoped):
    """How an area deals with proposals: who leads decides, or consent alone is enough; until how long before."""

    scope = ByPlace()

    place = models.OneToOneField("register.Place", on_delete=models.CASCADE, related_name="+")
    place_path = models.CharField(max_length=64, unique=True, blank=True)
    is_automatic = models.BooleanField(default=False)
    hours_before = models.PositiveSmallIntegerField(default=2)
    set_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
