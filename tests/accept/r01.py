"""R1: two trees, places and units, with somebody responsible at each level; an empty level is a finding."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from tests.accept.doors import apply_workbook, figure
from tests.server import Server, Visitor

ROOM = "bulletin"
COMPOUND = "安平苑"


def act(server: Server, books: Path) -> dict[str, object]:
    """Ask who answers for a compound up to the county, list the empty levels, and fill one of them."""
    officer = server.officer("hq", "headquarters")
    for kind in ("places", "units"):
        apply_workbook(officer, kind, books / "clean" / f"{kind}.xlsx")
    page = officer.get(_found(officer, COMPOUND)).text
    chain = re.findall(r'data-level="([^"]*)" data-answers="([^"]*)"', page)
    assert [level for level, _name in chain][-1] == "县", f"the chain ends at {chain}"
    assert len(chain) >= 3, f"the chain is {chain}"
    assert all(name for _level, name in chain), f"nobody answers at a level of {chain}"
    empty = figure(officer, "unanswered")
    gaps = officer.get("/register/gaps/").text
    missing = re.findall(r'data-gap="([^"]+)"', gaps)
    units = re.findall(r'data-gap="([^"]+)"', officer.get("/register/gaps/?tree=units").text)
    assert len(missing) + len(units) == empty > 0, f"{len(missing)} places and {len(units)} units of {empty}"
    place = _found(officer, missing[0])
    officer.post(f"{place}answer/", {"name": "李建国", "phone": "13800000001"}, page=place)
    left = figure(officer, "unanswered")
    assert left == empty - 1, f"{left} levels are empty after one was filled, {empty} before"
    return {
        f"who answers for {COMPOUND}": " > ".join(f"{name} ({level})" for level, name in chain),
        "empty levels": f"{empty}: {len(missing)} places, {len(units)} units",
        "left after one was named": left,
    }


def _found(officer: Visitor, name: str) -> str:
    page = officer.get(f"/find/?q={quote(name)}").text
    found = re.search(r'href="(/register/places/\d+/)"', page)
    assert found, f"{name} is not found"
    return found[1]
