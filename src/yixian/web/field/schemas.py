"""The shapes of the sync API as its document shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, WithJsonSchema

from yixian.web.field.entries import MOST_AT_ONCE


class EntryIn(Schema):
    """One thing that a phone noted. Read one by one, so that a bad one never costs the others."""

    uuid: str = Field(json_schema_extra={"format": "uuid"}, description="Made by the phone; it counts once.")
    post: int | str = Field(description="The spoken number of the post, or place:<id>.")
    kind: Literal["checkin", "checkout", "in", "out", "handover", "undo"]
    at: str = Field(json_schema_extra={"format": "date-time"}, description="What the phone's clock said.")
    task: str | None = Field(None, description="Key of the task; without it the task whose window fits is found.")
    undoes: str | None = Field(None, description="For an undo: the uuid that it takes back.")
    text: str | None = Field(None, description="For a hand-over: up to 200 letters for the next shift.")
    temp: float | None = Field(None, description="Temperature in degrees Celsius.")
    name: str | None = Field(None, description="Accepted, never stored.")
    plate: str | None = Field(None, description="Accepted, never stored.")


Entries = Annotated[
    list[Any],
    WithJsonSchema({"type": "array", "maxItems": MOST_AT_ONCE, "items": EntryIn.model_json_schema()}),
]


class Upload(Schema):
    """What a phone sends: everything that still waits, oldest first."""

    sent_at: str | None = Field(
        None,
        json_schema_extra={"format": "date-time"},
        description="The phone's clock at sending: against the server's it corrects the times of the entries.",
    )
    entries: Entries


class AnswerOut(Schema):
    """What became of one entry."""

    uuid: str
    result: Literal["stored", "duplicate", "rejected"]
    reason: str | None = Field(None, description="Why it was rejected: a code.")
    conflict: bool | None = Field(None, description="The uuid is known with other content; both are kept.")


class Answers(Schema):
    """One answer for each entry in the order sent, after the commit."""

    answers: list[AnswerOut]
    server_at: datetime


class Problem(Schema):
    """Why a whole upload was not read; the phone keeps its queue."""

    reason: str
    detail: str
