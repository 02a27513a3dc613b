"""The officer at the console: he logs in, has phones given out, puts the training's clock forward, reads."""

from __future__ import annotations

import re
import time
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from yixian.faults import BadInput, Fault
from yixian.simulate.day import reading
from yixian.simulate.day.doors import Answer, Door, Unreachable
from yixian.simulate.day.world import Gate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PHONE = "yx_phone"
MOST_PAGES = 40
ROSTER_S = 600
CLOCK = "/training/clock/"
_POST = re.compile(r"/duty/posts/(\d+)/\"")
_PLAN = re.compile(r"/plans/(\d+)/")


class Console:
    """One account of the county at a running training."""

    def __init__(self, base: str, username: str, password: str) -> None:
        self.door = Door(base)
        self._log_in(username, password)
        self.zone = ZoneInfo(reading.zone_of(self.door.get("/f/").text))

    def now(self) -> datetime:
        """Return what time it is in the training."""
        return datetime.fromisoformat(self.door.get(CLOCK).json()["now"])

    def put_forward(self, to: datetime) -> datetime:
        """Put the training's clock forward and return what it then says."""
        answer = self.door.post(CLOCK, {"at": to.isoformat()})
        if answer.status != 200:
            raise BadInput([Fault(CLOCK, "clock", "an account that may publish in the whole county", answer.text)])
        return datetime.fromisoformat(answer.json()["now"])

    def post_numbers(self) -> list[int]:
        """Return the numbers of all posts that the account sees."""
        found: set[int] = set()
        for page in range(1, MOST_PAGES):
            listed = {int(number) for number in _POST.findall(self.door.get(f"/duty/posts/?page={page}").text)}
            if listed <= found:
                break
            found |= listed
        return sorted(found)

    def post_page(self, number: int) -> str:
        """Return the page of a post."""
        return self.door.get(f"/duty/posts/{number}/").text

    def gate(self, number: int) -> Gate | None:
        """Return a post as its page shows it, None if it cannot be driven."""
        found = reading.gate_of(self.post_page(number))
        return Gate(number, *found) if found else None

    def people_of(self, gate: Gate) -> dict[int, str]:
        """Return who may be given a phone of a post."""
        return reading.people_of(self.door.get(f"/f/offer/{gate.place}/").text)

    def enrol(self, gate: Gate, person: int) -> str:
        """Give out a phone at a post, take it up as the phone does, and return the phone's own token."""
        token = reading.enrolment_of(self.door.post(f"/f/offer/{gate.place}/", {"person": person or ""}).text)
        phone = Door(self.door.base)
        try:
            phone.get(f"/f/e/{token}/")
            phone.post(f"/f/e/{token}/", {})
        finally:
            phone.close()
        if not phone.cookies.get(PHONE):
            raise BadInput([Fault(f"/f/offer/{gate.place}/", "phone", "one that is enrolled", "none")])
        return phone.cookies[PHONE]

    def figure(self, key: str) -> tuple[list[list[str]], int]:
        """Return the rows of a figure's export, and how many its page says there are."""
        rows = reading.rows_of(self.door.get(f"/bulletin/figures/{key}.csv").body)
        return rows, reading.count_of(self.door.get(f"/bulletin/figures/{key}/").text)

    def changes(self, after: int) -> tuple[int, list[str]]:
        """Ask the live pages' one address what has changed: the newest event's number, and the topics."""
        answer = self.door.get(f"/live/?after={after}")
        if answer.status == 304:
            return after, []
        told = answer.json()
        return told["after"], told["changed"]

    def roster(self, day: date, wait: Callable[[str], None]) -> None:
        """Ask for a roster of one day, wait until it is computed, and put it in force."""
        asked = self.door.post("/plans/new/", {"room": "duty", "starts_on": day.isoformat(), "days": 1})
        found = _PLAN.search(asked.path)
        if not found:
            raise BadInput([Fault("/plans/new/", "roster", "one that can be asked for", f"status {asked.status}")])
        number = int(found[1])
        self.door.post(f"/plans/{number}/best/", {})
        for page in self._watched(number):
            wait("roster")
            if page.path.startswith("/duty/rosters/"):
                self.door.post(f"/plans/{number}/publish/", {})
                return
        raise BadInput([Fault(f"/plans/{number}/", "roster", f"one within {ROSTER_S} s", "none")])

    def _watched(self, number: int) -> Iterator[Answer]:
        until = time.monotonic() + ROSTER_S
        while time.monotonic() < until:
            yield self.door.get(f"/plans/{number}/")
            time.sleep(0.5)

    def _log_in(self, username: str, password: str) -> None:
        try:
            self.door.get("/login/")
            self.door.post("/login/", {"username": username, "password": password})
            answer = self.door.get(CLOCK)
        except Unreachable as error:
            raise BadInput([Fault("URL", "server", "one that answers", f"{self.door.base}: {error}")]) from error
        if not self.door.cookies.get("sessionid"):
            raise BadInput([Fault("--user", "log-in", "a name and password that are let in", username)])
        if answer.status != 200:
            wanted = "a training (start it with YX_TRAINING=1) and an account of headquarters"
            raise BadInput([Fault("URL", "server", wanted, f"{self.door.base}{CLOCK}: status {answer.status}")])
