"""Every page, wide and narrow, light and dark, in both languages: nothing to complain of, nothing out of reach."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.desk import COUNTY, ask, logged_in
from tests.server import Server, running

pytestmark = pytest.mark.browser

FILL = f"""{COUNTY}
hour = timedelta(hours=1)
shift("LI", "李建新", "安平苑北门", begun_ago=hour, late_at=clock.now())
shift("WANG", "王建军", "安平苑北门", begun_ago=hour, late_at=clock.now())
shift("ZHAO", "赵秀英", "下湾村口", begun_ago=-hour)
"""
OFFICER = (
    "/", "/duty/posts/", "/duty/posts/1/", "/duty/rosters/", "/plans/", "/plans/new/", "/uploads/",
    "/register/people/", "/register/people/1/", "/register/people/1/number/", "/register/units/", "/register/places/",
    "/register/places/2/", "/find/?q=zxy", "/bulletin/", "/bulletin/figures/posts/", "/nothing/here/",
)  # fmt: skip
ADMIN = ("/settings/", "/password/")
# Width, theme, language: each value with each other at least once over the run, not all with all.
LOOKS = ((1920, "light", "zh-hans"), (360, "dark", "zh-hans"), (360, "light", "en"), (1920, "dark", "en"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("pages"), "--empty", "--no-with-worker") as found:
        ask(found, FILL)
        yield found


def desk(server: Server, browser: Browser, username: str, look: tuple[int, str, str]) -> tuple[Page, list[str]]:
    width, theme, language = look
    context = browser.new_context(
        locale="en-US" if language == "en" else "zh-CN", viewport={"width": width, "height": 900}
    )
    cookies = {"theme": theme, "django_language": language}
    context.add_cookies([{"name": name, "value": value, "url": server.base} for name, value in cookies.items()])
    # A list of its own: one of the pages is to be missing, and the browser complains of that.
    said: list[str] = []
    return logged_in(context.new_page(), server, username, said), said


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "-".join(map(str, look)))
@pytest.mark.parametrize(("username", "paths"), [("duty_officer", OFFICER), ("admin", ADMIN)])
def test_nothing_to_complain_of(server, browser, username, paths, look):
    page, complaints = desk(server, browser, username, look)
    found = []
    for path in paths:
        page.goto(server.base + path)
        page.wait_for_timeout(150)
        if "status of 404" not in " ".join(complaints):
            found += [f"{path}: {text}" for text in complaints]
        complaints.clear()
        found += [f"{path}: {text}" for text in _axe(page)]
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found += [f"{path}: {width} px wider than the screen"] if width > 1 else []
    page.context.close()
    assert found == []


def test_a_stranger_township_meets_no_name_of_another(server, browser):
    page, _ = desk(server, browser, "stranger", LOOKS[0])
    for path in OFFICER:
        page.goto(server.base + path)
        text = page.content()
        for name in ("赵秀英", "于倩", "王建军", "李建新"):
            assert name not in text, f"{path} shows {name}"
    page.context.close()


def _axe(page: Page) -> list[str]:
    # Serious and critical findings of WCAG 2 A and AA.
    answer = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    bad = [one for one in answer.response["violations"] if one["impact"] in ("serious", "critical")]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in bad]
