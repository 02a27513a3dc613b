"""Why somebody cannot stand a shift, in a few words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as lazy

from yixian.web.duty.staffing import STAFFING
from yixian.web.plans.refusals import page_lang
from yixian.words import say

WHY = {
    "on_duty_then": lazy("on duty then already"),
    "one_shift_a_day": lazy("one shift a day"),
    "rest_too_short": lazy("less than %(min_rest_hours)s hours of rest between two shifts"),
    "hours_week": lazy("more than %(max_hours_week)s hours that week"),
    "shifts_week": lazy("more shifts that week than were offered"),
    "days_in_row": lazy("more than %(max_days_in_row)s days in a row"),
    "nights_in_row": lazy("more than %(max_nights_in_row)s nights in a row"),
    "nights_total": lazy("more than %(max_nights)s nights in 14 days"),
    "not_yet_here": lazy("has not arrived by then"),
    "has_left": lazy("serves no more"),
}


def why(code: str) -> str:
    """Return the reason in the language of the page; where the law forbids it, the law's own words."""
    if code in WHY:
        return str(WHY[code]) % STAFFING.rules
    return say("yixian.rules", code, {}, page_lang())
