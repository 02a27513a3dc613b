"""The sample pages in a real browser: no violation, nothing clipped, readable by everybody, walked by keys."""

from __future__ import annotations

import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RENDER = Path(__file__).parent / "gallery/render.py"
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'"
PAGES = ("today", "roster", "uploads", "phones", "gallery")
EVERY_PAGE = pytest.mark.parametrize("page", PAGES)
PANEL = '<div class="panel-head"><h2>Swap</h2></div><div class="panel-part"><button id="first">Yu</button></div>'


class Server(SimpleHTTPRequestHandler):
    """Serves the rendered files; answers what a page asks for while it lives."""

    def do_GET(self) -> None:
        if self.path.startswith("/live/"):
            self.send_response(304)
            self.end_headers()
        elif "/swap/" in self.path:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PANEL.encode())
        else:
            super().do_GET()

    def end_headers(self) -> None:
        if "axe" not in self.path:
            self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Stay quiet: the findings are the report."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    out = tmp_path_factory.mktemp("gallery")
    subprocess.run([sys.executable, str(RENDER), str(out)], check=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Server, directory=str(out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1600, "height": 1000})
    page.set_default_timeout(5000)
    yield page
    page.close()


def test_it_works(root, tab):
    tab.goto(f"{root}/today.zh.light.html")
    assert tab.title() == "今日 · 临溪县"
    assert tab.locator("h1").inner_text() == "今日"


@EVERY_PAGE
def test_the_policy_is_kept_and_the_console_silent(root, tab, page):
    said = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(f"{root}/{page}.zh.dark.html")
    tab.wait_for_load_state("networkidle")
    assert said == []


@EVERY_PAGE
@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920, 3840])
def test_no_page_scrolls_sideways(root, tab, page, width):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"{root}/{page}.en.light.html")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@EVERY_PAGE
@pytest.mark.parametrize("look", ["zh.light", "zh.dark", "en.light"])
def test_everybody_can_read_it(root, tab, page, look):
    tab.goto(f"{root}/{page}.{look}.html?axe")
    found = Axe().run(tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert [(rule["id"], node["target"]) for rule in found.response["violations"] for node in rule["nodes"]] == []


@pytest.mark.parametrize("page", ["today", "uploads", "phones"])
def test_targets_are_large_enough_on_a_phone(root, tab, page):
    tab.set_viewport_size({"width": 360, "height": 780})
    tab.goto(f"{root}/{page}.zh.light.html")
    heights = tab.locator(".button:visible, .place:visible, .tabs a:visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    assert min(heights) >= (48 if page == "phones" else 44)


def test_arrows_walk_the_grid_and_enter_opens_the_swap(root, tab):
    tab.goto(f"{root}/roster.zh.light.html")
    tab.focus("#c-0-0")
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        tab.keyboard.press(key)
    tab.wait_for_selector("#first")
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.id") == "c-1-1"
    assert tab.locator("#panel").is_hidden()


def test_the_keys_of_the_page_are_listed(root, tab):
    tab.goto(f"{root}/today.zh.light.html")
    tab.keyboard.press("?")
    assert "新建救援" in tab.locator("[data-keylist] ul").inner_text()


def test_letters_can_be_switched_off(root, tab):
    tab.goto(f"{root}/today.zh.light.html")
    tab.keyboard.press("?")
    tab.locator("[data-letters]").uncheck()
    tab.keyboard.press("Escape")
    tab.keyboard.press("?")
    assert not tab.evaluate("document.querySelector('[data-keylist]').open")


def test_letters_in_a_field_are_letters(root, tab):
    tab.goto(f"{root}/today.zh.light.html")
    tab.keyboard.press("/")
    tab.keyboard.type("g?")
    assert tab.locator("[data-find] input").input_value() == "g?"


def test_j_walks_the_alarms(root, tab):
    tab.goto(f"{root}/today.zh.light.html")
    for _ in range(2):
        tab.keyboard.press("j")
    assert "老人昏倒" in tab.locator("#alarms .is-selected").inner_text()


def test_the_rail_is_reached_by_g_and_a_letter(root, tab):
    tab.goto(f"{root}/today.zh.light.html")
    tab.keyboard.press("g")
    tab.keyboard.press("d")
    tab.wait_for_url("**/duty/", wait_until="commit")


def test_a_sign_keeps_its_size_when_the_map_is_enlarged(root, tab):
    tab.goto(f"{root}/today.zh.light.html")
    sign = tab.locator(".mark.sign-warn").first
    before = sign.bounding_box()
    tab.locator("[data-map-do=in]").click()
    assert sign.bounding_box()["width"] == pytest.approx(before["width"], abs=0.6)


def test_a_broken_line_is_told(root, tab):
    tab.route("**/live/**", lambda route: route.abort())
    tab.clock.install()
    tab.goto(f"{root}/today.zh.light.html")
    tab.clock.run_for(7000)
    tab.wait_for_selector('.lamp[data-state="broken"]')
    assert "断开" in tab.locator(".lamp").inner_text()
