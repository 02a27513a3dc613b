"""R22: seven months pregnant at her post: a day shift is allowed, a night cannot be planned even by hand."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

from tests.accept.doors import apply_workbook
from tests.server import Server, Visitor

ROOM = "duty"
WAIT_S = 150
SECRETARY = "赵秀英"


def act(server: Server, books: Path) -> dict[str, object]:
    """Roster her township for a week: she stands by day, never in the night, and nobody can send her then."""
    officer = server.officer("hq", "headquarters")
    for kind in ("places", "units", "posts"):
        apply_workbook(officer, kind, books / "clean" / f"{kind}.xlsx")
    apply_workbook(officer, "staff", books / "clean" / "staff_all.xlsx")
    apply_workbook(officer, "staff", books / "clean" / "village_staff.xlsx")
    township = server.officer("liuhe", "township", place="柳河镇")
    plan = _roster(township)
    problem = json.loads(township.get(f"/plans/{plan}/problem.json").body)
    answer = json.loads(township.get(f"/plans/{plan}/plan.json").body)
    she = _key(township, problem)
    shifts = [shift for person, _day, shift, _post in answer["assignments"] if person == she]
    assert "night" not in shifts, "she is planned at night"
    assert shifts, "she is not in the roster"
    unavailable = {shift for person in problem["people"] if person["id"] == she for _d, shift in person["unavailable"]}
    assert "night" in unavailable, "the law has not become cells of the problem"
    lines = [(day, shift, post) for person, day, shift, post in answer["assignments"] if person == she]
    return {"her shifts in 7 days": len(shifts), "nights": 0, **_by_hand(township, plan, she, lines)}


def _by_hand(officer: Visitor, plan: int, she: object, lines: list[tuple[int, str, str]]) -> dict[str, object]:
    """Try to put her on a night by hand, with the best of reasons; then take her off a day shift, and take it back."""
    officer.post(f"/plans/{plan}/publish/", {}, page=f"/duty/rosters/{plan}/")
    day, shift, post = max(lines)
    cell = f"/duty/rosters/{plan}/{int(post)}/{day}"
    wish = {"gone": "", "name": SECRETARY, "words": "没有别人"}
    night = officer.post(f"{cell}/night/amend/", wish, page=f"{cell}/night/swap/")
    assert night.status == 409 and "怀孕满 7 个月，不能上夜班" in night.text, "a night was planned by hand"
    off = officer.post(f"{cell}/{shift}/amend/", {"gone": she, "act": "remove"}, page=f"{cell}/{shift}/swap/")
    told = re.search(r"已改，通知 (\d+) 人", off.text)
    assert told, "the change of her day shift was not made"
    changes = f"/duty/rosters/{plan}/changes/"
    assert SECRETARY in officer.get(changes).text, "the change is not in the list"
    officer.post(f"{changes}1/take-back/", {}, page=changes)
    assert f"v{_version(officer, plan)}" == "v1.2", "taking back is no change of its own"
    return {"night by hand": "refused with its article", "told of a change": int(told[1])}


def _version(officer: Visitor, plan: int) -> str:
    found = re.search(r"v(\d+\.\d+)<", officer.get(f"/duty/rosters/{plan}/").text)
    assert found, "the roster does not say its version"
    return found[1]


def _roster(officer: Visitor) -> int:
    """Ask for a week and wait for the draft; the best so far is good enough."""
    asked = officer.post("/plans/new/", {"room": "duty", "starts_on": "2020-02-14", "days": "7"}, page="/plans/new/")
    found = re.search(r"/plans/(\d+)/", asked.url)
    assert found, f"no plan was made: {asked.url} {asked.status}"
    number = int(found[1])
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        page = officer.get(f"/duty/rosters/{number}/")
        if page.status == 200 and "校验通过" in page.text:
            return number
        time.sleep(1)
    raise AssertionError(f"no draft in {WAIT_S} s")


def _key(officer: Visitor, problem: dict[str, list[dict[str, object]]]) -> object:
    """Return her id in the problem: the file holds no names, so her page says it."""
    found = officer.get("/find/?q=" + "zxy").text
    for pk, name in re.findall(r'href="/register/people/(\d+)/"[^>]*>.*?<b>([^<]+)</b>', found, re.S):
        ids = {str(person["id"]) for person in problem["people"]}
        if name == SECRETARY:
            return next(one for one in (pk, f"p{pk}", f"P{pk}") if one in ids)
    raise AssertionError("she is not found")
