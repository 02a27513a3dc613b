"""The whole story in a browser: a workbook comes in, a roster goes out, a guard checks in, the brief says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.desk import logged_in
from tests.server import Server, running
from yixian.simulate.county import county
from yixian.simulate.workbooks import workbooks

pytestmark = pytest.mark.browser

CADRES = Path(__file__).parents[1] / "data" / "web" / "cadres_small.xlsx"
# Half an hour before the night shift: its guards may check in already.
NOW = "2020-02-13T21:30:00+08:00"
SLOW_MS = 120_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("story")
    books = folder / "books"
    workbooks(county(seed=1), books, 1)
    with running(folder, "--empty", YX_NOW=NOW) as found:
        officer = found.officer("duty", "headquarters")
        for kind in ("places", "units", "posts"):
            answer = officer.post("/uploads/", {"kind": kind}, files={"file": books / "clean" / f"{kind}.xlsx"})
            written = officer.post(f"{answer.url}write/", {}, page=answer.url)
            assert written.status == 200
        yield found


@pytest.fixture
def desk(browser: Browser, server: Server, complaints: list[str]) -> Iterator[Page]:
    """The duty officer at her desk, logged in."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1600, "height": 1000})
    page = logged_in(context.new_page(), server, "duty", complaints)
    page.set_default_timeout(30_000)
    yield page
    context.close()


def test_from_the_workbook_to_the_brief(desk: Page, server: Server, browser: Browser) -> None:
    upload_and_mend(desk, server)
    ask_and_publish(desk, server)
    post_url, name = tonights_guard(desk, server)
    phone_checks_in(desk, server, browser, post_url, name)
    today_and_brief(desk, server, name)


def upload_and_mend(desk: Page, server: Server) -> None:
    """The office's list of 120: 22 rows are wrong, one is mended, the rest are skipped by kind, 99 are written."""
    desk.goto(server.base + "/uploads/")
    desk.select_option("#kind", "cadres")
    desk.set_input_files("#file", CADRES)
    desk.click("main form .button-primary")
    expect(desk.locator("[data-count=wrong]")).to_have_text("22")
    expect(desk.locator("[data-count=new]")).to_have_text("98")
    phone = desk.locator("tr.mend", has_text="D61")
    phone.locator("[name=text]").fill("13800000999")
    phone.locator("form .button").first.click()
    expect(desk.locator("[data-count=wrong]")).to_have_text("21")
    while desk.locator("[data-kind]").count():
        before = desk.locator("[data-count=wrong]").inner_text()
        desk.locator("[data-kind]").first.locator(".button-plain").click()
        expect(desk.locator("[data-count=wrong]")).not_to_have_text(before)
    expect(desk.locator("[data-count=wrong]")).to_have_text("0")
    desk.click(".foot-bar .button-primary")
    expect(desk.locator("dd[data-count=new]")).to_have_text("99")


def ask_and_publish(desk: Page, server: Server) -> None:
    """A roster for the whole county is asked for, taken as good enough, reviewed and published."""
    desk.goto(server.base + "/plans/new/")
    desk.click("main form .button-primary")
    expect(desk.get_by_text("正在计算").first).to_be_visible()
    use = desk.get_by_role("button", name=re.compile("用现在这份"))
    expect(use).to_be_enabled(timeout=SLOW_MS)
    use.click()
    desk.wait_for_url(re.compile(r"/duty/rosters/\d+/"), timeout=SLOW_MS)
    expect(desk.get_by_text("校验通过").first).to_be_visible()
    desk.get_by_role("button", name=re.compile("发布并通知")).click()
    expect(desk.get_by_text("已发布").first).to_be_visible()


def tonights_guard(desk: Page, server: Server) -> tuple[str, str]:
    """Somebody of the list stands at one of its posts tonight."""
    for number in range(1, 25):
        url = f"{server.base}/duty/posts/{number}/"
        desk.goto(url)
        line = desk.locator(".card .lines li", has_text="02-13 22:00")
        if line.count():
            return url, line.first.locator("b").inner_text().replace("◆", "").strip()
    raise AssertionError("nobody stands at the 24 posts tonight")


def phone_checks_in(desk: Page, server: Server, browser: Browser, post_url: str, name: str) -> None:
    """The leader shows a code, the guard's phone takes it, signs in without a network, and comes back."""
    desk.goto(post_url)
    desk.click("#offer-phone")
    desk.select_option("#person", label=name)
    desk.click("main form .button-primary")
    desk.click(".offer summary")
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 740})
    phone = context.new_page()
    phone.goto(desk.inner_text(".offer code"))
    phone.click(".button-primary")
    phone.evaluate("async () => (await navigator.serviceWorker.ready).active.state")
    button = phone.get_by_role("button", name=re.compile("签到"))
    expect(button.first).to_be_visible()
    context.set_offline(True)
    button.first.click()
    expect(phone.locator("#waiting")).to_contain_text("条待上传")
    context.set_offline(False)
    expect(phone.get_by_text("已全部上传")).to_be_visible(timeout=SLOW_MS)
    context.close()


def today_and_brief(desk: Page, server: Server, name: str) -> None:
    """Today knows him on post; the brief's figure opens the row with his name; the brief is a PDF."""
    desk.goto(server.base + "/bulletin/figures/on_duty_now/")
    expect(desk.get_by_text(name).first).to_be_visible(timeout=SLOW_MS)
    desk.goto(server.base + "/")
    expect(desk.locator(".figures")).to_contain_text("1")
    desk.goto(server.base + "/bulletin/")
    expect(desk.locator("main")).to_contain_text("800")
