"""The guard's phone in a real browser: enrol, sign in without a network, come back, and it counted once."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.e2e.desk import COUNTY, ask, heard
from tests.server import PASSWORD, Server, running

pytestmark = pytest.mark.browser

FILL = f"""{COUNTY}
GATE, ENTRANCE = "安平苑北门", "下湾村口"
for key, name, post in (("LI", "李建新", GATE), ("WANG", "王建军", GATE), ("ZHAO", "赵秀英", ENTRANCE)):
    shift(key, name, post, begun_ago=timedelta(minutes=5))
"""
TASK = """
from yixian.web.tasks.models import Task
task = Task.objects.unscoped("test").get(key="{key}")
answer = [task.state, task.entries.filter(kind="checkin").count(), task.entries.count(), task.place_id]
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("phones"), "--empty", "--no-with-worker") as found:
        ask(found, FILL)
        yield found


def invitation(server: Server, browser: Browser, key: str, person: str) -> str:
    """The leader logs in and opens a code; its address is what the phone's camera would read."""
    _, _, _, place = ask(server, TASK.format(key=key))  # type: ignore[misc]
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(f"{server.base}/login/?next=/f/offer/{place}/")
    page.fill("[name=username]", "township_officer")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.select_option("#person", label=person)
    page.click("main form .button-primary")
    page.click(".offer summary")
    address = page.inner_text(".offer code")
    context.close()
    return address


def enrolled(server: Server, browser: Browser, key: str, person: str) -> tuple[BrowserContext, Page]:
    """A phone scans the code and presses once."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(invitation(server, browser, key, person))
    page.click(".button-primary")
    expect(page.locator("#window")).to_contain_text(f"{person[0]}**"[: len(person)])
    kept = "async () => (await navigator.serviceWorker.ready).active.state"
    assert page.evaluate(kept) in ("activating", "activated")
    return context, page


def waits_for(server: Server, key: str, wanted: list[object]) -> None:
    until = time.monotonic() + 20
    found: object = None
    while time.monotonic() < until:
        found = ask(server, TASK.format(key=key))[:3]  # type: ignore[index]
        if found == wanted:
            return
        time.sleep(0.3)
    assert found == wanted


def half_lost() -> Callable[[Route], None]:
    """Every other answer never arrives, though the server has stored what was sent."""
    turns = itertools.cycle([True, False])

    def drop(route: Route) -> None:
        answer = route.fetch()
        if next(turns):
            route.abort()
        else:
            route.fulfill(response=answer)

    return drop


def test_it_works(server, browser, complaints):
    context, page = enrolled(server, browser, "ZHAO", "赵秀英")
    heard(page, complaints)
    context.set_offline(True)
    page.click("[data-kind=checkin]")
    expect(page.locator("#answer-word")).to_have_text("已签到")
    expect(page.get_by_text("没有网络，照常用")).to_be_visible()
    page.click("[data-kind=checkin]")
    expect(page.locator("#answer-word")).to_contain_text("已记下")
    expect(page.locator("#lamp").get_by_text("1 条待上传")).to_be_visible()
    assert ask(server, TASK.format(key="ZHAO"))[0] == "open"
    page.reload()
    expect(page.locator("#answer-word")).to_have_text("已签到")
    context.set_offline(False)
    expect(page.locator("#lamp").get_by_text("已全部上传")).to_be_visible(timeout=20_000)
    waits_for(server, "ZHAO", ["started", 1, 1])
    page.click("#undo")
    expect(page.locator("#answer-word")).to_have_text("还没签到")
    waits_for(server, "ZHAO", ["seen", 1, 2])
    context.close()


def test_half_of_the_answers_lost_and_two_phones_still_count_once(server, browser, complaints):
    phones = [enrolled(server, browser, "LI", "李建新"), enrolled(server, browser, "LI", "李建新")]
    for context, page in phones:
        page.route("**/api/field/sync", half_lost())
        context.set_offline(True)
        page.click("[data-kind=checkin]")
        context.set_offline(False)
    for _, page in phones:
        expect(page.locator("#lamp").get_by_text("已全部上传")).to_be_visible(timeout=40_000)
    waits_for(server, "LI", ["started", 2, 2])
    for context, _ in phones:
        context.close()


def test_nothing_kept_on_the_phone_names_anybody(server, browser, complaints):
    context, page = enrolled(server, browser, "WANG", "王建军")
    heard(page, complaints)
    page.click("[data-kind=checkin]")
    expect(page.locator("#lamp").get_by_text("已全部上传")).to_be_visible()
    stored = page.evaluate("() => JSON.stringify(localStorage)")
    caches = """async () => {
        const texts = [];
        for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys())
                texts.push(request.url, await (await caches.match(request)).text());
        return texts.join(" ");
    }"""
    for text in (stored, page.evaluate(caches)):
        assert "建军" not in text
        assert "1380000" not in text
        assert "419902" not in text
    assert "job.json" not in page.evaluate(caches).split("const ")[0]
    cookie = next(cookie for cookie in context.cookies() if cookie["name"] == "yx_phone")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    context.close()


def test_a_revoked_phone_keeps_its_queue_and_says_what_to_do(server, browser):
    context, page = enrolled(server, browser, "WANG", "王建军")
    ask(
        server,
        "from yixian.web.access.models import Device; from yixian.web import clock\n"
        "answer = Device.objects.unscoped('test').filter(person__name='王建军').update(revoked_at=clock.now())",
    )
    page.click("[data-kind=checkout]")
    expect(page.locator("#unknown")).to_contain_text("请组长打开")
    expect(page.locator("#unknown-kept")).to_contain_text("1 条记录还在手机上")
    page.goto(invitation(server, browser, "WANG", "王建军"))
    page.click(".button-primary")
    expect(page.locator("#lamp").get_by_text("已全部上传")).to_be_visible()
    context.close()


def test_a_phone_that_is_not_enrolled_is_told_kindly(server, browser, complaints):
    page = heard(browser.new_page(locale="en-US"), complaints)
    page.goto(f"{server.base}/f/")
    expect(page.locator("#unknown h2")).to_have_text("This phone is not enrolled")
    page.close()


@pytest.mark.parametrize("width", [320, 360])
def test_targets_are_large_and_the_page_fits(server, browser, complaints, width):
    context, page = enrolled(server, browser, "WANG", "王建军")
    heard(page, complaints)
    page.set_viewport_size({"width": width, "height": 640})
    page.click("[name=large][value='1']")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    sizes = """() => [...document.querySelectorAll("button, a, summary")].filter((part) => part.offsetParent)
        .map((part) => [part.textContent, part.getBoundingClientRect().height]).filter(([, height]) => height < 48)"""
    assert page.evaluate(sizes) == []
    first = page.locator("[data-kind=checkin]").bounding_box()
    assert first is not None
    assert first["height"] >= 88
    page.reload()
    assert page.evaluate("() => document.documentElement.hasAttribute('data-large')")
    context.close()


def test_the_first_visit_is_light(server, browser):
    page = browser.new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(f"{server.base}/f/")
    page.wait_for_load_state("networkidle")
    page.close()
    assert sum(sizes) <= 60_000


def test_it_works_without_a_service_worker(server, browser, complaints):
    address = invitation(server, browser, "ZHAO", "赵秀英")
    context = browser.new_context(locale="zh-CN", service_workers="block")
    page = heard(context.new_page(), complaints)
    page.goto(address)
    page.click(".button-primary")
    expect(page.locator("#post")).to_have_text("下湾村口")
    context.set_offline(True)
    page.click("[data-kind=checkout]")
    expect(page.locator("#lamp").get_by_text("1 条待上传")).to_be_visible()
    context.set_offline(False)
    expect(page.locator("#lamp").get_by_text("已全部上传")).to_be_visible(timeout=20_000)
    context.close()
