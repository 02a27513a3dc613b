"""R11: 宣传员, 排查员 and 服务员 at each compound; the compounds that lack a role, and one act that fills it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from tests.accept.doors import figure
from tests.accept.r10 import load, publish
from tests.server import Server, Visitor

ROOM = "rounds"


def act(server: Server, books: Path) -> dict[str, object]:
    """Publish the postings, take the only screener of a compound away, fill his role by the suggested act."""
    officer = server.officer("hq", "headquarters")
    load(officer, books)
    publish(officer)
    before = figure(officer, "compounds_roleless")
    assert before == 0, f"{before} compounds lack a role at the start"
    compound = re.findall(r"/rounds/compounds/(\d+)/", officer.get("/rounds/").text)[0]
    page = officer.get(f"/rounds/compounds/{compound}/").text
    rows = re.findall(r'data-posting="(\d+)".*?</tr>', page, re.S)
    screener = next(one for one in rows if "排查员" in page.split(f'data-posting="{one}"')[1].split("</tr>")[0])
    officer.post(f"/rounds/postings/{screener}/back/", {}, page=f"/rounds/postings/{screener}/")
    lacking = figure(officer, "compounds_roleless")
    assert lacking == 1, f"{lacking} compounds lack a role after one was taken back"
    shown = officer.get("/rounds/?state=role").text
    assert shown.count("data-compound=") == 1, "the list does not show exactly the compound that lacks a role"
    fills = suggested(officer)
    officer.post("/rounds/fill/", {"fills": fills}, page="/rounds/")
    after = figure(officer, "compounds_roleless")
    assert after == 0, f"{after} compounds lack a role after the suggested act"
    return {"lacked a role after the plan": before, "after one was taken back": lacking, "after the act": after}


def suggested(officer: Visitor) -> str:
    """Return what the suggested act of the cause on the Today page would send."""
    found = re.search(r'name="fills" value="([^"]+)"', officer.get("/").text)
    assert found, "Today suggests no act for the role that lacks"
    return unescape(found[1])
