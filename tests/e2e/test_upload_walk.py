"""A dirty list in a browser, by keys alone: mend, skip, say who it is, write."""

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


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("walk-books")
    workbooks(county(seed=1), folder, 1)
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, books: Path) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("walk"), "--empty") as found:
        officer = found.officer("duty", "headquarters")
        for name in ("places", "units", "posts", "staff_all"):
            answer = officer.post("/uploads/", {}, files={"file": books / "clean" / f"{name}.xlsx"})
            assert officer.post(f"{answer.url}write/", {}, page=answer.url).status == 200
        yield found


@pytest.fixture
def desk(browser: Browser, server: Server, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1600, "height": 1000})
    page = logged_in(context.new_page(), server, "duty", complaints)
    page.set_default_timeout(20_000)
    yield page
    context.close()


def _count(desk: Page, name: str) -> int:
    return int(desk.locator(f"[data-count={name}]").inner_text())


def _standing(desk: Page) -> str:
    return str(desk.evaluate("document.activeElement.closest('tr')?.dataset.sheetRow || ''"))


def _walk_to(desk: Page, inside: str) -> None:
    """Press J until the row one stands on has something in the lines below it."""
    for _ in range(60):
        desk.keyboard.press("j")
        row = desk.locator(f"#row-{_standing(desk)} + tr.mend")
        if row.count() and row.locator(inside).count():
            return
    raise AssertionError(f"no row with {inside}")


def _after(desk: Page, name: str, was: int) -> None:
    expect(desk.locator(f"[data-count={name}]")).not_to_have_text(str(was))


def test_it_works(desk: Page, server: Server, books: Path) -> None:
    desk.goto(server.base + "/uploads/")
    desk.set_input_files("#file", books / "dirty" / "staff_all.xlsx")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("h1")).to_contain_text("人员名册")
    wrong = _count(desk, "wrong")
    assert wrong > 40

    _walk_to(desk, "[data-accept]")
    desk.keyboard.press("Enter")
    _after(desk, "wrong", wrong)
    assert _count(desk, "wrong") == wrong - 1
    assert _standing(desk), "the focus stays in the list"

    _walk_to(desk, "[data-fill]")
    row = _standing(desk)
    desk.keyboard.press("s")
    expect(desk.locator(f"#row-{row}")).to_have_count(0)
    assert _count(desk, "wrong") == wrong - 2

    desk.keyboard.press("u")
    expect(desk.locator(f"#row-{row}")).to_have_count(1)
    assert _count(desk, "wrong") == wrong - 1

    _types_what_cannot_be_guessed(desk)
    _says_who_it_is(desk)
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".chip", has_text="已写入")).to_be_visible()


def _types_what_cannot_be_guessed(desk: Page) -> None:
    _walk_to(desk, "[data-fill][aria-label*='人员类别']")
    wrong = _count(desk, "wrong")
    desk.keyboard.press("Enter")
    desk.keyboard.type("下沉干部")
    desk.keyboard.press("Enter")
    _after(desk, "wrong", wrong)
    assert _count(desk, "wrong") == wrong - 1


def _says_who_it_is(desk: Page) -> None:
    asked, same = _count(desk, "asked"), _count(desk, "same")
    desk.goto(desk.url.split("?")[0] + "?tab=asked")
    desk.keyboard.press("j")
    desk.keyboard.press("y")
    _after(desk, "asked", asked)
    assert _count(desk, "same") == same + 1
    row = _standing(desk)
    desk.keyboard.press("n")
    expect(desk.locator(f"#row-{row}")).to_have_count(0)
    assert _count(desk, "asked") == asked - 2


def test_at_most_12_acts_from_900_rows_to_written(desk: Page, server: Server, books: Path) -> None:
    """The faults are skipped or mended by kind; choosing the file and the two presses of Ctrl+Enter count too."""
    desk.goto(server.base + "/uploads/")
    desk.set_input_files("#file", books / "dirty" / "staff" / "县水利局.xlsx")
    acts = 2
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("[data-count=wrong]")).to_be_visible()
    while _count(desk, "wrong"):
        before = _count(desk, "wrong")
        desk.locator("[data-kind] form .button").first.click()
        _after(desk, "wrong", before)
        acts += 1
    desk.keyboard.press("Control+Enter")
    expect(desk.locator(".chip", has_text=re.compile("已写入"))).to_be_visible()
    assert acts + 1 <= 12
