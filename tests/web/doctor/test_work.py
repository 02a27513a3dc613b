"""What should go on by itself: the worker, and somebody who makes backups."""

from __future__ import annotations

import json
import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from yixian.web.doctor import work
from yixian.web.plans import alive
from yixian.web.plans.worker import Worker


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def said(findings):
    return [(one.state, one.code) for one in findings]


def test_it_works(folder, db):
    assert said(work.worker()) == [("look", "doctor_worker_never")]
    Worker().tick()
    assert said(work.worker()) == [("good", "doctor_worker")]


def test_a_worker_that_is_silent_is_bad(folder):
    alive.beat()
    long_ago = time.time() - 300
    os.utime(folder / "worker.beat", (long_ago, long_ago))
    assert said(work.worker()) == [("bad", "doctor_worker_silent")]


@pytest.mark.parametrize(
    ("hours", "state", "code"),
    [
        (1, "good", "doctor_backup"),
        (25, "good", "doctor_backup"),
        (30, "look", "doctor_backup"),
        (80, "bad", "doctor_backup_old"),
    ],
)
def test_a_backup_grows_old(folder, hours, state, code):
    made_at = (timezone.now() - timedelta(hours=hours)).isoformat()
    Path(settings.DATA_DIR, "backup.json").write_text(json.dumps({"file": "/mnt/a.zip", "made_at": made_at}))
    (one,) = work.backups()
    assert (one.state, one.code) == (state, code)
    assert "/mnt/a.zip" in one.text("zh")


def test_without_any_backup_it_is_to_be_looked_at(folder):
    assert said(work.backups()) == [("look", "doctor_backup_never")]
