"""R24: a villager offers to stand guard: open slots seen, one tap, the leader agrees, she is in the roster."""

from __future__ import annotations

import re
import time
from pathlib import Path

from tests.accept.doors import apply_workbook
from tests.server import Answer, Server, Visitor

ROOM = "duty"
WAIT_S = 150
MOST_TAPS = 4
POST = "/duty/posts/451/"
VOLUNTEER = "张慧霞"


class Phone(Visitor):
    """A phone that was given to one person; it counts what its holder taps."""

    taps = 0

    def tap(self, path: str, form: dict[str, object] | None = None, page: str | None = None) -> Answer:
        """Follow a link, or press a button of a page."""
        self.taps += 1
        return self.get(path) if form is None else self.post(path, form, page=page)


def act(server: Server, books: Path) -> dict[str, object]:
    """Roster a village that has too few people; a volunteer takes a hole and stands in the roster."""
    officer = server.officer("hq", "headquarters")
    for kind in ("places", "units", "posts"):
        apply_workbook(officer, kind, books / "clean" / f"{kind}.xlsx")
    apply_workbook(officer, "staff", books / "clean" / "village_staff.xlsx")
    village = server.officer("xiawan", "township", place="下湾村")
    roster = publish(village, "2020-02-14", 2)
    apply_workbook(officer, "staff", books / "clean" / "volunteers.xlsx")
    leader = server.officer("leader", "post_leader", place="下湾村口")
    phone, late = enrolled(server, leader, VOLUNTEER), enrolled(server, leader, "余华小")
    slot, name = _first_slot(phone)
    asked = phone.tap("/duty/slots/ask/", {"slot": slot}, page="/duty/slots/")
    assert "已报名" in asked.text, "the press was not taken"
    today = leader.get("/")
    pending = re.search(r'name="sign_ups" value="(\d+)"', today.text)
    assert pending, "the leader is not asked on Today"
    agreed = leader.post("/duty/sign-ups/agree/", {"sign_ups": pending[1], "back": "/"}, page="/")
    taps = phone.taps + 1
    assert "1 人已排进值班表" in agreed.text, "the leader's press did not fill the slot"
    assert taps <= MOST_TAPS, f"{taps} taps"
    assert VOLUNTEER in village.get(f"/duty/rosters/{roster}/").text, "she is not in the roster"
    assert VOLUNTEER in leader.get(POST).text, "her post does not expect her"
    in_vain = late.tap("/duty/slots/ask/", {"slot": slot}, page="/duty/slots/")
    assert in_vain.status == 409 and "刚被别人先上了" in in_vain.text, "who comes second is not told so"
    back = _withdraw(phone)
    assert slot in late.get("/duty/slots/").text, "the slot is not open again"
    return {"taps to fill a hole": taps, "slot": name, "second": "told in words", "withdrawn in time": back}


def publish(officer: Visitor, starts_on: str, days: int) -> int:
    """Ask for a roster of the officer's area, wait for its draft, publish it."""
    wish = {"room": "duty", "starts_on": starts_on, "days": str(days)}
    asked = officer.post("/plans/new/", wish, page="/plans/new/")
    found = re.search(r"/plans/(\d+)/", asked.url)
    assert found, f"no plan was made: {asked.url} {asked.status}"
    page = f"/duty/rosters/{found[1]}/"
    until = time.monotonic() + WAIT_S
    while "校验通过" not in officer.get(page).text:
        assert time.monotonic() < until, f"no draft in {WAIT_S} s"
        time.sleep(0.5)
    officer.post(f"/plans/{found[1]}/publish/", {}, page=page)
    return int(found[1])


def enrolled(server: Server, leader: Visitor, name: str) -> Phone:
    """Give a phone to somebody of the post, by the code that the leader shows."""
    where = re.search(r"/f/offer/\d+/", leader.get(POST).text)
    assert where, "the leader cannot give out a phone"
    who = re.search(rf'<option value="(\d+)">{name}<', leader.get(where[0]).text)
    assert who, f"{name} is none of the post's people"
    shown = leader.post(where[0], {"person": who[1]})
    link = re.search(r"/f/e/[\w-]+/", shown.text)
    assert link, "no code is shown"
    phone = Phone(server.base)
    phone.post(link[0], {})
    return phone


def _first_slot(phone: Phone) -> tuple[str, str]:
    """Tap the door on the phone's first page; return the first slot of its post there."""
    job = phone.get("/f/job.json").json()
    doors = [door["url"] for door in job["doors"]] if isinstance(job, dict) else []
    assert "/duty/slots/" in doors, f"the phone's page leads only to {doors}"
    page = phone.tap("/duty/slots/").text
    slots = re.findall(r'data-slot="(451:[^"]+)"', page)
    assert slots, "no open slot is shown"
    return slots[0], slots[0].replace("451:", "下湾村口 ")


def _withdraw(phone: Phone) -> str:
    page = phone.get("/duty/slots/").text
    found = re.search(r"/duty/slots/\d+/withdraw/", page)
    assert found, "she cannot withdraw"
    assert "已收回" in phone.post(found[0], {}, page="/duty/slots/").text, "the slot was not given back"
    return "open again"
