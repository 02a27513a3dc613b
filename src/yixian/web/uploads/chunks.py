"""What a chunk of an upload did to rows, kept sealed for as long as the upload can be undone."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from yixian.web.access.scope import ByPlace, Scoped
from yixian.web.access.traced import Columns, Touch, plain
from yixian.web.register import seal

# Zlib's fastest: a chunk is packed while phones wait for its transaction.
FASTEST = 1


class Chunk(Scoped):
    """The rows of one transaction of an upload: each is written once, and taken back once."""

    scope = ByPlace("upload__place_path", unit="upload__unit_path")

    upload = models.ForeignKey("uploads.Upload", on_delete=models.CASCADE, related_name="chunks")
    # How many rows of the upload were written before it: two who write the same chunk name the same number.
    after_rows = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    at = models.DateTimeField()
    # Sealed: it holds what stood in the register before, numbers and phones as well.
    sealed = models.BinaryField()
    undone_at = models.DateTimeField(null=True, blank=True)
    # {"removed": 12, "restored": 3}: what the undoing of this chunk did to lines
    undone = models.JSONField(default=dict)
    # [{"model": "register.person", "pk": 17, "why": "changed", "by": 3, "at": "2020-02-13T18:20:00+08:00"}]
    kept = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "after_rows"], name="one_chunk_once")]

    @property
    def touches(self) -> list[Touch]:
        """What was done to each row, in the order of writing; nothing once it was undone or is too old."""
        return unpacked(bytes(self.sealed)) if self.sealed else []


def packed(touches: Iterable[Touch]) -> bytes:
    """Return what was done as a sealed text."""
    rows = [[touch.model._meta.label_lower, touch.pk, touch.before, touch.after] for touch in touches]
    text = json.dumps(rows, ensure_ascii=False, default=_text, separators=(",", ":"))
    return seal.seal_bytes(zlib.compress(text.encode(), FASTEST))


def unpacked(sealed: bytes) -> list[Touch]:
    """Return what was done, from its sealed text."""
    rows = json.loads(zlib.decompress(seal.unseal_bytes(sealed)))
    return [_touch(apps.get_model(label), pk, before, after) for label, pk, before, after in rows]


def _touch(model: Any, pk: Any, before: Columns | None, after: Columns | None) -> Touch:
    return Touch(model, model._meta.pk.to_python(pk), _columns(model, before), _columns(model, after))


def _columns(model: Any, texts: Columns | None) -> Columns | None:
    if texts is None:
        return None
    return {name: plain(model._meta.get_field(name).to_python(text)) for name, text in texts.items()}


def _text(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"a column holds a {type(value).__name__}, which no chunk can keep")
