"""A closed roster: planned against stood, as it was known when it was closed."""

from __future__ import annotations

from django.db import models

from yixian.web.access.scope import ByPlace, Scoped


class Closing(Scoped):
    """A roster was closed; its rows never change, whatever arrives later."""

    scope = ByPlace()

    plan = models.OneToOneField("plans.Plan", on_delete=models.PROTECT, related_name="closing")
    place_path = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey("access.Account", on_delete=models.PROTECT)


class ClosingPerson(Scoped):
    """What one person was planned for and what he stood."""

    scope = ByPlace()

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="+")
    # Where he serves: who may see his row.
    place_path = models.CharField(max_length=64, blank=True)
    planned_min = models.PositiveIntegerField()
    stood_min = models.PositiveIntegerField()
    n_planned = models.PositiveSmallIntegerField()
    n_stood = models.PositiveSmallIntegerField()
    n_no_shows = models.PositiveSmallIntegerField()
    n_stand_ins = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closing", "person"], name="one_person_a_closing")]


class ClosingPost(Scoped):
    """How one post was covered, minutes over all days."""

    scope = ByPlace()

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="posts")
    post = models.ForeignKey("duty.Post", on_delete=models.PROTECT, related_name="+")
    place_path = models.CharField(max_length=64)
    wanted_min = models.PositiveIntegerField()
    planned_nobody = models.PositiveIntegerField()
    planned_no_member = models.PositiveIntegerField()
    nobody = models.PositiveIntegerField()
    no_member = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closing", "post"], name="one_post_a_closing")]
