"""Reading the notices of a phone."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from yixian.web.access.masks import initial
from yixian.web.access.models import Device
from yixian.web.notify.models import Notice
from yixian.web.notify.notices import MOST_SHOWN, open_for, sentence
from yixian.web.plans.refusals import page_lang


def news_page(device: Device) -> dict[str, Any]:
    """Return what a phone's holder has not confirmed, and the last that he has."""
    rows = Notice.objects.unscoped("the phone's own notices").exclude(acknowledged_at=None)
    mine = Q(person=device.person_id) if device.person_id else Q(place=device.place_id)
    known = rows.filter(mine).select_related("person", "place").order_by("-acknowledged_at", "-pk")
    return {
        "open": [_row(device, notice) for notice in open_for(device)[:MOST_SHOWN]],
        "known": [_row(device, notice) for notice in known[:MOST_SHOWN]],
        "is_own": device.person_id is not None,
    }


def _row(device: Device, notice: Notice) -> dict[str, Any]:
    # The post's own phone passes notices on; it shows no whole name.
    who = "" if device.person_id else initial(notice.person.name)
    return {"notice": notice, "text": sentence(notice, page_lang()), "who": who}
