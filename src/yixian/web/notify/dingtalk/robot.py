"""The robot of a DingTalk group: https://open.dingtalk.com/document/robots/custom-robot-access ."""

from __future__ import annotations

import base64
import hmac
import json
import re
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings

from yixian.web.notify.channel import MINUTE, Call, Key, Verdict

KEY = re.compile(r"(?:^|[?&]access_token=)([0-9A-Za-z]{20,80})(?:&|$)")
OK = 0
BUSY = -1
# Who sends more than 20 a minute is shut out for ten.
TOO_MANY = (130101, 90030, 410100)
SHUT_OUT = 10 * MINUTE


def key_of(typed: str) -> str:
    """Return the key of a robot's address, or the key alone."""
    found = KEY.search(typed.strip())
    return found[1] if found else ""


def call(key: Key, text: str, at: datetime) -> Call:
    """Return the request that says a text, signed where the robot asks for it."""
    asked = {"access_token": key.token}
    if key.secret:
        # The server takes a signature for an hour around its moment, so each try is signed anew.
        moment = str(round(at.timestamp() * 1000))
        asked |= {"timestamp": moment, "sign": sign(moment, key.secret)}
    body = {"msgtype": "text", "text": {"content": text}}
    return Call(f"{settings.DINGTALK_URL}/robot/send?{urlencode(asked)}", json.dumps(body, ensure_ascii=False).encode())


def sign(moment: str, secret: str) -> str:
    """Return the signature of a moment in milliseconds."""
    return base64.b64encode(hmac.digest(secret.encode(), f"{moment}\n{secret}".encode(), "sha256")).decode()


def verdict(code: int) -> tuple[Verdict, timedelta]:
    """Return what an error code means."""
    if code == OK:
        return Verdict.TAKEN, timedelta()
    if code in TOO_MANY:
        return Verdict.LATER, SHUT_OUT
    if code == BUSY:
        return Verdict.LATER, MINUTE
    return Verdict.REFUSED, timedelta()
