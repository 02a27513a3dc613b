"""Lines that the next roster has to keep."""

from __future__ import annotations

from django.db import models

from yixian.web.access.scope import ByPlace, Scoped


class Pin(Scoped):
    """A person stays on a shift of a post, whatever is computed anew."""

    scope = ByPlace()

    post = models.ForeignKey("duty.Post", on_delete=models.CASCADE, related_name="pins")
    place_path = models.CharField(max_length=64)
    person = models.ForeignKey("register.Person", on_delete=models.CASCADE, related_name="pins")
    day = models.DateField()
    shift = models.ForeignKey("duty.ShiftKind", on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="one_pin_a_day")]
        indexes = [models.Index(fields=["place_path", "day"])]
