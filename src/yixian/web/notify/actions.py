"""Decisions about chat groups: give one a robot, say what it may read, try it, close it; decide about a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.journal.record import note, tell
from yixian.web.notify.channel import channel
from yixian.web.notify.models import Group, GroupKind, Message, MessageState, Names
from yixian.web.register.models import Place
from yixian.web.register.seal import seal

MOST_GROUPS = 20
MOST_NAME = 40
MOST_SECRET = 120
UNDECIDED = (MessageState.DOUBTFUL, MessageState.FAILED)


@dataclass(frozen=True)
class GroupWish:
    """What a form says of a group; ``typed`` is the robot's key, or the whole address that the chat shows."""

    kind: str
    name: str
    typed: str
    secret: str
    names: str


@action(Right.PLAN)
def add_group(*, by: Account, place: Place, wish: GroupWish, at: datetime) -> Group:
    """Let a chat group hear of an area. Its key is sealed at once and shown to nobody again."""
    if wish.kind not in GroupKind.values:
        raise Refused("group_kind_unknown", field="kind")
    name = wish.name.strip()[:MOST_NAME]
    if not name:
        raise Refused("group_unnamed", field="name")
    token = channel(wish.kind).key_of(wish.typed)
    if not token:
        raise Refused("group_key_unreadable", field="typed")
    here = Group.objects.unscoped("groups of the place").filter(place=place, closed_at=None)
    if here.count() >= MOST_GROUPS:
        raise Refused("too_many_groups", most=MOST_GROUPS)
    secret = wish.secret.strip()[:MOST_SECRET]
    group: Group = Group.objects.create(
        place=place, place_path=place.path, kind=wish.kind, name=name, sealed_key=seal(token), key_end=token[-4:],
        sealed_secret=seal(secret) if secret else None, names=_names(wish.names), made_by=by, made_at=at,
    )  # fmt: skip
    note(kind=group.kind, name=group.name, names=group.names)
    tell("notify", "group_added", at=at, place_path=group.place_path, subject=f"group:{group.pk}")
    return group


@action(Right.PLAN)
def show_names(*, by: Account, group: Group, names: str, at: datetime) -> None:
    """Say how much of a name the members of a group may read from now on."""
    before, group.names = group.names, _names(names)
    group.save(update_fields=["names"])
    note(before=before, names=group.names)


@action(Right.PLAN)
def close_group(*, by: Account, group: Group, at: datetime) -> None:
    """Tell a group nothing more; what waits for it is dropped, and its key is forgotten."""
    if group.closed_at is not None:
        raise Refused("group_closed")
    group.closed_at, group.sealed_key, group.sealed_secret = at, b"", None
    group.save(update_fields=["closed_at", "sealed_key", "sealed_secret"])
    waiting = Message.objects.unscoped("messages of the group").filter(group=group, state=MessageState.WAITING)
    note(dropped=waiting.update(state=MessageState.DROPPED))
    tell("notify", "group_closed", at=at, place_path=group.place_path, subject=f"group:{group.pk}")


@action(Right.PLAN)
def try_group(*, by: Account, group: Group, text: str, at: datetime) -> Message:
    """Queue a message that says who tries the robot."""
    if group.closed_at is not None:
        raise Refused("group_closed")
    message: Message = Message.objects.create(group=group, text=text, made_at=at, due_at=at)
    note(message=message.pk)
    return message


@action(Right.PLAN)
def send_again(*, by: Account, group: Group, message: Message, at: datetime) -> None:
    """Send a message once more of which nobody knows whether it arrived, or that did not."""
    _undecided(message)
    if group.closed_at is not None:
        raise Refused("group_closed")
    # The moment is new, or it would be too old to be sent; nothing is added to what was perhaps read.
    Message.objects.unscoped("the message itself").filter(pk=message.pk).update(
        state=MessageState.WAITING, made_at=at, due_at=at, tries=1, answer=""
    )
    note(message=message.pk)


@action(Right.PLAN)
def drop_message(*, by: Account, group: Group, message: Message, at: datetime) -> None:
    """Leave a message as it is: it arrived, or it is no news any more."""
    _undecided(message)
    Message.objects.unscoped("the message itself").filter(pk=message.pk).update(state=MessageState.DROPPED)
    note(message=message.pk)


def _undecided(message: Message) -> None:
    if message.as_stored().state not in UNDECIDED:
        raise Refused("message_decided")


def _names(names: str) -> str:
    if names not in Names.values:
        raise Refused("names_unknown", field="names")
    return names
