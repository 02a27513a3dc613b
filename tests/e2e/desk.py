"""Given things of browser tests: the little county on a running server, somebody at a desk, what the console said."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from playwright.sync_api import ConsoleMessage, Page

from tests.server import PASSWORD, ROOT, Server

# Every account of the little county may log in with the one password; then whatever the test needs.
COUNTY = f"""
from datetime import timedelta
from tests.county import build
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.tasks.models import Task
Account.objects.unscoped("the first start has made one").update(username="first")
county = build()
for account in county.accounts.values():
    account.set_password("{PASSWORD}")
    account.save()


def shift(key, name, post, *, begun_ago, lasts=timedelta(hours=8), **fields):
    place, start = county.posts[post].place, clock.now() - begun_ago
    return Task.objects.create(key=key, kind="shift", place=place, place_path=place.path,
        person=county.people[name], starts_at=start, ends_at=start + lasts, **fields)


"""


def ask(server: Server, code: str) -> object:
    """Run a few lines on the server's own data and return what they put into ``answer``."""
    before = "import django, json; django.setup(); answer = None\n"
    ours = {"YX_DATA_DIR": str(server.data_dir), "DJANGO_SETTINGS_MODULE": "yixian.web.settings"}
    command = [sys.executable, "-c", f"{before}{code}\nprint(json.dumps(answer))"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | ours, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout.splitlines()[-1])


def heard(page: Page, complaints: list[str]) -> Page:
    """Write down what the console of a page complains of."""

    def hear(message: ConsoleMessage) -> None:
        # The network that the test itself takes away is not the page's fault.
        if message.type == "error" and "ERR_INTERNET_DISCONNECTED" not in message.text:
            complaints.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


def logged_in(page: Page, server: Server, username: str, complaints: list[str]) -> Page:
    """Log somebody in as he does: user name, password, Enter."""
    heard(page, complaints)
    page.goto(server.base + "/login/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector(".shell")
    return page
