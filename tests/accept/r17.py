"""R17: 15 township-level units, three without a code; a misprinted name never becomes a 16th."""

from __future__ import annotations

import re
from pathlib import Path

from tests.accept.doors import apply_workbook, figure
from tests.server import Server

ROOM = "bulletin"


def act(server: Server, books: Path) -> dict[str, object]:
    """Import the places twice, the second time with a misprint, and count the units."""
    officer = server.officer("hq", "headquarters")
    apply_workbook(officer, "places", books / "clean" / "places.xlsx")
    page = officer.get("/register/places/").text
    names = re.findall(r'data-township="([^"]+)"', page)
    local = page.count(" data-local")
    assert len(names) == 15, f"{len(names)} township-level units"
    assert local == 3, f"{local} of the county's own"
    misprinted = apply_workbook(officer, "places", books / "dirty" / "places.xlsx")
    again = re.findall(r'data-township="([^"]+)"', officer.get("/register/places/").text)
    assert sorted(again) == sorted(names), f"a misprint made {set(again) - set(names)}"
    return {
        "units": figure(officer, "townships"),
        "of the county's own": local,
        "rows sent back": misprinted["wrong"],
    }
