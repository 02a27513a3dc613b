"""Who has not come, whom it was told and who answered; how long each step waits."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yixian.web.access.scope import ByPlace, Open, Scoped


class Level(models.IntegerChoices):
    """The steps upwards."""

    LEADER = 1, _("Post leader")
    COMMUNITY = 2, _("Community")
    TOWNSHIP = 3, _("Township")
    HEADQUARTERS = 4, _("Headquarters")


class EndReason(models.TextChoices):
    """Why nobody need be told any more."""

    CAME = "came", _("Came after all")
    RELIEVED = "relieved", _("Somebody else stands there")
    CALLED_OFF = "called_off", _("The shift was called off")
    OVER = "over", _("The shift is over")


class NoShow(Scoped):
    """One person has not come to one shift; it stays open until somebody stands there."""

    scope = ByPlace()

    task = models.OneToOneField("tasks.Task", on_delete=models.PROTECT, related_name="no_show")
    place_path = models.CharField(max_length=64)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=10, choices=EndReason.choices, blank=True)

    class Meta:
        indexes = [models.Index(fields=["ended_at", "place_path"]), models.Index(fields=["since"])]


class Call(Scoped):
    """One step has been told of a no-show: when it was due, when it was told, to whom, and who answered."""

    scope = ByPlace("no_show__place_path")

    no_show = models.ForeignKey(NoShow, on_delete=models.CASCADE, related_name="calls")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField()
    # Accounts of that step at that moment; none means that nobody held it.
    told = models.JSONField(default=list)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("access.Account", null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["no_show", "level"], name="one_call_a_level")]
        ordering = ["level"]


class NightRules(Scoped):
    """How the county watches its posts; one row, its defaults where there is none."""

    scope = Open("how posts are watched is no secret")

    leader_min = models.PositiveSmallIntegerField(default=10)
    community_min = models.PositiveSmallIntegerField(default=10)
    township_min = models.PositiveSmallIntegerField(default=10)
    stands_min = models.PositiveSmallIntegerField(default=20)
    withdraw_min = models.PositiveSmallIntegerField(default=120)
    agrees_alone = models.BooleanField(default=False)

    @classmethod
    def now(cls) -> NightRules:
        """Return the rules in force."""
        return cls.objects.unscoped("the rules of the county").first() or cls()
