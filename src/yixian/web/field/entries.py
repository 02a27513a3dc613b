"""Reading what a phone sends: each entry becomes a note of ours, or a reason why it cannot be one."""

from __future__ import annotations

import hmac
import json
import math
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime

MOST_AT_ONCE = 500
PLACE_ID = re.compile(r"place:(\d{1,15})")
SPOKEN = re.compile(r"\d{1,9}")
TASK_KEY = re.compile(r"[A-Za-z0-9_-]{1,12}")
LONGEST_KEPT = 200
YEARS = range(2000, 2100)


class Kind(StrEnum):
    """What a phone can note."""

    CHECKIN = "checkin"
    CHECKOUT = "checkout"
    IN = "in"
    OUT = "out"
    HANDOVER = "handover"
    UNDO = "undo"


class Rejection(StrEnum):
    """Why an entry cannot be stored: only what is malformed, never what is merely doubtful."""

    NOT_AN_ENTRY = "not_an_entry"
    NO_UUID = "no_uuid"
    UNKNOWN_KIND = "unknown_kind"
    NO_TIME = "no_time"
    UNKNOWN_POST = "unknown_post"
    NOTHING_UNDONE = "nothing_undone"
    NO_TEXT = "no_text"
    TOO_MANY = "too_many"


@dataclass(frozen=True)
class Note:
    """One readable entry; ``post`` is a spoken number or ``place:<id>``, ``noted_at`` what the phone's clock said."""

    uuid: UUID
    kind: Kind
    post: str
    noted_at: datetime
    task_key: str = ""
    undoes: UUID | None = None
    details: dict[str, Any] = field(default_factory=dict)
    has_bad_temp: bool = False
    digest: bytes = b""


def read(raw: object) -> Note | Rejection:
    """Return the note of one raw entry, or the first reason why it is none."""
    if not isinstance(raw, Mapping):
        return Rejection.NOT_AN_ENTRY
    uuid = _uuid(raw.get("uuid"))
    if uuid is None:
        return Rejection.NO_UUID
    if raw.get("kind") not in list(Kind):
        return Rejection.UNKNOWN_KIND
    noted_at = moment(raw.get("at"))
    if noted_at is None:
        return Rejection.NO_TIME
    post = _post(raw.get("post"))
    if not post:
        return Rejection.UNKNOWN_POST
    undoes = _uuid(raw.get("undoes"))
    kind = Kind(raw["kind"])
    if kind is Kind.UNDO and undoes in (None, uuid):
        return Rejection.NOTHING_UNDONE
    details = _text(raw) if kind is Kind.HANDOVER else _details(raw)
    if kind is Kind.HANDOVER and not details:
        return Rejection.NO_TEXT
    return Note(
        uuid=uuid,
        kind=kind,
        post=post,
        noted_at=noted_at,
        task_key=_task_key(raw.get("task")),
        undoes=undoes if kind is Kind.UNDO else None,
        details=details,
        has_bad_temp=kind is not Kind.HANDOVER and raw.get("temp") not in (None, "") and "temp" not in details,
        digest=_digest(raw, {"uuid": str(uuid), "post": post, "at": noted_at.astimezone(UTC).isoformat()}),
    )


def echo(raw: object) -> str:
    """Return the uuid of a raw entry as it was sent, so that the phone finds it again; empty if it has none."""
    sent = raw.get("uuid") if isinstance(raw, Mapping) else None
    return sent[:64] if isinstance(sent, str) else ""


def moment(text: object) -> datetime | None:
    """Return an aware moment; a time without a zone is the county's, None if it is none or centuries away."""
    # A bare day (10 letters at most) is no moment, though the parser would read it as midnight.
    if not isinstance(text, str) or not 10 < len(text) <= 40:
        return None
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    if found is None or found.year not in YEARS:
        return None
    return found if found.tzinfo else found.replace(tzinfo=timezone.get_default_timezone())


def spoken(posts: Collection[str]) -> dict[str, int]:
    """Return the posts that are named by their spoken number."""
    return {post: int(post) for post in posts if SPOKEN.fullmatch(post)}


def place_ids(posts: Collection[str]) -> dict[str, int]:
    """Return the posts that are named by the id of their place."""
    found = {post: PLACE_ID.fullmatch(post) for post in posts}
    return {post: int(match[1]) for post, match in found.items() if match}


def corrected(noted_at: datetime, skew_s: int) -> datetime:
    """Return a moment of the phone's clock in the server's time."""
    return noted_at - timedelta(seconds=skew_s)


def _uuid(text: object) -> UUID | None:
    try:
        return UUID(text) if isinstance(text, str) else None
    except ValueError:
        return None


def _post(post: object) -> str:
    # True is an int to Python, but not the number of a post.
    if isinstance(post, int) and not isinstance(post, bool):
        post = str(post)
    if not isinstance(post, str):
        return ""
    if SPOKEN.fullmatch(post):
        return str(int(post))  # 0011 and 11 are the same post
    return post if PLACE_ID.fullmatch(post) else ""


def _task_key(key: object) -> str:
    return key if isinstance(key, str) and TASK_KEY.fullmatch(key) else ""


def _details(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the log keeps besides who, where and when.

    The temperature is what a gate is for (37.3 blocks). Names and plates of those who pass are dropped here, before
    anything is stored: the notice of 4 February 2020 on personal information in the epidemic (CAC) allows the
    minimum only, a log of movements by name is the most sensitive list a county can have, and nothing here reads it.
    """
    temp = raw.get("temp")
    if isinstance(temp, int | float) and not isinstance(temp, bool) and math.isfinite(temp) and 30 <= temp <= 45:
        return {"temp": round(float(temp), 1)}
    return {}


def _text(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words that one shift leaves to the next, on one line; a control sign is a blank."""
    text = raw.get("text")
    if not isinstance(text, str):
        return {}
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in text[: 4 * LONGEST_KEPT]).split())
    return {"text": words[:LONGEST_KEPT]} if words else {}


def _digest(raw: Mapping[str, Any], same: Mapping[str, str]) -> bytes:
    """Return a keyed digest of all that was sent: another name under the same uuid shows, the name itself is gone."""
    plain = {
        str(key)[:40]: str(value)[:LONGEST_KEPT]
        for key, value in raw.items()
        if value is not None and isinstance(value, str | int | float)
    }
    text = json.dumps(plain | dict(same), sort_keys=True)
    return hmac.digest(settings.KEYS.match, text.encode(), "sha256")
