"""Somebody asks for an open slot; somebody who answers for the post agrees."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yixian.web.access.scope import ByPlace, Scoped


class SignUpState(models.TextChoices):
    """What became of a sign-up."""

    ASKED = "asked", _("Waiting for the leader")
    AGREED = "agreed", _("Agreed")
    REFUSED = "refused", _("Not needed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    TAKEN = "taken", _("Taken by somebody else")


HELD = (SignUpState.ASKED, SignUpState.AGREED)


class SignUp(Scoped):
    """One person asks to stand one shift that lacks people."""

    scope = ByPlace()

    post = models.ForeignKey("duty.Post", on_delete=models.PROTECT, related_name="sign_ups")
    place_path = models.CharField(max_length=64)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="sign_ups")
    day = models.DateField()
    shift = models.ForeignKey("duty.ShiftKind", on_delete=models.PROTECT)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=SignUpState.choices, default=SignUpState.ASKED)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    # Nobody where the county lets sign-ups through by itself.
    decided_by = models.ForeignKey("access.Account", null=True, blank=True, on_delete=models.PROTECT)
    task = models.ForeignKey("tasks.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="sign_ups")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "starts_at"], condition=Q(state__in=HELD), name="one_sign_up_a_shift"
            )
        ]
        indexes = [models.Index(fields=["place_path", "state"])]
