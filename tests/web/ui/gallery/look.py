"""Photographs the rendered pages under the strict policy: look.py OUT [page ...]; prints every violation."""

from __future__ import annotations

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import ConsoleMessage, sync_playwright

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
VIEWS = [
    ("zh.light", 1600, 1000), ("zh.dark", 1600, 1000), ("en.light", 1600, 1000), ("zh.light", 1920, 1080),
    ("zh.light", 1280, 800), ("zh.light", 768, 1024), ("zh.light", 360, 780), ("en.dark", 360, 780),
    ("zh.light", 320, 700), ("zh.light", 3840, 2160),
]  # fmt: skip


class Strict(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


def complain(where: str, message: ConsoleMessage) -> None:
    # No server answers the live poll of a file, so its 404 is no finding.
    if message.type == "error" and "/live/" not in message.location.get("url", ""):
        print(where, message.text[:200])


def main(out: Path, pages: list[str]) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(out)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for page in pages:
            for name, width, height in VIEWS:
                tab = browser.new_page(viewport={"width": width, "height": height})
                tab.on("console", partial(complain, f"{page} {name} {width}"))
                tab.goto(f"{root}/{page}.{name}.html")
                wide = tab.evaluate("document.documentElement.scrollWidth") - width
                if wide > 0:
                    print(page, name, width, "scrolls sideways by", wide)
                tab.screenshot(path=str(out / f"{page}.{name}.{width}.png"), full_page=width <= 360)
                tab.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or ["today", "roster", "uploads", "phones", "gallery"])
