"""The power fails at any moment: what was answered is on the disk, with our settings and only with them."""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest

from tests.soak.power.images import Disk, Verdict, cut_often
from tests.soak.power.recording import Answered, Sync, Truncate, Write
from tests.soak.power.writer import afternoon, replayed
from tests.web.database.installation import FILL, Installation
from yixian.web.database.choice import SQLITE_SETTINGS

IS_SOAK = os.environ.get("YX_SOAK") == "1"
SEED = int(os.environ.get("SEED", "1"))


def made(folder, n_uploads):
    # This is about SQLite, whatever the run is on: PostgreSQL's own way of surviving is not ours to prove.
    installation = Installation(folder / "data")
    installation.environment.pop("YX_DATABASE", None)
    installation.run(FILL)
    return afternoon(installation, n_uploads)


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    return made(tmp_path_factory.mktemp("power"), n_uploads=40)


def verdict(work, folder, settings, n_images):
    steps = replayed(work, settings, folder)
    (folder / "image").mkdir()
    base = {work.base.name: work.base.read_bytes()}
    return cut_often(steps, base, folder / "image", n_images=n_images, seed=SEED)


def test_it_works(work, tmp_path):
    assert "synchronous=FULL" in SQLITE_SETTINGS
    assert verdict(work, tmp_path, SQLITE_SETTINGS, 500) == Verdict(500, lost=0, corrupt=0)


def test_the_log_and_the_file_are_both_written_and_synced(work, tmp_path):
    steps = replayed(work, SQLITE_SETTINGS, tmp_path)
    done = Counter((type(step).__name__, step.file) for step in steps if not isinstance(step, Answered))
    log, file = f"{work.base.name}-wal", work.base.name
    assert done["Write", log] > 100
    assert done["Sync", log] >= 40
    assert done["Write", file] > 20
    assert done["Sync", file] > 1
    assert sum(isinstance(step, Answered) for step in steps) == 40


def test_a_weaker_setting_loses_what_was_answered_and_is_caught(work, tmp_path):
    found = verdict(work, tmp_path, SQLITE_SETTINGS.replace("synchronous=FULL", "synchronous=NORMAL"), 200)
    assert found.lost > 50
    assert found.corrupt == 0
    print(f"NORMAL: {found.lost} of {found.images} cuts lost something")


def test_no_syncs_at_all_corrupt_the_file_and_are_caught(work, tmp_path):
    found = verdict(work, tmp_path, SQLITE_SETTINGS.replace("synchronous=FULL", "synchronous=OFF"), 200)
    assert found.corrupt > 20
    assert found.corrupt + found.lost > 50


@pytest.mark.slow
def test_ten_thousand_cuts(tmp_path):
    n_images = 10_000 if IS_SOAK else 1000
    found = verdict(made(tmp_path / "before", n_uploads=120), tmp_path, SQLITE_SETTINGS, n_images)
    print(f"{found.images} cuts: {found.lost} lost, {found.corrupt} corrupt")
    assert found == Verdict(n_images, lost=0, corrupt=0)


def test_what_was_synced_survives_every_cut():
    disk = Disk({"a": bytearray(b"....")})
    for step in (Write("a", 2, b"xy"), Sync("a"), Truncate("a", 0)):
        disk.take(step)
    left = {disk.cut(random.Random(seed))["a"] for seed in range(50)}
    assert left == {b"..xy", b""}


def test_a_write_that_was_not_synced_is_there_gone_or_torn_between_sectors():
    old, new = b"." * 2048, b"x" * 2048
    disk = Disk({"a": bytearray(old)})
    disk.take(Write("a", 0, new))
    left = {disk.cut(random.Random(seed))["a"] for seed in range(400)}
    assert {old, new} < left
    assert all(set(one[at : at + 512]) in ({46}, {120}) for one in left for at in range(0, 2048, 512))


def test_a_file_that_was_never_synced_may_be_empty_or_whole():
    disk = Disk({})
    disk.take(Write("b", 3, b"abc"))
    left = {disk.cut(random.Random(seed))["b"] for seed in range(100)}
    assert left == {b"", b"\0\0\0abc"}
