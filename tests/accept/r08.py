"""R8: planned and actual cover: minutes of each post with nobody or no member, and who was told when."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from tests.accept.doors import apply_workbook, figure
from tests.accept.r24 import POST, Phone, enrolled, publish
from tests.server import Server, Visitor

ROOM = "duty"
ENVIRONMENT = {"YX_TRAINING": "1"}
COVER, WORST = f"{POST}cover/", "/duty/cover/"
DAY = "2020-02-13"
WAIT_S = 60
# From 06:00 until 22:00 nobody was planned: the roster came at 18:00. Then a guard came at 22:40.
UNPLANNED, LATE = 16 * 60, 40


def act(server: Server, books: Path) -> dict[str, object]:
    """Roster a village for tonight, let its guard come late, and read the minutes and who was told."""
    officer = server.officer("hq", "headquarters")
    for kind in ("places", "units", "posts"):
        apply_workbook(officer, kind, books / "clean" / f"{kind}.xlsx")
    apply_workbook(officer, "staff", books / "clean" / "village_staff.xlsx")
    leader = server.officer("leader", "post_leader", place="下湾村口")
    village = server.officer("xiawan", "township", place="下湾村")
    publish(village, DAY, 1)
    guard = _guard(leader)
    phone = enrolled(server, leader, guard)
    _forward(officer, "22:10")
    _wait(lambda: figure(officer, "told_no_shows") == 1, "nobody is told that the guard has not come")
    assert "1 个缺岗等你答复" in leader.get("/").text, "the post leader is not asked"
    assert "等你答复" not in village.get("/").text, "the village is asked before its time"
    _forward(officer, "22:25")
    _wait(lambda: "1 个缺岗等你答复" in village.get("/").text, "the next step is not asked")
    _forward(officer, "22:40")
    _sign_in(phone, officer)
    _wait(lambda: "该到的都到了" in leader.get("/duty/no-shows/").text, "it does not stop when he stands there")
    _forward(officer, "23:00")
    minutes = _minutes(officer)
    assert minutes == (UNPLANNED, UNPLANNED + LATE), f"{minutes} minutes with nobody, planned and real"
    told = re.findall(r'data-level="(\d)"><time class="n">([\d:]+)</time>', officer.get(COVER).text)
    assert [level for level, _at in told][:1] == ["1"] and len(told) >= 3, f"told {told}"
    worst = re.search(r'data-post="(\d+)"', officer.get(f"{WORST}?day={DAY}").text)
    assert worst and worst[1] == "0451", "the worst post does not stand first"
    assert figure(officer, "uncovered") == 1
    rows = officer.get("/bulletin/figures/uncovered/").text
    assert COVER in rows, "the figure does not open the post's day"
    return {
        "minutes with nobody, planned": minutes[0],
        "minutes with nobody, really": minutes[1],
        "told": ", ".join(f"step {level} at {at}" for level, at in told),
    }


def _guard(leader: Visitor) -> str:
    """Return who is to come at 22:00."""
    page = leader.get(POST).text
    found = re.search(r"22:00–06:00</span> <b>([^<◆ ]+)", page)
    assert found, "nobody is planned for the night"
    return found[1]


def _forward(officer: Visitor, hour: str) -> None:
    answer = officer.post("/training/clock/", {"at": f"{DAY}T{hour}:00+08:00"}, page="/")
    assert answer.status == 200, f"the clock does not go forward: {answer.status} {answer.text[:200]}"


def _sign_in(phone: Phone, officer: Visitor) -> None:
    """Sign in by the phone's clock, which is that of the training."""
    now = officer.get("/training/clock/").json()
    job = phone.get("/f/job.json").json()
    assert isinstance(now, dict) and isinstance(job, dict)
    entry = {"uuid": str(uuid4()), "kind": "checkin", "post": job["post"], "at": now["now"]}
    sent = phone.send_json("/api/field/sync", {"sent_at": now["now"], "entries": [entry]})
    assert '"stored"' in sent.text, sent.text[:200]


def _minutes(officer: Visitor) -> tuple[int, int]:
    page = officer.get(f"{COVER}?day={DAY}").text
    planned, really = re.search(r'data-planned="(\d+)"', page), re.search(r'data-really="(\d+)"', page)
    assert planned and really, "the page says no minutes"
    assert "<rect" in page, "the day has no bars"
    return int(planned[1]), int(really[1])


def _wait(is_so: Callable[[], bool], fault: str) -> None:
    until = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < until, fault
        time.sleep(1)
