"""What happens elsewhere is on the open page by itself: who has not come, who has, and when the server is away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.desk import COUNTY, ask, logged_in
from tests.server import Server, running

pytestmark = pytest.mark.browser

# The worker looks for late tasks and pages ask for news each a few times a minute.
WITHIN_MS = 60_000
LATE_SOON = """
from datetime import timedelta
from yixian.web import clock
from yixian.web.register.models import Person, Place
from yixian.web.tasks.models import Task
place = Place.objects.unscoped("test").get(name="下湾村口")
person = Person.objects.unscoped("test").get(name="赵秀英")
start = clock.now() - timedelta(minutes=10, seconds=-2)
Task.objects.create(key="ZHAO", kind="shift", place=place, place_path=place.path, person=person,
    starts_at=start, ends_at=start + timedelta(hours=8), state="sent")
"""


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("live"), "--empty") as found:
        ask(found, COUNTY)
        yield found


def opened(browser: Browser, server: Server, username: str, complaints: list[str]) -> Page:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1600, "height": 1000})
    return logged_in(context.new_page(), server, username, complaints)


def test_who_has_not_come_is_on_the_open_page_within_a_minute(
    browser: Browser, server: Server, complaints: list[str]
) -> None:
    page = opened(browser, server, "duty_officer", complaints)
    expect(page.locator("#alarms .item-alarm")).to_have_count(0)
    ask(server, LATE_SOON)
    alarm = page.locator("#alarms .item-alarm", has_text="下湾村口")
    expect(alarm).to_be_visible(timeout=WITHIN_MS)
    expect(page.locator("#figures a", has_text="没有到岗")).to_contain_text("1", timeout=WITHIN_MS)
    page.context.close()


def test_a_server_that_is_away_is_said_so(browser: Browser, server: Server) -> None:
    page = opened(browser, server, "duty_officer", [])
    lamp = page.locator("[data-live-poll]")
    expect(lamp).to_have_attribute("data-state", "live")
    page.context.set_offline(True)
    expect(lamp).to_have_attribute("data-state", "broken", timeout=WITHIN_MS)
    page.context.set_offline(False)
    expect(lamp).to_have_attribute("data-state", "live", timeout=WITHIN_MS)
    page.context.close()


def test_who_sees_no_county_has_no_lamp_and_no_complaint(
    browser: Browser, server: Server, complaints: list[str]
) -> None:
    page = opened(browser, server, "admin", complaints)
    expect(page.locator("[data-live-poll]")).to_have_count(0)
    page.wait_for_timeout(6_000)
    page.context.close()
