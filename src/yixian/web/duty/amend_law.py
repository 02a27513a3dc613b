"""What stands against putting somebody on a shift by hand: the law, his other duties, and the limits of a week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.web.action import Refused
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.history import Duty, hours
from yixian.web.duty.one_more import FORTNIGHT, is_unrested, over_limit, overlaps
from yixian.web.duty.protection import Protection
from yixian.web.duty.staffing import STAFFING
from yixian.web.duty.window import ONE_DAY
from yixian.web.tasks.models import WAITING, Task

if TYPE_CHECKING:
    from collections.abc import Collection

    from yixian.web.duty.amend_slot import RosterSlot
    from yixian.web.register.models import Person

# So far nights are counted.
AROUND = FORTNIGHT * ONE_DAY
# 劳动法 art. 42 lifts the limits of hours in an emergency, so written words are enough; protection is never lifted.
LIMITS = {
    "hours_week": STAFFING.rules["max_hours_week"],
    "days_in_row": STAFFING.rules["max_days_in_row"],
    "nights_in_row": STAFFING.rules["max_nights_in_row"],
    "nights_total": STAFFING.rules["max_nights"],
}


def ask(slot: RosterSlot, person: Person, given_up: Collection[str], words: str) -> None:
    """Refuse what cannot be planned even by hand.

    Parameters
    ----------
    given_up
        Keys of the lines that he leaves by the same decision.
    words
        Why it has to be; with them the limits of a week may be exceeded, the law on protected people never.

    Raises
    ------
    Refused
        With the rule that stands against it.
    """
    reason = against(slot, person, given_up)
    if reason and not (reason in LIMITS and words.strip()):
        raise Refused(f"against_{reason}", name=person.name, limit=LIMITS.get(reason, 0))


def against(slot: RosterSlot, person: Person, given_up: Collection[str]) -> str:
    """Return the code of what stands against a person on a slot, empty where nothing does."""
    if not person.is_active:
        return "has_left"
    if person.arrives_on is not None and slot.day < person.arrives_on:
        return "not_here_yet"
    start, end = slot.hours
    more = Duty(start, end)
    duties = duties_of(person, more, given_up)
    already = sum(hours(duty) for duty in duties if duty.on == slot.day)
    protected = Protection.of([person.pk], start).against(person.pk, start, end, hours_already=already)
    if protected:
        return protected
    if overlaps(duties, more):
        return "on_duty_then"
    if is_unrested(duties, more):
        return "rest_too_short"
    return over_limit(duties, more)


def duties_of(person: Person, more: Duty, given_up: Collection[str]) -> list[Duty]:
    """Return the other shifts of a person around one more; who never came to one that is over has not worked it."""
    rows = Task.objects.unscoped("duties anywhere bind a person").filter(
        person=person, kind=SHIFT, starts_at__lt=more.ends_at + AROUND, ends_at__gt=more.starts_at - AROUND
    )
    came = rows.exclude(state__in=UNDONE).exclude(state__in=WAITING, late_at__isnull=False, ends_at__lte=more.starts_at)
    times = came.exclude(key__in=given_up).order_by("starts_at").values_list("starts_at", "ends_at")
    return [Duty(start, end) for start, end in times]
