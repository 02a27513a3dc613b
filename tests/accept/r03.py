"""R3: more than 800 flags: posts of villages, roads, several gates a compound, by kind and township."""

from __future__ import annotations

import re
from pathlib import Path

from tests.accept.doors import apply_workbook, figure
from tests.server import Server

ROOM = "duty"
FLAGS = 800


def act(server: Server, books: Path) -> dict[str, object]:
    """Count the posts by kind and township, and open the rows behind one number."""
    officer = server.officer("hq", "headquarters")
    apply_workbook(officer, "places", books / "clean" / "places.xlsx")
    apply_workbook(officer, "posts", books / "clean" / "posts.xlsx")
    posts = figure(officer, "posts")
    assert posts >= FLAGS, f"{posts} posts"
    answer = officer.get("/duty/posts/counts/")
    assert answer.status == 200, f"no page of counts: {answer.status}"
    rows = re.findall(r'data-township="([^"]+)">(.*?)</tr>', answer.text, re.S)
    cells = [[int(n) for n in re.findall(r">(\d+)<", row)] for _name, row in rows]
    assert sum(row[-1] for row in cells) == posts, "the townships do not add up"
    assert all(sum(row[:-1]) == row[-1] for row in cells), "the kinds of a township do not add up"
    kinds = [sum(row[at] for row in cells) for at in range(4)]
    assert all(kinds), f"a kind is missing: {kinds}"
    link = re.search(r'href="(/duty/posts/\?in=[^"]+kind=main_gate)">(\d+)<', answer.text)
    assert link is not None
    listed = re.search(r'id="n-posts">(\d+)<', officer.get(link[1].replace("&amp;", "&")).text)
    assert listed is not None
    assert listed[1] == link[2], f"{link[2]} counted, {listed[1]} listed"
    return {"posts": posts, "townships": len(rows), "by kind": kinds}
