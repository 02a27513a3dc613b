"""Decisions about notes that are written at a desk."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.duty.hand_over.models import MOST_LETTERS
from yixian.web.duty.models import DeskNote, Post
from yixian.web.journal.record import note, tell


@action(Right.LEAD)
def leave_note(*, by: Account, post: Post, uuid: UUID, text: str, at: datetime) -> DeskNote:
    """Leave a line to the next shift of a post; the same form sent twice is one note."""
    words = " ".join(text.split())
    if not words:
        raise Refused("note_empty", field="text")
    if len(words) > MOST_LETTERS:
        raise Refused("note_too_long", field="text", most=MOST_LETTERS)
    left: DeskNote
    left, is_new = DeskNote.objects.get_or_create(
        uuid=uuid, defaults={"post": post, "place_path": post.place_path, "text": words, "at": at, "by": by}
    )
    if is_new:
        tell("duty", "hand_over_noted", at=at, place_path=post.place_path, subject=f"post:{post.number}")
    return left


@action(Right.LEAD)
def withdraw_note(*, by: Account, desk_note: DeskNote, at: datetime) -> None:
    """Take a note back; it stays in the record."""
    free = DeskNote.objects.unscoped("the note itself").filter(pk=desk_note.pk, withdrawn_at=None)
    if not free.update(withdrawn_at=at):
        raise Refused("note_withdrawn")
    note(text=desk_note.text)
    tell("duty", "hand_over_noted", at=at, place_path=desk_note.place_path, subject=f"note:{desk_note.pk}")
