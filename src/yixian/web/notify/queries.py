"""Reading groups and their messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.notify.actions import UNDECIDED
from yixian.web.notify.models import Group, GroupKind, Message, MessageState, Names

if TYPE_CHECKING:
    from yixian.web.access.models import Account

PAGE = 100
SIGNS = {
    MessageState.WAITING: "busy",
    MessageState.SENDING: "busy",
    MessageState.SENT: "ok",
    MessageState.DOUBTFUL: "warn",
    MessageState.FAILED: "alarm",
    MessageState.DROPPED: "off",
}


def groups_page(account: Account, path: str) -> dict[str, Any]:
    """Return the groups of an area and what its form offers."""
    rows = Group.objects.visible_to(account).filter(under("place_path", path), closed_at=None)
    counted = rows.select_related("place", "made_by").annotate(
        waiting=Count("messages", filter=Q(messages__state=MessageState.WAITING)),
        undecided=Count("messages", filter=Q(messages__state__in=UNDECIDED)),
    )
    return {
        "groups": [
            {"group": group, "may_change": account.may(Right.PLAN, group.place_path)}
            for group in counted.order_by("place_path", "pk")[:PAGE]
        ],
        "kinds": GroupKind.choices,
        "names": Names.choices,
    }


def messages_page(group: Group, before: int | None) -> dict[str, Any]:
    """Return the messages of a group that was found, newest first, a page at a time."""
    rows = Message.objects.unscoped("of a group that was scoped").filter(group=group).order_by("-pk")
    listed = list((rows.filter(pk__lt=before) if before else rows)[: PAGE + 1])
    return {
        "rows": [
            {"message": row, "sign": SIGNS[MessageState(row.state)], "is_undecided": row.state in UNDECIDED}
            for row in listed[:PAGE]
        ],
        "next_url": f"?before={listed[PAGE - 1].pk}" if len(listed) > PAGE else "",
    }
