"""The outbox: each message is claimed before its robot is called, so that no crash lets a group read it twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from yixian.web.journal.record import tell
from yixian.web.notify.channel import MINUTE, Key, channel
from yixian.web.notify.models import Message, MessageState
from yixian.web.notify.wire import Answer, Outcome, ask
from yixian.web.register.seal import WrongKey, unseal

# Robots take 20 messages a minute; two are left for people who test theirs.
MOST_A_MINUTE = 18
BACK_OFF = (timedelta(seconds=10), timedelta(seconds=30), 2 * MINUTE, 10 * MINUTE, 30 * MINUTE)
# A change of tonight is no news tomorrow.
KEPT = timedelta(hours=6)
MOST_AT_ONCE = 50
STATES = {
    Outcome.SENT: MessageState.SENT,
    Outcome.FAILED: MessageState.FAILED,
    Outcome.DOUBTFUL: MessageState.DOUBTFUL,
}


def send_due(at: datetime) -> int:
    """Send what is due; return how many robots were called."""
    due = _messages().filter(state=MessageState.WAITING, due_at__lte=at, group__closed_at=None)
    called = 0
    for message in due.select_related("group").order_by("due_at", "pk")[:MOST_AT_ONCE]:
        called += send_one(message, at)
    return called


def doubt_lost(at: datetime) -> int:
    """Mark what was being sent when the sender died: whether it arrived, nobody knows; return how many."""
    lost = _messages().filter(state=MessageState.SENDING)
    with transaction.atomic():
        places = sorted(set(lost.values_list("group__place_path", flat=True)))
        n_lost = lost.update(state=MessageState.DOUBTFUL, answer="the sender died while it was sending")
        for path in places:
            tell("notify", "message_doubtful", at=at, place_path=path)
    return n_lost


def send_one(message: Message, at: datetime) -> int:
    """Send one message unless its group has heard enough, or another sender was quicker; return 1 if it was tried."""
    waits_until = _pace(message, at)
    if waits_until is not None:
        _messages().filter(pk=message.pk).update(due_at=waits_until)
        return 0
    # Committed before the call: whoever dies between here and the answer leaves a message that says so.
    claimed = _messages().filter(pk=message.pk, state=MessageState.WAITING)
    if not claimed.update(state=MessageState.SENDING, tried_at=at, tries=message.tries + 1):
        return 0
    _settle(message, _call(message.as_stored(), at), at)
    return 1


def _pace(message: Message, at: datetime) -> datetime | None:
    """Return until when a group has heard enough, None if it may be spoken to."""
    if at - message.made_at > KEPT:
        return None
    tried = _messages().filter(group=message.group_id, tried_at__gt=at - MINUTE).order_by("tried_at")
    times = list(tried.values_list("tried_at", flat=True))
    oldest = times[-MOST_A_MINUTE] if len(times) >= MOST_A_MINUTE else None
    return oldest + MINUTE if oldest else None


def _call(message: Message, at: datetime) -> Answer:
    if at - message.made_at > KEPT:
        return Answer(Outcome.FAILED, "too old")
    group = message.group
    try:
        secret = unseal(bytes(group.sealed_secret)) if group.sealed_secret else ""
        key = Key(unseal(bytes(group.sealed_key)), secret)
    except WrongKey:
        return Answer(Outcome.FAILED, "the robot's key was sealed with other keys")
    robot = channel(group.kind)
    return ask(robot, robot.call(key, message.text, at))


def _settle(message: Message, answer: Answer, at: datetime) -> None:
    mine = _messages().filter(pk=message.pk)
    if answer.outcome == Outcome.LATER:
        pause = max(answer.wait, BACK_OFF[min(message.tries, len(BACK_OFF) - 1)])
        mine.update(state=MessageState.WAITING, due_at=at + pause, answer=answer.words)
        return
    state = STATES[answer.outcome]
    with transaction.atomic():
        mine.update(state=state, answer=answer.words)
        tell("notify", f"message_{state.value}", at=at, place_path=message.group.place_path)


def _messages() -> QuerySet[Message]:
    return Message.objects.unscoped("the outbox serves everybody")
