"""What a patient's signs ask for. Decision support: a clinician decides; who entered a sign is logged elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.planning.rescue.problem import AED, OXYGEN

if TYPE_CHECKING:
    from collections.abc import Mapping

LOW_SPO2 = 92
"""Per cent; 91 and less scores 3 in NEWS2 (Royal College of Physicians 2017, scale 1)."""

STROKE = "stroke"
STROKE_SIGNS = ("balance", "eyes", "face", "arm", "speech")
"""BE-FAST: any one of them that is new."""

BOOLEANS = ("conscious", "breathing", "bleeding", *STROKE_SIGNS)
NUMBERS = ("age", "pulse", "breaths", "systolic", "diastolic", "spo2", "glucose", "temperature", "mass_kg")


def needs_of(signs: Mapping[str, object]) -> frozenset[str]:
    """Return the items that signs ask for: a defibrillator for who does not breathe, oxygen for low saturation."""
    found = {AED} if signs.get("breathing") is False else set()
    spo2 = signs.get("spo2")
    if isinstance(spo2, int | float) and spo2 < LOW_SPO2:
        found.add(OXYGEN)
    return frozenset(found)


def care_of(signs: Mapping[str, object]) -> frozenset[str]:
    """Return what signs ask of the last hospital: a stroke unit for any sign of BE-FAST."""
    return frozenset({STROKE}) if any(signs.get(sign) is True for sign in STROKE_SIGNS) else frozenset()
