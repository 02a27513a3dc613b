"""R2: 300 compounds have a duty post, imported from the county's own workbook; a second import changes nothing."""

from __future__ import annotations

import re
from pathlib import Path

from tests.accept.doors import apply_workbook, figure
from tests.server import Server

ROOM = "duty"


def act(server: Server, books: Path) -> dict[str, object]:
    """Import places, then posts twice, and look at the posts."""
    officer = server.officer("hq", "headquarters")
    apply_workbook(officer, "places", books / "clean" / "places.xlsx")
    first = apply_workbook(officer, "posts", books / "clean" / "posts.xlsx")
    assert (first["new"], first["wrong"]) == (800, 0), f"first import {first}"
    again = apply_workbook(officer, "posts", books / "clean" / "posts.xlsx")
    assert (again["new"], again["changed"], again["same"]) == (0, 0, 800), f"second import {again}"
    gates = officer.get("/duty/posts/?kind=main_gate").text
    n_gates = re.search(r'id="n-posts">(\d+)<', gates)
    assert n_gates is not None
    assert int(n_gates[1]) == 300, f"{n_gates[1]} compound gates"
    page = officer.get("/duty/posts/231/").text
    for what in ("安平苑北门", "0231", "北门"):
        assert what in page, f"{what} is missing on the post's page"
    return {"compound gates": figure(officer, "posts_urban"), "posts": figure(officer, "posts"), "second import": again}
