"""Which ambulances may be sent at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.planning.plan import Reason
from yixian.planning.rescue.problem import AED, FREE, OXYGEN

if TYPE_CHECKING:
    from yixian.planning.rescue.problem import Case, Unit

CARRIED_ALONG = frozenset({AED, OXYGEN})
"""Things that an ambulance must have on board when the patient needs them and they are not there yet."""


def suitable(case: Case) -> list[int]:
    """Return the ambulances that are free, manned and equipped."""
    return [i for i, unit in enumerate(case.units) if unfit(case, unit) is None]


def unfit(case: Case, unit: Unit) -> Reason | None:
    """Return why an ambulance may not be sent; None: it may."""
    if unit.state != FREE:
        return Reason("unit_busy" if unit.state == "busy" else "unit_off", {"unit": unit.id})
    if not unit.crew:
        return Reason("unit_no_crew", {"unit": unit.id})
    lacks = (case.patient.needs & CARRIED_ALONG) - case.patient.there - unit.equipment
    if lacks:
        return Reason("unit_lacks", {"unit": unit.id, "items": sorted(lacks)})
    return None
