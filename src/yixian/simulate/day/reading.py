"""Reading what pages and exports of the server say; their address and their marks are all that is relied on."""

from __future__ import annotations

import csv
import html
import re
from dataclasses import dataclass
from datetime import datetime, time
from io import StringIO

from yixian.simulate.day.world import Hours

_PLACE = re.compile(r"/f/offer/(\d+)/")
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)
_NEED = re.compile(
    r'for="need-(?P<code>[\w-]+)".*?class="n">(?P<starts>\d\d:\d\d)–(?P<ends>\d\d:\d\d)<'
    r'.*?name="need_(?P=code)"[^>]*value="(?P<people>\d+)"',
    re.S,
)
_COMING = re.compile(r'<li><span class="n">(\d\d-\d\d) (\d\d:\d\d)–\d\d:\d\d</span> <b>(.*?)</b></li>', re.S)
_TIMELINE = re.compile(r'<ol class="timeline">(.*?)</ol>', re.S)
_LINE = re.compile(
    r'<li><time class="n">([\d-]+ [\d:]+)</time><svg class="sign sign-(\w+)".*?</svg><span>(.*?)</span></li>',
    re.S,
)
_OPTION = re.compile(r'<option value="(\d+)"[^>]*>(.*?)</option>', re.S)
_ENROL = re.compile(r"/f/e/([\w-]+)/")
_COUNT = re.compile(r'data-rows-count="(\d+)"')
_ZONE = re.compile(r'data-zone="([^"]+)"')
_TAG = re.compile(r"<[^>]+>")
WORDS = {"signed in": "checkin", "signed out": "checkout", "took an entry back": "undo"}


@dataclass(frozen=True, order=True)
class Line:
    """One line of a post's log: when (month, day and time as shown), what, and whether doubtful or sent later."""

    at: str
    kind: str
    is_doubtful: bool
    is_late: bool


def gate_of(page: str) -> tuple[int, str, tuple[tuple[Hours, int], ...]] | None:
    """Return the place id, name and needs that the page of a post shows, None if it may not be planned."""
    place, title = _PLACE.search(page), _TITLE.search(page)
    needs = tuple((Hours(m["code"], _time(m["starts"]), _time(m["ends"])), int(m["people"])) for m in _needs(page))
    if not place or not title or not needs:
        return None
    return int(place[1]), _plain(title[1]), needs


def coming(page: str) -> list[tuple[str, str, str]]:
    """Return the shifts that a post's page announces: month and day, time, name."""
    return [(day, at, _plain(name).removesuffix(" ◆")) for day, at, name in _COMING.findall(page)]


def log_of(page: str) -> list[Line]:
    """Return the last entries of a post as its page shows them, the newest first."""
    found = _TIMELINE.search(page)
    return [_line(at, sign, text) for at, sign, text in _LINE.findall(found[1])] if found else []


def people_of(page: str) -> dict[int, str]:
    """Return who may be given a phone: id and name."""
    return {int(person): _plain(name) for person, name in _OPTION.findall(page)}


def enrolment_of(page: str) -> str:
    """Return the token behind the code that a page shows, empty if it shows none."""
    found = _ENROL.search(page)
    return found[1] if found else ""


def count_of(page: str) -> int:
    """Return how many rows a figure's page says it has, -1 if it does not say."""
    found = _COUNT.search(page)
    return int(found[1]) if found else -1


def zone_of(page: str) -> str:
    """Return the county's zone, as the phone's page names it."""
    found = _ZONE.search(page)
    return found[1] if found else "Asia/Shanghai"


def rows_of(export: bytes) -> list[list[str]]:
    """Return the rows of an exported figure without its heads."""
    rows = list(csv.reader(StringIO(export.decode("utf-8-sig"))))
    return rows[1:]


def moment_of(cell: str) -> datetime:
    """Return the moment that a cell of an export holds."""
    return datetime.fromisoformat(cell)


def _needs(page: str) -> list[re.Match[str]]:
    start = page.find("/need/")
    return list(_NEED.finditer(page, start)) if start >= 0 else []


def _line(at: str, sign: str, text: str) -> Line:
    words = _plain(text)
    kind = next((kind for word, kind in WORDS.items() if word in words), words)
    return Line(at, kind, sign == "warn", "sent later" in words)


def _time(text: str) -> time:
    return time.fromisoformat(text)


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text)).strip()
