"""The robot of a WeCom group: https://developer.work.weixin.qq.com/document/path/91770 ."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings

from yixian.web.notify.channel import MINUTE, Call, Key, Verdict

KEY = re.compile(r"(?:^|[?&]key=)([0-9A-Za-z-]{20,64})(?:&|$)")
OK = 0
# -1: the system is busy; 45009, 45033: more than 20 messages a minute, too many at once.
BUSY, TOO_MANY = -1, (45009, 45033)


def key_of(typed: str) -> str:
    """Return the key of a robot's address, or the key alone."""
    found = KEY.search(typed.strip())
    return found[1] if found else ""


def call(key: Key, text: str, at: datetime) -> Call:
    """Return the request that says a text."""
    body = {"msgtype": "text", "text": {"content": text}}
    url = f"{settings.WECOM_URL}/cgi-bin/webhook/send?{urlencode({'key': key.token})}"
    return Call(url, json.dumps(body, ensure_ascii=False).encode())


def verdict(code: int) -> tuple[Verdict, timedelta]:
    """Return what an error code means."""
    if code == OK:
        return Verdict.TAKEN, timedelta()
    if code in TOO_MANY or code == BUSY:
        return Verdict.LATER, MINUTE
    return Verdict.REFUSED, timedelta()
