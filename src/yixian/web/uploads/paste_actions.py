"""Decisions about pasted lines: keep them, say who a line is, store what happened."""

from __future__ import annotations

from datetime import datetime, timedelta

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.field import log
from yixian.web.field.entries import MOST_AT_ONCE
from yixian.web.journal.record import note, tell
from yixian.web.register.models import Place
from yixian.web.uploads.pastes import Paste
from yixian.web.uploads.rolls import KINDS, matched

LONGEST = 60_000
OLDEST = timedelta(days=7)
LONGEST_NAME = 40
STATES = (*KINDS, "absent")


@action(Right.STAND_IN)
def keep_paste(*, by: Account, area: Place, text: str, as_of: datetime, at: datetime) -> Paste:
    """Keep pasted lines to be looked at; nothing of them is stored as a fact."""
    if not text.strip():
        raise Refused("paste_empty", field="text")
    if len(text) > LONGEST:
        raise Refused("paste_too_long", field="text")
    if as_of > at or as_of < at - OLDEST:
        raise Refused("paste_time", field="as_of")
    paste = Paste(place_path=area.path, by=by, at=at, as_of=as_of)
    paste.text = text
    paste.save(force_insert=True)
    note(paste=paste, lines=len(text.splitlines()), as_of=as_of)
    return paste


@action(Right.STAND_IN)
def say_line(*, by: Account, paste: Paste, key: str, said: dict[str, str], at: datetime) -> None:
    """Say of one line whose duty it speaks of (``task`` or ``name``), what happened (``state``), or ``skip`` it."""
    if said.get("state") and said["state"] not in STATES:
        raise Refused("paste_line")
    if key not in {line.said.key for line in matched(paste, by).lines}:
        raise Refused("paste_line")
    told = {name: value[:LONGEST_NAME] for name, value in said.items() if value}
    # An empty answer takes everything back that was said of the line.
    paste.choices = {**paste.choices, key: {**paste.choices.get(key, {}), **told} if told else {}}
    paste.save(update_fields=["choices"])
    note(line=key, said=sorted(told))


@action(Right.STAND_IN)
def take_paste(*, by: Account, paste: Paste, at: datetime) -> dict[str, int]:
    """Store what the lines say that are clear; the same lines again change nothing. Returns the counts."""
    found = matched(paste, by)
    ready = [line for line in found.lines if line.verdict == "ready"]
    source = f"pasted:{paste.pk} by:{by.pk}"
    for start in range(0, len(ready), MOST_AT_ONCE):
        log.record([line.entry for line in ready[start : start + MOST_AT_ONCE]], at=at, source=source)
    counts = {"stored": len(ready), **{name: n for name, n in found.counts.items() if name != "ready"}}
    paste.counts = {**counts, "stored": paste.counts.get("stored", 0) + len(ready)}
    paste.taken_at, paste.taken_by = at, by
    paste.save(update_fields=["counts", "taken_at", "taken_by"])
    note(**counts)
    tell("uploads", "paste_taken", at=at, place_path=paste.place_path, rows=len(ready), paste=paste.pk)
    return counts
