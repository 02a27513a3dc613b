"""What of the register outlives an emergency: the ground and the offices, without anybody's name."""

from __future__ import annotations

from yixian.web.register.models import MapFeature, Place, PlaceName, Unit

KEPT: dict[type, tuple[str, ...]] = {Place: (), PlaceName: (), MapFeature: (), Unit: ("leader", "phone")}
