"""The county's own writers at work for a while, and each statement that they send to the database."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.soak.power.recording import Answered, Recorder, Step
from tests.web.database.installation import Installation

# A checkpoint moves pages from the log into the file; with a short log there are many of them.
SHORT_LOG = "PRAGMA wal_autocheckpoint=40"
WORK = """
import json, sys
from datetime import timedelta
from uuid import uuid4
from django.db import connection
from tests.county import EVENING
from yixian.web.access.models import Account
from yixian.web.duty.actions import set_need
from yixian.web.duty.models import Post, ShiftKind
from yixian.web.field.log import append

officer = Account.objects.unscoped("test").get(username="duty_officer")
post = Post.objects.unscoped("test").get(number=1)
shift = ShiftKind.objects.unscoped("test").first()
said = []
connection.connection.set_trace_callback(lambda statement: said.append(statement))
for i in range(int(sys.argv[1])):
    at = EVENING + timedelta(minutes=i)
    raw = [{"uuid": str(uuid4()), "post": 1, "kind": "in", "at": at.isoformat()} for _ in range(1 + i % 7)]
    stored = append(raw, device=None, at=at)
    said.append([answer.uuid.replace("-", "") for answer in stored])
    if i % 5 == 0:
        set_need(by=officer, post=post, shift=shift, people=1 + i % 3, at=at)
print(json.dumps(said))
"""


@dataclass(frozen=True)
class Afternoon:
    """The database before the work, and the work: statements, and lists of what was answered between them."""

    base: Path
    work: list[str | list[str]]


def afternoon(installation: Installation, n_uploads: int) -> Afternoon:
    """Let the writers work and return what they sent; the database before is kept beside."""
    base = installation.folder.parent / "base.sqlite3"
    checkpoint = "from django.db import connection\nconnection.cursor().execute('PRAGMA wal_checkpoint(TRUNCATE)')"
    installation.run(checkpoint)
    shutil.copy(installation.folder / "yixian.sqlite3", base)
    return Afternoon(base, json.loads(installation.run(WORK, str(n_uploads))))


def replayed(work: Afternoon, settings: str, folder: Path) -> list[Step]:
    """Send the same statements again through the recording file system, under some settings."""
    path = folder / work.base.name
    shutil.copy(work.base, path)
    recorder = Recorder()
    with recorder.opened(path) as database:
        database.run(settings)
        database.run(SHORT_LOG)
        for one in work.work:
            if isinstance(one, list):
                recorder.steps.append(Answered(frozenset(one)))
            elif not one.startswith("SELECT"):
                database.run(one)
        # What the last connection does when it closes is no part of the work.
        return list(recorder.steps)
