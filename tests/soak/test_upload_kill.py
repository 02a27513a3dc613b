"""``kill -9`` while a large workbook is written: the next start goes on where it was, and nobody is there twice."""

from __future__ import annotations

import os
import random
import re
import time

import pytest

from tests.server import PASSWORD, Server, Visitor
from tests.soak.test_upload_schedules import SEED
from tests.web.database.installation import filled
from tests.web.register.books import WANG
from yixian.rules.identity import check_character
from yixian.sheets import write_table

IS_SOAK = os.environ.get("YX_SOAK") == "1"
N_ROWS = 30_000 if IS_SOAK else 8_000
N_KILLS = 5 if IS_SOAK else 1
END_S = 300
LET_IN = """
import sys
from yixian.web.access.models import Account
officer = Account.objects.unscoped("test").get(username="duty_officer")
officer.set_password(sys.argv[1])
officer.save()
"""
WRITTEN = """
from yixian.web.register.models import Person, PersonNumber
from yixian.web.uploads.models import Upload
people = Person.objects.unscoped("test").filter(name="王秀兰")
upload = Upload.objects.unscoped("test").get()
print(people.count(), PersonNumber.objects.unscoped("test").filter(person__in=people).count(), upload.done_rows,
      sum(upload.chunks.values_list("rows", flat=True)), upload.counts["kept"])
"""


def book(folder):
    rows = []
    for at in range(N_ROWS):
        first = f"4199011950{1 + at // 1000 % 12:02d}{1 + at // 12_000 % 28:02d}{at % 1000:03d}"
        rows.append({**WANG, "id_number": first + check_character(first), "phone": f"139{at:08d}", "place": "下湾村"})
    path = folder / "people.xlsx"
    path.write_bytes(write_table("staff", rows))
    return path


def clerk_of(server):
    clerk = Visitor(server.base)
    clerk.log_in("duty_officer", PASSWORD)
    return clerk


def n_done(clerk, upload):
    """Return how many rows are written, None when all are."""
    found = re.search(r'<progress max="\d+" value="(\d+)"', clerk.get(f"/uploads/{upload}/progress/").text)
    return int(found[1]) if found else None


def wait_beyond(clerk, upload, rows):
    until = time.monotonic() + END_S
    while (done := n_done(clerk, upload)) is not None and done <= rows:
        assert time.monotonic() < until, "nobody goes on writing"
        time.sleep(0.1)
    return done


@pytest.mark.slow
def test_it_works(tmp_path):
    chance = random.Random(SEED)
    installation = filled(tmp_path / "data")
    installation.run(LET_IN, PASSWORD)
    server = Server(installation.folder, installation.environment, ("--empty",))
    try:
        server.wait()
        clerk = clerk_of(server)
        page = clerk.post("/uploads/", {"kind": "staff"}, files={"file": book(tmp_path)}, page="/uploads/")
        upload = re.search(r"/uploads/(\d+)/", page.url)[1]
        clerk.post(f"/uploads/{upload}/write/", {}, page="/uploads/")
        done, kills = 0, 0
        for _ in range(N_KILLS):
            done = wait_beyond(clerk, upload, done)
            if done is None:
                break
            time.sleep(chance.uniform(0, 0.5))
            server.kill()
            server.start()
            server.wait()
            kills, clerk = kills + 1, clerk_of(server)
        while done is not None:
            done = wait_beyond(clerk, upload, done)
    finally:
        server.stop()
    assert installation.run(WRITTEN).split() == [str(N_ROWS)] * 5
    print(f"{N_ROWS} rows, {kills} kills, each row once")
    assert kills
