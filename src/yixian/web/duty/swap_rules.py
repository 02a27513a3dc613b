"""How an area deals with swaps: its own rule, else that of the area above, else what a county begins with."""

from __future__ import annotations

from datetime import datetime, timedelta

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.duty.models import SwapRule
from yixian.web.journal.record import note
from yixian.web.register.models import Place
from yixian.web.register.trees import parents

HOURS_BEFORE = 2
MOST_HOURS = 72


def rule_of(path: str) -> tuple[bool, timedelta]:
    """Return whether consent alone is enough at a place, and until how long before a shift it may be passed on."""
    rules = SwapRule.objects.unscoped("the rule that holds here").filter(place_path__in=[path, *parents(path)])
    # The deepest place that has a rule is the nearest.
    nearest = max(rules, key=lambda rule: len(rule.place_path), default=None)
    if nearest is None:
        return False, timedelta(hours=HOURS_BEFORE)
    return nearest.is_automatic, timedelta(hours=nearest.hours_before)


@action(Right.PUBLISH)
def set_swap_rule(*, by: Account, place: Place, is_automatic: bool, hours_before: int | None, at: datetime) -> SwapRule:
    """Say how an area deals with swaps from now on."""
    if hours_before is None or not 0 <= hours_before <= MOST_HOURS:
        raise Refused("hours_out_of_range", field="hours_before", most=MOST_HOURS)
    rule: SwapRule
    rule, _is_new = SwapRule.objects.unscoped("the rule of the place").update_or_create(
        place=place,
        defaults={
            "place_path": place.path,
            "is_automatic": is_automatic,
            "hours_before": hours_before,
            "set_by": by,
            "set_at": at,
        },
    )
    note(is_automatic=is_automatic, hours_before=hours_before)
    return rule
