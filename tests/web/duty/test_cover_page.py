"""How posts were covered by the minute: the worst first, one post as bars, who was told when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.county import DAY, EVENING, NIGHT, County
from tests.web.duty.rosters import ONE_DAY, at, new_plan, task
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.duty.cover import MINUTE, Spell, Want, gaps, minutes_short
from yixian.web.duty.covering.bars import Line
from yixian.web.duty.covering.queries import day_of
from yixian.web.duty.models import NeedChange
from yixian.web.figures import Asked, one_figure
from yixian.web.tasks.late import mark_late
from yixian.web.tasks.models import TaskState

LogIn = Callable[[Account], Client]
VILLAGE, GATE = "下湾村口", "安平苑北门"
PAGE, LIST = "/duty/posts/3/cover/", "/duty/cover/"


def span(start: int, end: int) -> tuple[datetime, datetime]:
    return EVENING + start * MINUTE, EVENING + end * MINUTE


@pytest.fixture(autouse=True)
def _late_evening() -> Iterator[None]:
    with clock.stopped_at(at(0, 23)):
        yield


@pytest.fixture(autouse=True)
def lived(county: County) -> None:
    """At 下湾村口 the early shift is stood, of the late one half an hour is missing, in the night nobody comes."""
    new_plan(county, state="published", published_at=at(-1, 12))
    early = {"state": TaskState.DONE, "started_at": at(0, 6), "finished_at": at(0, 14)}
    late = {"state": TaskState.DONE, "started_at": at(0, 14, 30), "finished_at": at(0, 22)}
    task(county, "赵秀英", VILLAGE, DAY, "early", **early)
    task(county, "周凯", VILLAGE, DAY, "late", **late)


def page(client: Client, address: str = PAGE, **asked: str) -> str:
    return client.get(address, asked).content.decode()


def minutes(html: str) -> tuple[int, int]:
    planned, really = re.search(r'data-planned="(\d+)"', html), re.search(r'data-really="(\d+)"', html)
    assert planned and really
    return int(planned[1]), int(really[1])


def test_it_works(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.township_officer))
    assert minutes(html) == (60, 90)
    assert "14:00–14:30" in html and "22:00–23:00" in html
    assert html.count('class="cover-lived"') == 3


def test_a_day_that_is_over_counts_to_the_end_of_its_night(county: County, logged_in: LogIn) -> None:
    with clock.stopped_at(at(2, 12)):
        html = page(logged_in(county.township_officer), day=str(DAY))
    assert minutes(html) == (480, 510)


def test_who_was_told_when_stands_beside_it(county: County, logged_in: LogIn) -> None:
    task(county, "赵秀英", VILLAGE, DAY, "night")
    mark_late(at(0, 22, 10))
    html = page(logged_in(county.township_officer))
    assert 'data-level="3"><time class="n">22:10:00</time>' in html
    assert minutes(html) == (0, 90)


def test_without_a_member(county: County, logged_in: LogIn) -> None:
    task(county, "于倩", GATE, DAY, "late", state=TaskState.STARTED, started_at=at(0, 14))
    html = page(logged_in(county.township_officer), "/duty/posts/1/cover/")
    found = re.search(r'data-memberless="(\d+)"', html)
    assert found and int(found[1]) == 17 * 60
    assert "cover-memberless" in html


def test_the_worst_stands_first(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.township_officer), LIST)
    assert re.findall(r'data-post="(\d+)"', html) == ["0001", "0004", "0002", "0003"]
    assert re.findall(r'data-nobody="(\d+)"', html) == ["1020", "1020", "960", "90"]


def test_the_figure_opens_the_day_of_the_post(county: County) -> None:
    figure = one_figure("uncovered")
    assert figure is not None
    rows = figure.rows(Asked(county.township_officer, "0000", at(0, 23)))
    assert PAGE in rows.urls


def test_the_figure_of_those_told_has_a_row_for_each(county: County) -> None:
    task(county, "赵秀英", VILLAGE, DAY, "night")
    mark_late(at(0, 22, 10))
    figure = one_figure("told_no_shows")
    assert figure is not None
    asked = Asked(county.duty_officer, "", at(0, 23))
    assert figure.count(asked) == len(figure.rows(asked).rows) == 1
    assert "乡镇 22:10" in str(figure.rows(asked).rows[0])


def test_a_day_before_the_roster_is_not_known(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.township_officer), day=str(DAY - 5 * ONE_DAY))
    assert "这一天没有记录" in html


def test_what_was_needed_then_counts(county: County, logged_in: LogIn) -> None:
    night = county.shifts["night"]
    NeedChange.objects.create(
        post=county.posts[VILLAGE], shift=night, from_on=DAY + ONE_DAY, people=1, before=0, at=EVENING,
        by=county.duty_officer, applied_at=at(1, 0),
    )  # fmt: skip
    with clock.stopped_at(at(2, 12)):
        assert minutes(page(logged_in(county.township_officer), day=str(DAY))) == (0, 30)


@pytest.mark.parametrize("wish", ["", "x", "2020-13-01", "9999-01-01"])
def test_an_address_without_a_day_means_the_day_that_runs(wish: str) -> None:
    assert day_of(wish, at(0, 23)) == DAY
    assert day_of(wish, at(1, 2)) == DAY


def test_nobody_looks_further_back_than_the_log_reaches() -> None:
    assert day_of("1999-01-01", at(0, 23)) == DAY - 60 * ONE_DAY


def test_a_foreign_post_does_not_exist(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.stranger)
    assert client.get(PAGE).status_code == 404
    assert "0003" not in page(client, LIST)


def test_names_are_masked_for_who_may_not_see_them(county: County, logged_in: LogIn) -> None:
    html = page(logged_in(county.auditor))
    assert "赵秀英" not in html and "赵**" in html


def test_looking_is_all_one_can_do(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    assert [client.post(address).status_code for address in (PAGE, LIST)] == [405, 405]


def test_in_english(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    client.cookies["django_language"] = "en"
    assert "Nobody, really" in page(client, LIST) and "Who was told when" in page(client)


@pytest.mark.parametrize("address", [PAGE, LIST])
def test_a_page_costs_few_questions(
    county: County, logged_in: LogIn, address: str, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = logged_in(county.township_officer)
    with django_assert_max_num_queries(18):  # type: ignore[attr-defined]
        client.get(address)


def test_a_line_cuts_what_hangs_over_its_ends() -> None:
    line = Line(*span(0, 480))
    bar = line.bar(span(-60, 30))
    assert bar is not None and (bar.x, bar.w, bar.text) == (0, 30, "18:00–18:30")
    assert line.bar(span(480, 500)) is None
    assert [mark["text"] for mark in line.hours()] == ["18", "20", "22", "00", "02"]


def test_adjoining_gaps_are_one() -> None:
    wants = [Want(*span(0, 60), people=1), Want(*span(60, 120), people=1)]
    assert gaps(wants, []) == [span(0, 120)]
    assert gaps(wants, [Spell(*span(30, 60))]) == [span(0, 30), span(60, 120)]


Pair = st.tuples(st.integers(0, 300), st.integers(1, 60)).map(lambda pair: span(pair[0], pair[0] + pair[1]))


@given(spells=st.lists(st.tuples(Pair, st.booleans()), max_size=6), people=st.integers(0, 2))
def test_gaps_are_the_minutes_that_counting_finds(
    spells: list[tuple[tuple[datetime, datetime], bool]], people: int
) -> None:
    there = [Spell(*pair, is_member=is_member) for pair, is_member in spells]
    wants = [Want(*span(0, 240), people=people)]
    for of_members in (False, True):
        counted = [spell for spell in there if spell.is_member or not of_members]
        alone = [
            minute
            for minute in range(240)
            if people and not any(one.start <= EVENING + minute * MINUTE < one.end for one in counted)
        ]
        found = gaps(wants, there, of_members=of_members)
        assert sum(round((end - start) / timedelta(minutes=1)) for start, end in found) == len(alone)
        assert minutes_short(wants, there, of_members=of_members) == len(alone)
        assert all(end < start for (_s, end), (start, _e) in pairwise(found))


def test_the_night_belongs_to_the_day_it_starts_on(county: County, logged_in: LogIn) -> None:
    with clock.stopped_at(NIGHT + timedelta(hours=4)):
        html = page(logged_in(county.township_officer))
    assert "2020-02-13" in html and minutes(html) == (240, 270)
