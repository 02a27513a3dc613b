"""R54: the numbers of the page are queries with an as-of time, and each opens the rows behind it."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path

from docx import Document

from tests.accept import r10
from tests.accept.doors import figure
from tests.server import Server, Visitor

ROOM = "bulletin"
# What the newspaper's page says of the first slice of the county's work.
SAID = {"posts_urban": 300, "posts": 800, "cadres": 882, "compounds_covered": 266, "townships": 15}
# Before anything was brought in: the county had no post yet.
BEFORE = "2020-02-13T17:00:00+08:00"


def act(server: Server, books: Path) -> dict[str, object]:
    """Bring the county in, post its people, and follow each number of the brief to its rows and into its papers."""
    officer = server.officer("hq", "headquarters")
    r10.load(officer, books)
    r10.publish(officer)
    told = numbers(officer)
    for key, value in SAID.items():
        assert told.get(key) == value, f"the brief says {told.get(key)} for {key}, not {value}"
        assert figure(officer, key) == value, f"the rows behind {key} are not {value}"
        rows = officer.get(f"/bulletin/figures/{key}.csv").text.strip().splitlines()
        assert len(rows) == value + 1, f"the file behind {key} has {len(rows) - 1} rows"
    assert officer.post("/bulletin/briefs/", {"number": 1}, page="/bulletin/").status == 200
    assert officer.get("/bulletin/briefs/1.pdf").body.startswith(b"%PDF")
    paper = Document(BytesIO(officer.get("/bulletin/briefs/1.docx").body))
    written = "".join(paragraph.text for paragraph in paper.paragraphs)
    lost = [value for value in SAID.values() if str(value) not in written]
    assert not lost, f"the Word document lacks {lost}"
    assert "readiness_overdue" not in numbers(officer, BEFORE), "a past moment shows what is only known of now"
    stranger = server.officer("stranger", "township", place="柳河镇")
    assert figure(stranger, "posts") < SAID["posts"], "a township's figures count the whole county"
    return {key: told[key] for key in SAID}


def numbers(officer: Visitor, at: str = "") -> dict[str, int]:
    """Return the numbers of the brief as its page shows them, by the figure that each opens."""
    page = officer.get(f"/bulletin/?at={at}").text
    letter = page.split('id="letter"')[1].split("</section>")[0]
    found = re.findall(r'<a class="n" href="/bulletin/figures/(\w+)/[^"]*">([\d,]+)', letter)
    return {key: int(text.replace(",", "")) for key, text in found}


def page(server: Server, books: Path) -> str:
    """Return the page itself: the brief with every number computed from facts."""
    act(server, books)
    html = server.officer("reader", "headquarters").get("/bulletin/").text
    letter = html.split('id="letter"')[1].split('class="card-foot"')[0]
    text = re.sub(r"</(?:p|h[1-4])>", "\n", letter.split(">", 1)[1])
    lines = (unescape(re.sub(r"<[^>]*>", "", line)).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and line != "<div")
