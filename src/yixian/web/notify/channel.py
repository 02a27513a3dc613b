"""What a robot of a chat group is asked, and what its answer means; each kind has a folder of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from importlib import import_module
from typing import Protocol, cast

MINUTE = timedelta(minutes=1)


class Verdict(StrEnum):
    """What became of a message by the robot's own word."""

    TAKEN = "taken"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True)
class Call:
    """One request: where the robot is asked, with its key in the address, and the JSON that it is sent."""

    url: str
    body: bytes


@dataclass(frozen=True)
class Key:
    """A robot's key, and the secret that signs its calls where it has one."""

    token: str
    secret: str = ""


class Channel(Protocol):
    """A ``robot.py``: how one kind of chat group is spoken to."""

    def key_of(self, typed: str) -> str:
        """Return the key within what somebody typed or pasted, empty if there is none."""

    def call(self, key: Key, text: str, at: datetime) -> Call:
        """Return the request that says a text."""

    def verdict(self, code: int) -> tuple[Verdict, timedelta]:
        """Return what an error code of the robot means, and how long to wait where it says later."""


def channel(kind: str) -> Channel:
    """Return the channel of a kind of group."""
    return cast("Channel", import_module(f"yixian.web.notify.{kind}.robot"))
