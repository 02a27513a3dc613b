"""What is told to whom: notices of one person, chat groups with their messages, calendars with their addresses."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yixian.web.access.scope import ByPlace, NoScope, Scoped


class Notice(Scoped):
    """Something that one person must hear; his phone shows it until he has acknowledged it."""

    scope = ByPlace()

    person = models.ForeignKey("register.Person", on_delete=models.PROTECT, related_name="notices")
    place = models.ForeignKey("register.Place", on_delete=models.PROTECT, related_name="+")
    place_path = models.CharField(max_length=64)
    # A code of ``words.toml``; the sentence is made when it is shown.
    kind = models.CharField(max_length=20)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    params = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    # A post's own phone may pass a notice on; then it is not the person's.
    device = models.ForeignKey("access.Device", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["person"], condition=Q(acknowledged_at=None), name="notice_open"),
            models.Index(fields=["place_path", "made_at"]),
        ]


class GroupKind(models.TextChoices):
    """Whose robot speaks in a chat group; each has a folder of its own."""

    WECOM = "wecom", _("WeCom")
    DINGTALK = "dingtalk", _("DingTalk")


class Names(models.TextChoices):
    """How much of a name the members of a group may read."""

    NONE = "none", _("No names")
    SURNAMES = "surnames", _("Surnames only")
    FULL = "full", _("Full names")


class Group(Scoped):
    """A chat group that hears of an area through its robot. The robot's key is sealed: who has it can write there."""

    scope = ByPlace()

    place = models.ForeignKey("register.Place", on_delete=models.PROTECT, related_name="+")
    place_path = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=10, choices=GroupKind.choices)
    name = models.CharField(max_length=40)
    sealed_key = models.BinaryField()
    key_end = models.CharField(max_length=4)
    sealed_secret = models.BinaryField(null=True, blank=True)
    names = models.CharField(max_length=10, choices=Names.choices, default=Names.SURNAMES)
    made_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["place_path"])]

    def __str__(self) -> str:
        return self.name


class MessageState(models.TextChoices):
    """The way of a message; ``sending`` is stored before the robot is called, so that no crash sends it twice."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Sending")
    SENT = "sent", _("Sent")
    DOUBTFUL = "doubtful", _("Perhaps sent")
    FAILED = "failed", _("Not sent")
    DROPPED = "dropped", _("Dropped")


class Message(Scoped):
    """A text on its way to a group: it is delivered once, or marked doubtful for a person to decide."""

    scope = ByPlace("group__place_path")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="messages")
    text = models.TextField()
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.WAITING)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    # What the robot's server or the network said last, for whoever looks after it.
    answer = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="waiting"), name="message_due"),
            models.Index(fields=["group", "tried_at"]),
        ]


class Calendar(Scoped):
    """The secret address of one person's shifts; of the address only a hash is kept."""

    scope = ByPlace("person__place_path")

    person = models.ForeignKey("register.Person", on_delete=models.CASCADE, related_name="calendars")
    token_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)


class CalendarEvent(Scoped):
    """What calendars were last told of a shift: when that changes the number of the telling goes up."""

    scope = NoScope("written and read by the calendars alone")

    task = models.OneToOneField("tasks.Task", on_delete=models.CASCADE, primary_key=True, related_name="+")
    digest = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField()
