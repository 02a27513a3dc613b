"""Every page as every role, wide and narrow, light and dark, in both languages: nothing to complain of."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.crawl import walk
from tests.e2e.desk import COUNTY, ask, logged_in
from tests.server import Server, Visitor, running

# One server, one plan: the tests of this file run beside each other in one process.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("pages")]

CADRES = Path(__file__).parents[1] / "data" / "web" / "cadres_small.xlsx"
FILL = f"""{COUNTY}
hour = timedelta(hours=1)
shift("LI", "李建新", "安平苑北门", begun_ago=hour, late_at=clock.now())
shift("WANG", "王建军", "安平苑北门", begun_ago=hour, late_at=clock.now())
shift("ZHAO", "赵秀英", "下湾村口", begun_ago=-hour)
answer = (clock.now() + timedelta(days=1)).date().isoformat()
"""
PLANNED = """
from yixian.web.plans.models import Plan
answer = sorted(Plan.objects.unscoped("test").values_list("state", flat=True))
"""
# Width, theme, language: each value with each other at least once over the run, not all with all.
LOOKS = ((1920, "light", "zh-hans"), (360, "dark", "zh-hans"), (320, "light", "en"), (1280, "dark", "en"))
# Every page in every look as every role takes an hour; the sample meets each page once, in one look.
IS_WHOLE = bool(os.environ.get("YX_SOAK"))
TURNS = range(len(LOOKS)) if IS_WHOLE else range(1)
ROLES = ("duty_officer", "auditor", "admin", *(("township_officer", "stranger") if IS_WHOLE else ()))
FEWEST = {"duty_officer": 30, "township_officer": 28, "stranger": 20, "auditor": 8, "admin": 2}
# A fresh machine compiles the kernels first.
PLAN_S = 400
# What a township's own pages must never say to another.
THEIRS = ("赵秀英", "于倩", "王建军", "李建新")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The little county with a list that waits to be mended, a published roster, a draft and a brief."""
    with running(tmp_path_factory.mktemp("pages"), "--empty") as found:
        tomorrow = ask(found, FILL)
        officer = Visitor(found.base)
        officer.log_in("duty_officer")
        officer.post("/uploads/", {"kind": "cadres"}, files={"file": CADRES})
        wish = {"room": "duty", "starts_on": tomorrow, "days": "3"}
        asked = officer.post("/plans/new/", wish, page="/plans/new/")
        officer.post(f"{asked.url}best/", {}, page=asked.url)
        _planned(found, ["draft"])
        officer.post(f"{asked.url}publish/", {}, page=asked.url)
        officer.post("/plans/new/", wish, page="/plans/new/")
        officer.post("/bulletin/", {}, page="/bulletin/")
        yield found


def _planned(server: Server, states: list[str]) -> None:
    until = time.monotonic() + PLAN_S
    while (found := ask(server, PLANNED)) != states:
        assert time.monotonic() < until, found
        time.sleep(1)


def _desk(server: Server, browser: Browser, username: str) -> tuple[Page, list[str]]:
    said: list[str] = []
    return logged_in(browser.new_context().new_page(), server, username, said), said


def _looks(page: Page, server: Server, turn: int) -> Callable[[int], None]:
    def put_on(number: int) -> None:
        width, theme, language = LOOKS[(number + turn) % len(LOOKS)]
        page.set_viewport_size({"width": width, "height": 900})
        choices = {"theme": theme, "django_language": language}
        page.context.add_cookies([{"name": k, "value": v, "url": server.base} for k, v in choices.items()])

    return put_on


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("username", ROLES)
def test_nothing_to_complain_of(server: Server, browser: Browser, username: str, turn: int) -> None:
    page, said = _desk(server, browser, username)
    found, n = [], 0
    for path in walk(page, server.base, ["/"], _looks(page, server, turn + ROLES.index(username))):
        page.wait_for_timeout(100)
        n += 1
        found += [f"{path}: {text}" for text in [*said, *_axe(page), *_wide(page)]]
        said.clear()
    page.context.close()
    assert not found, "\n".join(found)
    assert n >= FEWEST[username]


def test_a_stranger_township_meets_no_name_of_another(server: Server, browser: Browser) -> None:
    page, _ = _desk(server, browser, "stranger")
    ours = [f"/register/people/{pk}/" for pk in range(1, 9)] + [f"/duty/posts/{number}/" for number in range(1, 5)]
    for path in walk(page, server.base, ["/", *ours], lambda _number: None):
        text = page.content()
        assert not [name for name in THEIRS if name in text], path
    page.context.close()


def test_a_page_that_is_not_there_says_so_with_the_way_back(server: Server, browser: Browser) -> None:
    page, _ = _desk(server, browser, "duty_officer")
    answer = page.goto(server.base + "/nothing/here/")
    assert answer and answer.status == 404
    assert _axe(page) == []
    assert page.locator("main a[href='/']").count() == 1
    page.context.close()


def _wide(page: Page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{width} px wider than the screen"] if width > 1 else []


def _axe(page: Page) -> list[str]:
    # Serious and critical findings of WCAG 2 A and AA, on a screen so high that nothing lies under the foot bar.
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": size["width"], "height": page.evaluate("document.body.scrollHeight + 200")})
    answer = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    bad = [one for one in answer.response["violations"] if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in bad]
