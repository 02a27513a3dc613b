"""R4: each post has a temporary Party branch beside the home units of its members; 300 of 300, and who leads none."""

from __future__ import annotations

import re
from pathlib import Path

from tests.accept.doors import apply_workbook, figure
from tests.server import Server, Visitor

ROOM = "duty"
GATES = "/duty/branches/?kind=main_gate"
FORMED_ON = "2020-02-10"


def act(server: Server, books: Path) -> dict[str, object]:
    """Form the branches of all compound gates in one act; let one secretary leave and find the post by name."""
    officer = server.officer("hq", "headquarters")
    for kind in ("places", "units", "posts"):
        apply_workbook(officer, kind, books / "clean" / f"{kind}.xlsx")
    for book in ("staff_all", "village_staff"):
        apply_workbook(officer, "staff", books / "clean" / f"{book}.xlsx")
    answer = officer.post("/duty/branches/form/?kind=main_gate", {"on": FORMED_ON}, page=GATES)
    assert answer.status == 200, f"the branches were not formed: {answer.status}"
    formed = _counts(answer.text)
    assert formed == (300, 300), f"{formed} branches"
    assert figure(officer, "branches_urban") == 300
    without = figure(officer, "no_secretary")
    url = _branch(officer, "幸福小区1号岗")
    page = officer.get(url).text
    members = re.findall(r'href="/register/people/(\d+)/">([^<]+)</a>(.*?)</li>', page, re.S)
    (led_by,) = [(pk, name) for pk, name, rest in members if "书记</b>" in rest]
    units = {found[1] for _pk, _name, rest in members if (found := re.search(r"· ?([^<·]+?) *[^<· ]* · ", rest))}
    person = officer.get(f"/register/people/{led_by[0]}/").text
    assert "幸福小区1号岗临时党支部" in person, "his page does not show the branch"
    assert f"{FORMED_ON} 成立" in officer.get("/duty/posts/1/").text, "the post does not show its branch"
    officer.post(f"{url}leave/", {"person": led_by[0]}, page=url)
    assert figure(officer, "no_secretary") == without + 1
    assert "幸福小区1号岗" in officer.get("/bulletin/figures/no_secretary/").text
    stranger = server.officer("stranger", "township", place="柳河镇")
    assert stranger.get(url).status == 404, "a stranger township sees the branch"
    return {"branches": "300 of 300", "a branch": f"{len(members)} members", "its home units": len(units),
            "posts without a secretary": without}  # fmt: skip


def _counts(page: str) -> tuple[int, int]:
    found = re.search(r'data-with="(\d+)" data-posts="(\d+)"', page)
    assert found is not None
    return int(found[1]), int(found[2])


def _branch(officer: Visitor, post: str) -> str:
    found = re.search(rf'href="(/duty/branches/\d+/)">{post}<', officer.get(GATES).text)
    assert found, f"{post} is not in the list of branches"
    return found[1]
