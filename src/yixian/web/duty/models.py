"""Posts, their readiness, and the lines of a roster."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yixian.web.access.scope import ByPlace, Open, Scoped
from yixian.web.duty.accounting.models import Closing as Closing
from yixian.web.duty.accounting.models import ClosingPerson as ClosingPerson
from yixian.web.duty.accounting.models import ClosingPost as ClosingPost
from yixian.web.duty.amend_models import Amendment as Amendment
from yixian.web.duty.hand_over.models import DeskNote as DeskNote
from yixian.web.duty.need_changes import NeedChange as NeedChange
from yixian.web.duty.no_shows.models import Call as Call
from yixian.web.duty.no_shows.models import NightRules as NightRules
from yixian.web.duty.no_shows.models import NoShow as NoShow
from yixian.web.duty.pins_models import Pin as Pin
from yixian.web.duty.sign_ups.models import SignUp as SignUp
from yixian.web.duty.swap_models import Swap as Swap
from yixian.web.duty.swap_models import SwapRule as SwapRule
from yixian.web.register.models import Place


class PostKind(models.TextChoices):
    """Where a post stands."""

    MAIN_GATE = "main_gate", _("Compound gate")
    SIDE_GATE = "side_gate", _("Side gate")
    VILLAGE = "village", _("Village entrance")
    ROAD = "road", _("Road")


class Post(Scoped):
    """A checkpoint. It is a place of its own, so that whatever happens there lies in one range."""

    scope = ByPlace("place__path")

    place = models.OneToOneField(Place, on_delete=models.CASCADE, primary_key=True, related_name="checkpoint")
    # What people say: 卡点0231
    number = models.PositiveIntegerField(unique=True)
    kind = models.CharField(max_length=10, choices=PostKind.choices)
    entrance = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    needs_leader = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.place.name

    @property
    def place_path(self) -> str:
        """The area that a right over this post is asked for."""
        return self.place.path

    @property
    def spoken(self) -> str:
        """The number as people say it."""
        return f"{self.number:04d}"


class ShiftKind(Scoped):
    """A shift of the county's day; it belongs to the day on which it starts."""

    scope = Open("hours of shifts are no secret")

    code = models.CharField(max_length=8, unique=True)  # early | late | night
    starts = models.TimeField()
    ends = models.TimeField()
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]


class Need(Scoped):
    """How many people a post needs in a shift, every day."""

    scope = ByPlace("post__place__path")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="needs")
    shift = models.ForeignKey(ShiftKind, on_delete=models.PROTECT)
    people = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "shift"], name="one_need_once")]


class Cadence(models.TextChoices):
    """How often an item of the checklist is owed."""

    ONCE = "once", _("Once")
    SHIFT = "shift", _("Each shift")
    PERIODIC = "periodic", _("Every so many days")


class Evidence(models.TextChoices):
    """What shows that an item was done."""

    TEXT = "text", _("A line of words")
    PHOTO = "photo", _("A photo or a line of words")
    NONE = "none", _("Nothing")


class ReadinessItem(Scoped):
    """One item of the checklist (七个一); the list is data that staff edit. A retired one keeps its marks."""

    scope = Open("the checklist is no secret")

    code = models.CharField(max_length=20, unique=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=60)
    cadence = models.CharField(max_length=10, choices=Cadence.choices)
    every_days = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.CharField(max_length=8, choices=Evidence.choices, default=Evidence.TEXT)
    # Until then it is not overdue where it was never done; without a date it is owed at once.
    due_on = models.DateField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]

    @property
    def name(self) -> str:
        """The item in the language of the page."""
        return self.name_en if (get_language() or "").startswith("en") else self.name_zh


class ReadinessMark(Scoped):
    """An item was done at a post."""

    scope = ByPlace("post__place__path")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="marks")
    item = models.ForeignKey(ReadinessItem, on_delete=models.PROTECT, related_name="marks")
    done_at = models.DateTimeField()
    by = models.ForeignKey("access.Account", on_delete=models.PROTECT)
    evidence = models.CharField(max_length=200, blank=True)
    photo = models.BinaryField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["post", "item", "-done_at"])]


class TakenAlarm(Scoped):
    """Somebody has made a cause of alarm in an area his own; what begins after that is not meant by it."""

    scope = ByPlace()

    cause = models.CharField(max_length=20)
    place_path = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey("access.Account", on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["cause", "at"])]


class RosterLine(Scoped):
    """One person on one shift of one post in one plan; ``key`` stays the same when the plan is amended."""

    scope = ByPlace()

    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="lines")
    key = models.CharField(max_length=12)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="lines")
    place_path = models.CharField(max_length=64)
    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="lines")
    day = models.DateField()
    shift = models.ForeignKey(ShiftKind, on_delete=models.PROTECT)
    leads = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "key"], name="one_line_once"),
            models.UniqueConstraint(fields=["plan", "person", "day", "shift"], name="one_person_once_a_shift"),
        ]
        indexes = [models.Index(fields=["plan", "place_path"]), models.Index(fields=["plan", "post", "day"])]


class RosterHole(Scoped):
    """A slot that the plan could not fill, with the numbers that say why."""

    scope = ByPlace()

    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="holes")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holes")
    place_path = models.CharField(max_length=64)
    day = models.DateField()
    shift = models.ForeignKey(ShiftKind, on_delete=models.PROTECT)
    missing = models.PositiveSmallIntegerField()
    missing_leaders = models.PositiveSmallIntegerField(default=0)
    # [{"code", "params"}], the binding one first; sentences from the planner's words
    reasons = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["plan", "place_path"])]
