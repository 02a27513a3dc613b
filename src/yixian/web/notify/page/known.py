"""Who has said that he knows of a change: at his own phone, or told by somebody at the post's."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yixian.web.access.models import Device
from yixian.web.action import Refused
from yixian.web.journal import record
from yixian.web.journal.record import tell
from yixian.web.notify.models import Notice
from yixian.web.notify.notices import open_for


def acknowledge(*, device: Device, notice: Notice, at: datetime) -> None:
    """Note that the person knows. No right is asked: who holds the phone was given it by somebody who has the right.

    Raises
    ------
    Refused
        ``notice_not_yours`` if the notice is for somebody else's phone.
    """
    if device.person_id not in (None, notice.person_id) or (
        device.person_id is None and not _is_of_post(device, notice)
    ):
        raise Refused("notice_not_yours")
    with transaction.atomic():
        open_now = Notice.objects.unscoped("the notice itself").filter(pk=notice.pk, acknowledged_at=None)
        if not open_now.update(acknowledged_at=at, device=device):
            return  # a second tap says the same
        with record.entry("acknowledge", by=None, subject={"notice": notice}, at=at, path=notice.place_path):
            tell("notify", "notice_known", at=at, place_path=notice.place_path)


def acknowledge_all(*, device: Device, at: datetime) -> int:
    """Note that the holder knows of everything that his phone shows; return how many notices that were."""
    with transaction.atomic():
        open_now = list(open_for(device))
        for notice in open_now:
            acknowledge(device=device, notice=notice, at=at)
    return len(open_now)


def _is_of_post(device: Device, notice: Notice) -> bool:
    return notice.place_id == device.place_id
