"""Households: the doors of a compound or village, and whom to ask for behind each."""

from __future__ import annotations

import re

from django.db import models

from yixian.web.access.scope import ByPlace, Scoped

_FIGURES = re.compile(r"\d+")
DIGITS = 5


class Household(Scoped):
    """One door. In a village the stairwell is the group (组) and the flat the number of the house."""

    scope = ByPlace()

    place = models.ForeignKey("register.Place", on_delete=models.PROTECT, related_name="doors")
    place_path = models.CharField(max_length=64)
    building = models.CharField(max_length=20, blank=True)
    stairwell = models.CharField(max_length=20, blank=True)
    flat = models.CharField(max_length=20)
    # Doors as one walks past them: figures filled up with noughts, so that 2号楼 comes before 10号楼.
    door_key = models.CharField(max_length=200)
    persons = models.PositiveSmallIntegerField(null=True, blank=True)
    contact = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "building", "stairwell", "flat"], name="one_door_once"),
        ]
        indexes = [models.Index(fields=["place", "door_key"]), models.Index(fields=["place_path", "door_key"])]

    def __str__(self) -> str:
        return self.door

    @property
    def door(self) -> str:
        """The door as people say it: ``3号楼2单元301``."""
        return f"{self.building}{self.stairwell}{self.flat}"


def door_key(building: str, stairwell: str, flat: str) -> str:
    """Return the key by which doors are sorted as one walks past them."""
    return "/".join(_FIGURES.sub(lambda one: one[0].zfill(DIGITS), part) for part in (building, stairwell, flat))
