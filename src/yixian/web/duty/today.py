"""What the posts put on the Today page: causes to act on, signs on the map, columns, what comes next."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext_lazy

from yixian.web.alarms import Cell
from yixian.web.duty.causes import alarms
from yixian.web.duty.coming import coming
from yixian.web.duty.cover import SIGN, Standing
from yixian.web.duty.figures import post_url
from yixian.web.duty.now import WORDS, PostNow
from yixian.web.duty.troubles import standing
from yixian.web.figures import Asked
from yixian.web.marks import Mark

__all__ = ["COLUMNS", "LEGEND", "alarms", "coming", "marks", "table"]
COLUMNS = {"manned": gettext_lazy("Posts manned"), "on_duty": gettext_lazy("On duty")}
LEGEND = {SIGN[one]: WORDS[one] for one in (Standing.MANNED, Standing.SHORT, Standing.UNREPORTED, Standing.UNMANNED)}


def marks(asked: Asked) -> list[Mark]:
    """Return one sign for each post that has a place on the map."""
    return [
        Mark(
            place_id=one.post.pk,
            lon=one.post.place.lon,
            lat=one.post.place.lat,
            state=one.state,
            name=one.post.place.name,
            text=one.word,
            url=post_url(one.post.number),
        )
        for one in standing(asked)
        if one.post.place.lon is not None and one.post.place.lat is not None
    ]


def table(asked: Asked) -> dict[str, dict[str, Cell]]:
    """Return manned posts and people on duty for each township."""
    towns: dict[str, list[PostNow]] = defaultdict(list)
    for one in standing(asked):
        towns[one.post.place.path[:4]].append(one)
    return {path: _cells(posts) for path, posts in towns.items()}


def _cells(posts: list[PostNow]) -> dict[str, Cell]:
    wanted = [one for one in posts if one.needed]
    manned = sum(1 for one in wanted if one.here)
    here, planned = sum(len(one.here) for one in posts), sum(len(one.planned) for one in posts)
    is_bad = any(one.state == "alarm" for one in posts)
    return {
        "manned": Cell(f"{manned}/{len(wanted)}", "alarm" if is_bad else "", manned / len(wanted) if wanted else None),
        "on_duty": Cell(f"{here}/{planned}", "warn" if any(one.late for one in posts) else ""),
    }
