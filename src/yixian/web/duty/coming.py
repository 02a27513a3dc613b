"""What comes next at the posts: the change of shift, and the end of the roster."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.access.scope import under
from yixian.web.alarms import Coming
from yixian.web.duty.troubles import slots_ahead
from yixian.web.duty.window import ONE_DAY, midnight
from yixian.web.figures import Asked
from yixian.web.plans.models import Plan, PlanState
from yixian.web.tasks.models import Task

NEAR = timedelta(days=2)


def coming(asked: Asked) -> list[Coming]:
    """Return the next change of shift, and the end of the roster in force."""
    slot = next(iter(slots_ahead(asked)), None)
    if slot is None:
        return []
    shifts = Task.objects.visible_to(asked.account).filter(under("place_path", asked.path), kind="shift")
    n = shifts.filter(starts_at=slot.starts_at).exclude(state="cancelled").count()
    begins = timezone.localtime(slot.starts_at)
    text = ngettext("Change of shift, %(n)s person", "Change of shift, %(n)s people", n) % {"n": n}
    return [Coming(at=begins, text=text, url=reverse("duty:rosters")), *_last_days(asked)]


def _last_days(asked: Asked) -> list[Coming]:
    """Return the end of the rosters in force, where nothing follows and it is near enough to be thought of."""
    plans = Plan.objects.visible_to(asked.account).filter(room="duty", state=PlanState.PUBLISHED)
    ends = [on + days * ONE_DAY for on, days in plans.values_list("starts_on", "days")]
    today = timezone.localdate(asked.at)
    if not ends or not today < max(ends) <= today + NEAR:
        return []
    return [Coming(at=midnight(max(ends)), text=_("The roster in force ends"), url=reverse("duty:rosters"))]
