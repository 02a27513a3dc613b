"""R5: the seven ones (七个一) per post, x of 7, overdue ones; an item is marked with its evidence."""

from __future__ import annotations

import re
from pathlib import Path

from tests.accept.doors import apply_workbook, figure
from tests.server import Server, Visitor

ROOM = "duty"
POST = "/duty/posts/231/"


def act(server: Server, books: Path) -> dict[str, object]:
    """Mark items of one post and count, as its leader; a stranger township cannot."""
    officer = server.officer("hq", "headquarters")
    apply_workbook(officer, "places", books / "clean" / "places.xlsx")
    apply_workbook(officer, "posts", books / "clean" / "posts.xlsx")
    overdue = figure(officer, "readiness_overdue")
    assert overdue == 7 * 800, f"{overdue} overdue items at the start"
    leader = server.officer("leader", "post_leader", place="安平苑北门")
    assert ready(leader) == (0, 7)
    refused = leader.post(f"{POST}items/branch/", {"evidence": ""}, page=POST)
    assert refused.status == 422, "an item that asks for words was taken without them"
    leader.post(f"{POST}items/branch/", {"evidence": "2月9日成立，书记李建新"}, page=POST)
    leader.post(f"{POST}items/badge/", {}, page=POST)
    assert ready(leader) == (2, 7)
    stranger = server.officer("stranger", "township", place="城关镇")
    assert stranger.get(POST).status == 404, "a stranger township sees the post"
    left = figure(officer, "readiness_overdue")
    assert left == overdue - 2
    return {"done at 安平苑北门": "2 of 7", "overdue in the county": left}


def ready(visitor: Visitor) -> tuple[int, int]:
    """Return how many items of the post are done, and of how many."""
    found = re.search(r'data-ready="(\d+)" data-items="(\d+)"', visitor.get(POST).text)
    assert found is not None
    return int(found[1]), int(found[2])
