"""The duty officer's evening in a real browser: by keys alone from a guard who has not come to the one sent for him."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.desk import COUNTY, ask, logged_in
from tests.server import Server, running

pytestmark = pytest.mark.browser

FILL = f"""{COUNTY}
from yixian.web.tasks.late import mark_late
two_hours = timedelta(hours=2)
shift("LI", "李建新", "安平苑北门", begun_ago=two_hours, state="started", started_at=clock.now() - two_hours)
shift("WANG", "王建军", "安平苑北门", begun_ago=two_hours, state="sent")
shift("ZHAO", "赵秀英", "下湾村口", begun_ago=two_hours, state="sent")
mark_late(clock.now())
"""
SENT = """
from yixian.web.tasks.models import Task
answer = Task.objects.unscoped("test").exclude(stands_in_for=None).count()
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("today"), "--empty", "--no-with-worker") as found:
        ask(found, FILL)
        yield found


@pytest.fixture
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server for the one test that sends somebody."""
    with running(tmp_path_factory.mktemp("fresh"), "--empty", "--no-with-worker") as found:
        ask(found, FILL)
        yield found


@pytest.fixture
def desk(browser: Browser, server: Server, complaints: list[str]) -> Iterator[Page]:
    """The duty officer at her desk."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1600, "height": 1000})
    yield logged_in(context.new_page(), server, "duty_officer", complaints)
    context.close()


def test_from_the_alarm_to_the_one_sent_it_is_one_key(browser: Browser, fresh: Server, complaints: list[str]) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1600, "height": 1000})
    desk = logged_in(context.new_page(), fresh, "duty_officer", complaints)
    first = desk.locator("#alarms [data-key=P]")
    expect(first).to_have_count(1)
    expect(desk.locator("#alarms .item-alarm.untaken")).to_have_count(1)
    desk.keyboard.press("p")
    expect(desk.locator("#toasts")).not_to_be_empty()
    assert desk.url.rstrip("/") == fresh.base
    assert ask(fresh, SENT)
    context.close()


def test_the_figures_open_their_rows(desk: Page) -> None:
    figure = desk.locator("#figures a", has_text="没有到岗")
    number = figure.locator(".figure-value").inner_text()
    figure.click()
    expect(desk.locator("#total")).to_have_text(number)
    expect(desk.locator("#figure-rows tr")).to_have_count(int(number))


def test_a_row_and_its_sign_know_each_other(desk: Page) -> None:
    desk.locator("#alarms [data-pick=n1] p").first.click()
    expect(desk.locator("#map .mark[data-pick=n1]").first).to_have_attribute("aria-current", "true")
    desk.locator("#map [data-map-do=in]").click()
    box = desk.locator("#map svg[data-map]").get_attribute("viewBox")
    assert box and float(box.split()[2]) < 780
    desk.locator("#map [data-map-do=whole]").click()
    expect(desk.locator("#map svg[data-map]")).to_have_attribute("viewBox", "0 0 780 440")


def test_keys_lead_through_the_places(desk: Page, server: Server) -> None:
    for keys, path in (("gb", "/bulletin/"), ("gt", "/"), ("gd", "/duty/posts/")):
        desk.keyboard.type(keys)
        desk.wait_for_url(server.base + path)
    desk.keyboard.type("gt")
    desk.wait_for_url(server.base + "/")
    desk.keyboard.press("j")
    expect(desk.locator("#alarms .is-selected")).to_have_count(1)


def test_the_brief_is_made_by_one_key_and_read_as_a_file(desk: Page, server: Server) -> None:
    desk.goto(server.base + "/bulletin/")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#issue-rows li")).to_have_count(1)
    with desk.expect_response("**/briefs/1.pdf") as answer:
        desk.evaluate("fetch('/bulletin/briefs/1.pdf')")
    assert answer.value.status == 200
    assert answer.value.headers["content-type"] == "application/pdf"


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_nothing_is_clipped_at_any_width(desk: Page, server: Server, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    for path in ("/", "/?in=0000", "/bulletin/", "/bulletin/figures/cadres/"):
        desk.goto(server.base + path)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_axe_finds_nothing(desk: Page, server: Server, theme: str, lang: str) -> None:
    choices = {"theme": theme, "django_language": lang}
    desk.context.add_cookies([{"name": name, "value": value, "url": server.base} for name, value in choices.items()])
    for path in ("/", "/?in=0000", "/bulletin/", "/bulletin/figures/cadres/"):
        desk.goto(server.base + path)
        found = Axe().run(desk, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("username", "words"), [("admin", "谁能登录"), ("auditor", "查看敏感信息")])
def test_those_who_see_no_people_have_their_own_page(
    browser: Browser, server: Server, complaints: list[str], username: str, words: str
) -> None:
    context = browser.new_context(locale="zh-CN")
    page = logged_in(context.new_page(), server, username, complaints)
    expect(page.locator("main")).to_contain_text(words)
    assert not [name for name in ("王建军", "安平苑") if name in page.content()]
    context.close()
