"""A paste: the lines of a chat group as they came, what a person corrected of them, and what became of it."""

from __future__ import annotations

from django.db import models

from yixian.web.access.scope import ByPlace, Scoped
from yixian.web.register import seal


class Paste(Scoped):
    """Lines that somebody copied out of a chat group. Nothing of them is stored as a fact before it is taken."""

    scope = ByPlace()

    place_path = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey("access.Account", on_delete=models.PROTECT)
    at = models.DateTimeField()
    # The moment that the roll call is about: a line without a time of its own happened then.
    as_of = models.DateTimeField()
    # Sealed: names and phones, and backups hold the database without its keys.
    sealed = models.BinaryField()
    # {"3.1": {"task": "K7Q2M", "state": "came"}}: what a person said of the first person on line 3
    choices = models.JSONField(default=dict)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey("access.Account", null=True, on_delete=models.PROTECT, related_name="+")
    # {"stored": 12, "known": 3, "open": 1}
    counts = models.JSONField(default=dict)

    @property
    def text(self) -> str:
        """The lines as they came."""
        return seal.unseal_bytes(bytes(self.sealed)).decode()

    @text.setter
    def text(self, text: str) -> None:
        self.sealed = seal.seal_bytes(text.encode())
