"""One call to a robot: what was not sent for certain is told apart from what may have arrived."""

from __future__ import annotations

import http.client
import json
import ssl
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from yixian.web.notify.channel import MINUTE, Channel, Verdict

if TYPE_CHECKING:
    from yixian.web.notify.channel import Call

PATIENCE_S = 5
MOST_BYTES = 65_536
MOST_WORDS = 120
TOO_MANY_REQUESTS = 429
SERVER_ERROR = 500


class Outcome(StrEnum):
    """What is known of a message after a call."""

    SENT = "sent"
    LATER = "later"
    FAILED = "failed"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class Answer:
    """How a call ended; ``wait`` is what the robot asks for, ``words`` are for whoever looks after it."""

    outcome: Outcome
    words: str
    wait: timedelta = timedelta()


def ask(channel: Channel, call: Call) -> Answer:
    """Call a robot once."""
    parts = urlsplit(call.url)
    try:
        line = _line(parts.scheme, parts.netloc)
        line.connect()
    except (OSError, ValueError, http.client.HTTPException) as error:
        # Nothing was sent, so it may be tried again without anybody reading it twice.
        return Answer(Outcome.LATER, _words(error))
    try:
        headers = {"Content-Type": "application/json; charset=utf-8", "Connection": "close"}
        line.request("POST", f"{parts.path}?{parts.query}", call.body, headers)
        found = line.getresponse()
        return _read(channel, found.status, found.read(MOST_BYTES))
    except (OSError, http.client.HTTPException) as error:
        return Answer(Outcome.DOUBTFUL, _words(error))
    finally:
        line.close()


def _line(scheme: str, host: str) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, timeout=PATIENCE_S, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, timeout=PATIENCE_S)


def _read(channel: Channel, status: int, body: bytes) -> Answer:
    if status == TOO_MANY_REQUESTS:
        return Answer(Outcome.LATER, f"HTTP {status}", MINUTE)
    if status >= SERVER_ERROR:
        # A gateway gives up on a robot that may have spoken already.
        return Answer(Outcome.DOUBTFUL, f"HTTP {status}")
    if status != http.client.OK:
        return Answer(Outcome.FAILED, f"HTTP {status}")
    try:
        told = json.loads(body)
        code, words = int(told["errcode"]), str(told.get("errmsg", ""))
    except (ValueError, TypeError, KeyError):
        return Answer(Outcome.DOUBTFUL, "no errcode in the answer")
    verdict, wait = channel.verdict(code)
    outcome = {Verdict.TAKEN: Outcome.SENT, Verdict.LATER: Outcome.LATER, Verdict.REFUSED: Outcome.FAILED}[verdict]
    return Answer(outcome, f"{code} {words}"[:MOST_WORDS], wait)


def _words(error: BaseException) -> str:
    # Of an address only its host is named in such errors; the key stands in the query.
    return f"{type(error).__name__}: {error}"[:MOST_WORDS]
