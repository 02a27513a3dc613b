"""Walking through all pages by their own links, one page of each kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import parse_qsl, urljoin, urlsplit

from playwright.sync_api import Page

# Files that a browser saves or shows by a reader of its own, and doors that end the walk.
NOT_WALKED = re.compile(r"^/(logout|static)/|/print/|\.(pdf|xlsx|csv|json|svg|ics|webmanifest|js)$")


def kind_of(address: str) -> str:
    """Return what kind of page an address opens: numbers and words of a search make no new kind."""
    parts = urlsplit(address)
    asked = ",".join(sorted({name for name, _ in parse_qsl(parts.query)}))
    path = re.sub(r"(?<=figures/)[a-z_]+", "key", re.sub(r"\d+", "0", parts.path))
    return f"{path}?{asked}"


def walk(page: Page, base: str, begin: Iterable[str], look: Callable[[int], None]) -> Iterator[str]:
    """Yield each kind of page once, open; ``look`` is called before each with its number."""
    waiting = [urljoin(base, path) for path in begin]
    known = {kind_of(address) for address in waiting}
    n = 0
    while waiting:
        address = waiting.pop(0)
        look(n)
        n += 1
        page.goto(address)
        for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            is_ours = link.startswith(base + "/") and not NOT_WALKED.search(urlsplit(link).path)
            if is_ours and kind_of(link) not in known:
                known.add(kind_of(link))
                waiting.append(link.split("#")[0])
        yield address.removeprefix(base)
