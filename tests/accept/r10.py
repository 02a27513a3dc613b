"""R10: 882 people go to 266 compounds of three towns at once, nobody twice, a minimum each; and who has arrived."""

from __future__ import annotations

import json
import re
import time
import uuid
from pathlib import Path

from tests.accept.doors import apply_workbook, figure
from tests.server import Server, Visitor

ROOM = "rounds"
WAIT_S = 300
TOWNS = ("城关镇", "杏湾镇", "白塔镇")


def act(server: Server, books: Path) -> dict[str, object]:
    """Publish a plan for three towns, let somebody tap and somebody telephone, count who has not come."""
    officer = server.officer("hq", "headquarters")
    load(officer, books)
    plan = publish(officer)
    answer = json.loads(officer.get(f"/plans/{plan}/plan.json").body)
    people = [person for person, _place in answer["assignments"]]
    assert len(people) == len(set(people)), "somebody is posted twice"
    covered = figure(officer, "compounds_covered")
    assert covered == 266, f"{covered} compounds covered"
    first, second = re.findall(r'name="posting" value="(\d+)"', officer.get("/rounds/arrivals/").text)[:2]
    assert tap(server, officer, first) == ["stored", "duplicate"], "a tap that came twice was stored twice"
    officer.post("/rounds/arrivals/record/", {"posting": second, "time": "18:00"}, page="/rounds/arrivals/")
    again = officer.post("/rounds/arrivals/record/", {"posting": second}, page="/rounds/arrivals/")
    assert "不重复记" in again.text, "an arrival that was entered twice is not named"
    assert figure(officer, "cadres_arrived") == 2
    stranger = server.officer("stranger", "township", place="柳河镇")
    assert stranger.get(f"/rounds/postings/{first}/").status == 404, "a stranger township sees a posting"
    return {
        "people": len(people),
        "compounds covered": covered,
        "arrived": figure(officer, "cadres_arrived"),
        "not arrived": waiting(officer, "waiting"),
        "not arrived after 2 h": waiting(officer, "h2"),
        "gap to the proven bound": f"{max(0, 1 - answer['bound'] / answer['cost']):.2%}",
    }


def load(officer: Visitor, books: Path) -> None:
    """Import the county and say which three towns are to have people."""
    for kind in ("places", "units", "posts"):
        apply_workbook(officer, kind, books / "clean" / f"{kind}.xlsx")
    written = apply_workbook(officer, "staff", books / "clean" / "staff_all.xlsx")
    assert written["new"] == 882, f"written {written}"
    apply_workbook(officer, "cadres", books / "clean" / "cadres.xlsx")
    page = officer.get("/rounds/needs/").text
    for town in TOWNS:
        row = page.split(f'data-town="{town}"')[1] if f'data-town="{town}"' in page else ""
        found = re.search(r"/rounds/needs/(\d+)/cover/", row)
        assert found, f"{town} cannot be covered"
        officer.post(found[0], {}, page="/rounds/needs/")


def publish(officer: Visitor) -> int:
    """Ask for a plan, take the best so far, publish it."""
    wish = {"room": "rounds", "starts_on": "2020-02-13", "days": "14"}
    asked = officer.post("/plans/new/", wish, page="/plans/new/?room=rounds")
    found = re.search(r"/plans/(\d+)/", asked.url)
    assert found, f"no plan was made: {asked.url} {asked.status}"
    number, until = int(found[1]), time.monotonic() + WAIT_S
    while "/rounds/plans/" not in (page := officer.get(f"/plans/{number}/")).url:
        assert time.monotonic() < until, f"no draft in {WAIT_S} s"
        time.sleep(1)
    assert "校验通过" in page.text, "the independent check has not passed"
    told = officer.post(f"/plans/{number}/publish/", {}, page=f"/rounds/plans/{number}/")
    assert told.status == 200, f"not published: {told.status}"
    return number


def tap(server: Server, officer: Visitor, posting: str) -> list[str]:
    """Give the posted person a phone and let it report twice, as after a lost answer."""
    page = officer.get(f"/rounds/postings/{posting}/").text
    place = re.search(r"/rounds/compounds/(\d+)/", page)
    name = re.search(r"<h1>([^<]+)</h1>", page)
    assert place and name
    offer = f"/f/offer/{place[1]}/"
    person = re.search(rf'<option value="(\d+)"[^>]*>{name[1]}</option>', officer.get(offer).text)
    assert person, f"{name[1]} cannot be given a phone"
    code = re.search(r"/f/e/([^/<]+)/", officer.post(offer, {"person": person[1]}, page=offer).text)
    assert code, "no code was shown"
    phone = Visitor(server.base)
    phone.post(f"/f/e/{code[1]}/", {}, page=f"/f/e/{code[1]}/")
    [task] = [one for one in phone.get("/f/job.json").json()["tasks"] if one["reports"]]  # type: ignore[call-overload]
    entry = {"uuid": str(uuid.uuid4()), "kind": "checkin", "at": "2020-02-13T18:05:00+08:00"}
    entry |= {"post": task["post"], "task": task["key"]}
    upload = {"entries": [entry]}
    answers = [phone.send_json("/api/field/sync", upload).json()["answers"][0] for _ in range(2)]  # type: ignore[call-overload]
    return [answer["result"] for answer in answers]


def waiting(officer: Visitor, state: str) -> int:
    """Return how many the list of arrivals counts at one of its filters."""
    page = officer.get("/rounds/arrivals/").text
    found = re.search(rf'state={state}"[^>]*>.*?<span class="n">(\d+)</span>', page, re.S)
    assert found, f"the list of arrivals does not count {state}"
    return int(found[1])
