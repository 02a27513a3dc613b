"""Chat groups: which of them hear of an area."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from yixian.web.notify.models import Group, Message, MessageState
from yixian.web.register.trees import parents

# A robot takes 2048 bytes at WeCom; at DingTalk more. What is longer is cut at a line.
MOST_BYTES = 1800


def tell_groups(path: str, texts: Mapping[str, str], at: datetime) -> int:
    """Queue a message for every group of an area or of one above it; ``texts`` by how much of a name it may read.

    Runs in the transaction of what it tells: a decision that is taken back is told to nobody. A message that is
    still waiting grows instead of a second one following it, for robots are held to 20 a minute.
    """
    groups = Group.objects.unscoped("groups that hear of an area").filter(
        place_path__in=[path, *parents(path)], closed_at=None
    )
    for group in groups:
        _queue(group, texts[group.names], at)
    return len(groups)


def _queue(group: Group, text: str, at: datetime) -> None:
    text = _cut(text)
    waiting = Message.objects.unscoped("the group's own").filter(group=group, state=MessageState.WAITING, tries=0)
    last = waiting.order_by("-pk").first()
    if last is not None and len((last.text + text).encode()) + 2 <= MOST_BYTES:
        last.text = f"{last.text}\n\n{text}"
        last.save(update_fields=["text"])
        return
    Message.objects.create(group=group, text=text, made_at=at, due_at=at)


def _cut(text: str) -> str:
    lines = text.split("\n")
    while len(lines) > 1 and len("\n".join(lines).encode()) > MOST_BYTES:
        lines = [*lines[:-2], "…"] if lines[-1] == "…" else [*lines[:-1], "…"]
    return "\n".join(lines)
