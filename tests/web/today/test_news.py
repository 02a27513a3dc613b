"""Just now: events in words."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

import yixian.web
from tests.county import EVENING, County
from yixian.web.duty.swap_models import SwapState
from yixian.web.figures import Asked
from yixian.web.journal.record import tell
from yixian.web.register.models import Place
from yixian.web.tasks.progress import EVENTS
from yixian.web.today.news import MOST, latest
from yixian.words import catalogue

WEB = Path(yixian.web.__file__).parent
WORDS = catalogue("yixian.web.today")
# Kinds that the code puts together, so that no text search finds them.
COMPOSED = {*EVENTS.values(), "plan_draft", "plan_refused", "plan_failed", "plan_cancelled"}
COMPOSED |= {"sign_up_agreed", "sign_up_refused", "sign_up_withdrawn"}
COMPOSED |= {f"swap_{state.value}" for state in SwapState}
COMPOSED |= {"message_sent", "message_failed", "message_doubtful"}
COMPOSED |= {"branches_formed", "branches_dissolved", "branch_dated", "branch_dissolved"}
COMPOSED |= {"secretary_appointed", "member_added", "member_left"}


def news(county: County, who: str = "duty_officer", path: str = "") -> list[dict[str, object]]:
    areas = list(Place.objects.unscoped("test").filter(kind="town"))
    return latest(Asked(county.accounts[who], path, EVENING), areas)


def kinds() -> set[str]:
    found = {
        kind for file in WEB.rglob("*.py") for kind in re.findall(r'\btell\(\s*"\w+",\s*"(\w+)"', file.read_text())
    }
    return found | COMPOSED


def test_it_works(county: County) -> None:
    tell("tasks", "task_started", at=EVENING, place_path="000000020001")
    [line] = news(county)
    assert (line["word"], line["text"], line["state"]) == ("安平苑北门", "1 人签到", "ok")


def test_every_kind_of_event_has_its_words() -> None:
    assert len(kinds()) > 10
    assert sorted(kind for kind in kinds() if f"event_{kind}" not in WORDS) == []


def test_no_words_are_left_over() -> None:
    assert sorted(code for code in WORDS if code != "event_something_else" and code[6:] not in kinds()) == []


@pytest.mark.parametrize("code", [code for code in WORDS if code.startswith("event_")])
def test_every_sentence_can_be_said_in_both_languages(code: str) -> None:
    entry = WORDS[code]
    assert entry["zh"].format(n=3) and entry["en"].format(n=3)
    assert entry["sign"] in ("ok", "busy", "warn", "alarm", "off", "draft")


def test_the_same_in_one_township_is_told_once(county: County) -> None:
    for minute, path in ((1, "000000020001"), (2, "000000020002"), (3, "000000000003")):
        tell("tasks", "task_started", at=EVENING - timedelta(minutes=minute), place_path=path)
    [line] = news(county)
    assert (line["word"], line["text"]) == ("柳河镇", "3 人签到")


def test_an_hour_apart_is_told_twice(county: County) -> None:
    for hours in (2, 1):
        tell("tasks", "task_late", at=EVENING - timedelta(hours=hours), place_path="000000020001")
    assert len(news(county)) == 2


def test_the_newest_stands_first(county: County) -> None:
    tell("tasks", "task_started", at=EVENING - timedelta(minutes=9), place_path="000000020001")
    tell("tasks", "task_done", at=EVENING, place_path="000000020001")
    assert [line["text"] for line in news(county)] == ["1 人签退", "1 人签到"]


def test_a_foreign_township_is_not_told(county: County) -> None:
    tell("tasks", "task_late", at=EVENING, place_path="00010000")
    assert news(county, "township_officer", "0000") == []
    assert len(news(county)) == 1


def test_an_unknown_kind_is_said_somehow(county: County) -> None:
    tell("tasks", "a_new_kind", at=EVENING, place_path="0000")
    assert news(county)[0]["text"] == "有更新 1 条"


def test_what_is_still_to_come_is_not_told(county: County) -> None:
    tell("tasks", "task_started", at=EVENING + timedelta(minutes=1), place_path="0000")
    assert news(county) == []


def test_no_more_lines_than_can_be_read(county: County) -> None:
    for hour in range(30):
        tell("tasks", "task_started", at=EVENING - timedelta(hours=30 - hour), place_path="0000")
    assert len(news(county)) == MOST
