"""What this app has for the first page of a guard's phone."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.access.models import Device
from yixian.web.notify.notices import open_for


def doors(device: Device, at: datetime) -> list[dict[str, str]]:
    """Return the pages of this app that the phone may open: label, a line below it, address."""
    n = open_for(device).count()
    news = ngettext("%(n)d change to confirm", "%(n)d changes to confirm", n) % {"n": n} if n else ""
    found = [{"label": _("My changes"), "text": news or _("Nothing new"), "url": reverse("notify_phone:news")}]
    if device.person_id is not None:
        label = {"label": _("My calendar"), "text": _("My shifts in the phone's own calendar")}
        found.append({**label, "url": reverse("notify_phone:calendar")})
    return found
