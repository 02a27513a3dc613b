"""The pins of a roster's area and days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.web.access.scope import under
from yixian.web.duty.models import Pin
from yixian.web.duty.protection import Protection
from yixian.web.duty.rosters import last_day
from yixian.web.duty.window import bounds

if TYPE_CHECKING:
    from datetime import datetime

    from yixian.web.access.models import Account
    from yixian.web.duty.rosters import Page
    from yixian.web.plans.models import Plan


@dataclass(frozen=True)
class Pinned:
    """A pin as the list shows it; ``is_void`` if the law forbids by now what it keeps."""

    pin: Pin
    index: int
    is_void: bool


def mark(page: Page, pins: list[Pinned]) -> None:
    """Mark who is pinned on a page of the roster."""
    for pin in (row.pin for row in pins):
        page.slots[pin.post_id, pin.day, pin.shift_id].pinned.add(pin.person_id)


def pins_of(plan: Plan, account: Account, path: str, at: datetime) -> list[Pinned]:
    """Return the pins ahead that somebody may see, in the order of their days."""
    pins = Pin.objects.visible_to(account).filter(
        under("place_path", path), under("place_path", plan.place_path),
        day__gte=plan.starts_on, day__lte=last_day(plan),
    )  # fmt: skip
    rows = pins.select_related("post__place", "shift", "person").order_by("day", "shift__order", "post__number", "pk")
    ahead = [pin for pin in rows if bounds(pin.day, pin.shift)[0] > at]
    if not ahead:
        return []
    law = Protection.of({pin.person_id for pin in ahead}, at)
    return [
        Pinned(pin, (pin.day - plan.starts_on).days, bool(law.against(pin.person_id, *bounds(pin.day, pin.shift))))
        for pin in ahead
    ]
