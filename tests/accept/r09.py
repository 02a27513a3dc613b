"""R9: 882 members seconded from county units, by unit against quotas, every bad cell named, double entries found."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.accept.doors import apply_workbook, dry_run, figure
from tests.server import Server

ROOM = "bulletin"


def act(server: Server, books: Path) -> dict[str, object]:
    """Import the staff of 60 units; the dirty list names each planted fault."""
    officer = server.officer("hq", "headquarters")
    for kind in ("places", "units", "posts"):
        apply_workbook(officer, kind, books / "clean" / f"{kind}.xlsx")
    written = apply_workbook(officer, "staff", books / "clean" / "staff_all.xlsx")
    assert written["new"] == 882, f"written {written}"
    page = officer.get("/register/units/").text
    rows = re.findall(r'<tr data-unit="[^"]+">.*?</tr>', page, re.S)
    quotas = [re.findall(r'<td class="n[^>]*>(\d*)</td>', row) for row in rows]
    sending = [cells for cells in quotas if cells[2] and int(cells[2])]
    assert len(sending) == 60, f"{len(sending)} units have a quota"
    assert all(cells[1] == cells[2] for cells in sending), "a unit's quota is not filled"
    counts, _page = dry_run(officer, "staff", books / "dirty" / "staff_all.xlsx")
    faults = json.loads((books / "dirty" / "faults.json").read_text())
    planted = {one["row"] for one in _faults(faults) if one["file"] == "staff_all.xlsx"}
    assert counts["wrong"] == len(planted), f"{counts['wrong']} wrong rows, {len(planted)} planted"
    return {"cadres": figure(officer, "cadres"), "units": len(sending), "bad rows named": counts["wrong"]}


def _faults(faults: object) -> list[dict[str, object]]:
    found = faults["faults"] if isinstance(faults, dict) else faults
    assert isinstance(found, list)
    return found
