"""What of the duties outlives an emergency: where posts stand and what they need."""

from __future__ import annotations

from yixian.web.duty.models import Need, Post, ReadinessItem, ShiftKind

KEPT: dict[type, tuple[str, ...]] = {Post: ("phone",), ShiftKind: (), Need: (), ReadinessItem: ()}
