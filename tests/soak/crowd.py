"""Phones that send without pause, and know what they were told is stored."""

from __future__ import annotations

import json
import random
import threading
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from http.client import HTTPException
from uuid import UUID

from tests.web.database.installation import Installation

MOST_AT_ONCE = 5
TOKENS = """
import sys
from yixian.web import clock
from yixian.web.access import devices
from yixian.web.access.models import Account
from yixian.web.register.models import Place
officer = Account.objects.unscoped("test").get(username="duty_officer")
post = Place.objects.unscoped("test").get(name="安平苑北门")
for _ in range(int(sys.argv[1])):
    offer = devices.offer_phone(by=officer, place=post, person=None, at=clock.now())
    print(devices.take_phone(token=offer.token, at=clock.now()))
"""
STORED = """
from yixian.web.field.models import FieldEntry
print(*FieldEntry.objects.unscoped("test").values_list("uuid", flat=True))
"""


class Phone(threading.Thread):
    """A phone: it sends a few entries, again and again until they are answered, then the next ones."""

    def __init__(self, base: str, token: str, seed: int) -> None:
        super().__init__(daemon=True)
        self.answered: set[str] = set()
        self.fault = ""
        self.n_lost = 0
        self.longest_s = 0.0
        self._chance = random.Random(seed)
        self._base, self._token = base, token
        self._over = threading.Event()

    def run(self) -> None:
        """Send until told that it is over; what is under way is brought to its end."""
        try:
            self._send()
        except Exception as error:
            self.fault = repr(error)

    def _send(self) -> None:
        while not self._over.is_set():
            entries = [self._entry() for _ in range(self._chance.randint(1, MOST_AT_ONCE))]
            began = time.monotonic()
            while not self._sent(entries):
                self.n_lost += 1
                time.sleep(0.05)
            self.longest_s = max(self.longest_s, time.monotonic() - began)

    def end(self) -> None:
        """Let it finish."""
        self._over.set()
        self.join(120)
        assert not self.is_alive(), "a phone never got its answer"
        assert not self.fault, self.fault

    def _entry(self) -> dict[str, object]:
        # Numbers of chance from a seed, so that a failing run can be repeated.
        uuid = UUID(int=self._chance.getrandbits(128), version=4)
        return {"uuid": str(uuid), "post": 1, "kind": "in", "at": datetime.now(UTC).isoformat()}

    def _sent(self, entries: list[dict[str, object]]) -> bool:
        head = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        body = json.dumps({"sent_at": None, "entries": entries}).encode()
        try:
            request = urllib.request.Request(f"{self._base}/api/field/sync", body, head)
            with urllib.request.urlopen(request, timeout=30) as answer:
                told = json.loads(answer.read())["answers"]
        except urllib.error.HTTPError as error:
            # Whatever goes wrong at the server, the phone keeps what it has; but it is never told that it is at fault.
            assert error.code >= 429, error.code
            return False
        except (OSError, ValueError, HTTPException):
            return False
        kept = {one["uuid"] for one in told if one["result"] in ("stored", "duplicate")}
        assert kept == {entry["uuid"] for entry in entries}
        self.answered |= kept
        return True


class Crowd:
    """Some phones at one server."""

    def __init__(self, installation: Installation, base: str, n_phones: int, seed: int) -> None:
        tokens = installation.run(TOKENS, str(n_phones)).split()
        self.phones = [Phone(base, token, seed * 1000 + order) for order, token in enumerate(tokens)]

    def begin(self) -> None:
        """Let all begin to send."""
        for phone in self.phones:
            phone.start()

    def end(self) -> set[str]:
        """Let all finish and return what was answered."""
        for phone in self.phones:
            phone.end()
        return set().union(*(phone.answered for phone in self.phones))
