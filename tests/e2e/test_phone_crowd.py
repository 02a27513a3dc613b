"""Eight phones at once send the same entries in disorder, doubled, in chunks of their own: each counts once."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from tests.server import ROOT, Server, Visitor, running

pytestmark = pytest.mark.slow

N_PHONES = 8
N_ENTRIES = 120
FILL = f"""
import django
django.setup()
from tests.county import build
from yixian.web import clock
from yixian.web.access import devices
from yixian.web.access.models import Account
Account.objects.unscoped("the first start has made one").update(username="first")
county = build()
for _ in range({N_PHONES}):
    made = devices.offer_phone(
        by=county.duty_officer, place=county.posts["安平苑北门"].place, person=None, at=clock.now()
    )
    print(devices.take_phone(token=made.token, at=clock.now()))
"""


def run(server: Server, code: str) -> list[str]:
    ours = {"YX_DATA_DIR": str(server.data_dir), "DJANGO_SETTINGS_MODULE": "yixian.web.settings"}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | ours, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.fixture
def server(tmp_path) -> Iterator[Server]:
    with running(tmp_path, "--empty", "--no-with-worker") as found:
        yield found


def send(base: str, token: str, seed: int) -> list[tuple[str, str]]:
    """Send all entries twice, shuffled and chunked by chance; return what was answered for each."""
    chance = random.Random(seed)
    at = "2020-02-13T16:00:00+08:00"
    entries = [{"uuid": str(UUID(int=n + 1)), "post": n % 5 + 1, "kind": "in", "at": at} for n in range(N_ENTRIES)] * 2
    chance.shuffle(entries)
    visitor, said = Visitor(base), []
    while entries:
        size = chance.choice([1, 7, 40])
        body = {"sent_at": None, "entries": [entries.pop() for _ in range(min(size, len(entries)))]}
        answer = visitor.send_json("/api/field/sync", body, Authorization=f"Bearer {token}")
        assert answer.status == 200, answer.text
        said += [(row["uuid"], row["result"]) for row in answer.json()["answers"]]
    return said


def test_it_works(server):
    tokens = run(server, FILL)
    with ThreadPoolExecutor(N_PHONES) as pool:
        said = pool.map(lambda pair: send(server.base, pair[1], pair[0]), enumerate(tokens))
        answers = Counter(one for phone in said for one in phone)
    stored = {uuid: n for (uuid, result), n in answers.items() if result == "stored"}
    assert len(stored) == N_ENTRIES
    assert set(stored.values()) == {1}
    assert sum(answers.values()) == N_PHONES * N_ENTRIES * 2
    kept = "import django; django.setup(); from yixian.web.field.models import FieldEntry, FieldConflict\n"
    count = "print(FieldEntry.objects.unscoped('test').count(), FieldConflict.objects.unscoped('test').count())"
    assert run(server, kept + count) == [str(N_ENTRIES), "0"]
