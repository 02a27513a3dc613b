"""Temporary Party branches at the posts: double membership, beside the unit that somebody comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yixian.web.access.scope import ByPlace, Scoped

if TYPE_CHECKING:
    from datetime import date


class Branch(Scoped):
    """A unit of kind branch, bound to one post from the day it is formed to the day it is dissolved."""

    scope = ByPlace()

    unit = models.ForeignKey("register.Unit", on_delete=models.PROTECT, related_name="branches")
    place = models.ForeignKey("register.Place", on_delete=models.PROTECT, related_name="branches")
    place_path = models.CharField(max_length=64, db_index=True)
    formed_on = models.DateField()
    dissolved_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place"], condition=Q(dissolved_on=None), name="one_branch_at_a_post"),
        ]

    def __str__(self) -> str:
        return self.unit.name


class BranchRole(models.TextChoices):
    """What somebody is in a branch."""

    SECRETARY = "secretary", _("Secretary")
    MEMBER = "member", _("Member")


class Membership(Scoped):
    """Somebody in a branch, from a day until another; his home unit stays what it is."""

    scope = ByPlace("branch__place_path", unit="person__unit_path")

    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey("register.Person", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=BranchRole.choices, default=BranchRole.MEMBER)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until_on=None), name="one_branch_a_person"),
            models.UniqueConstraint(
                fields=["branch"], condition=Q(until_on=None, role="secretary"), name="one_secretary_a_branch"
            ),
        ]

    @property
    def is_secretary(self) -> bool:
        """Whether he leads the branch."""
        return self.role == BranchRole.SECRETARY

    def end(self, on: date) -> None:
        """End it without storing: on the day on which it began it never was, so it ends where it began."""
        self.until_on = max(on, self.from_on)
