"""Backup while phones write: how long a phone waits meanwhile, and how long a restore takes.

    ./yx bench backup [--megabytes N] [--rows-per-second N] [--postgresql]

Fills an installation of its own, writes at a steady rate as phones do, 50 entries at a time, and takes a backup in the
middle; then restores it into an empty place. Milliseconds are those of one batch, from the first statement to its
commit, before and while the backup is made.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

BATCH = 50
FILL = """
import sys
from datetime import timedelta
from uuid import uuid4
from django.db import transaction
from tests.county import EVENING
from yixian.web.field.insert import insert
from yixian.web.field.models import FieldEntry
from yixian.web.register.models import Place
post = Place.objects.unscoped("bench").filter(kind="post").first()
def row(i):
    at = EVENING + timedelta(seconds=i)
    return FieldEntry(uuid=uuid4(), kind="in", place_id=post.pk, place_path=post.path, happened_at=at, received_at=at,
                      details={"temp": 36.5}, digest=bytes(32))
for start in range(0, int(sys.argv[1]), 2000):
    with transaction.atomic():
        insert([row(start + i) for i in range(2000)])
"""
WRITE = f"""
import sys, time
from datetime import UTC, datetime
from uuid import uuid4
from yixian.web.field.log import append
from yixian.web.register.models import Place
post = Place.objects.unscoped("bench").filter(kind="post").first()
pause = {BATCH} / int(sys.argv[1])
due = time.monotonic()
while True:
    at = datetime.now(UTC)
    note = {{"post": f"place:{{post.pk}}", "kind": "in", "at": at.isoformat()}}
    raw = [{{"uuid": str(uuid4()), **note}} for _ in range({BATCH})]
    began = time.monotonic()
    append(raw, device=None, at=at)
    print(time.monotonic(), (time.monotonic() - began) * 1000, flush=True)
    due += pause
    time.sleep(max(0.0, due - time.monotonic()))
"""
BYTES_A_ROW = 330


def main() -> None:
    """Measure once and print."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--megabytes", type=int, default=250)
    words.add_argument("--rows-per-second", type=int, default=2000)
    words.add_argument("--postgresql", action="store_true")
    asked = words.parse_args()
    if asked.postgresql:
        os.environ["YX_TEST_DATABASE"] = "postgresql"
    with tempfile.TemporaryDirectory(prefix="yixian-bench-") as folder:
        measure(Path(folder), asked.megabytes, asked.rows_per_second)


def measure(folder: Path, megabytes: int, rows_a_second: int) -> None:
    """Fill, write, back up, restore."""
    made = import_module("tests.web.database.installation")
    installation = made.filled(folder / "data")
    installation.run(FILL, str(megabytes * 2**20 // BYTES_A_ROW))
    writer = installation.start(WRITE, str(rows_a_second))
    time.sleep(5)
    file = folder / "county.zip"
    began = time.monotonic()
    told(installation.command("backup", str(file)))
    ended = time.monotonic()
    writer.kill()
    waits = [tuple(map(float, line.split())) for line in writer.communicate()[0].splitlines()]
    show("before it", [wait for at, wait in waits if at < began], 5)
    show("meanwhile", [wait for at, wait in waits if began <= at <= ended], ended - began)
    print(f"backup: {ended - began:.1f} s, {file.stat().st_size / 2**20:.0f} MB")
    spare = made.Installation(folder / "spare")
    shutil.copy(installation.folder / "keys.json", spare.folder)
    began = time.monotonic()
    told(spare.command("restore", str(file)))
    print(f"restore, verified: {time.monotonic() - began:.1f} s")


def show(when: str, waits: list[float], seconds: float) -> None:
    """Print how long batches took."""
    middle, most, longest = at_share(waits, 0.5), at_share(waits, 0.99), max(waits)
    rate = BATCH * len(waits) / seconds
    print(f"{when}: {rate:,.0f} rows/s, a batch p50 {middle:.0f}, p99 {most:.0f}, longest {longest:.0f} ms")


def at_share(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def told(done: subprocess.CompletedProcess[str]) -> None:
    """Stop if a command has failed."""
    if done.returncode != 0:
        sys.exit(done.stderr)


if __name__ == "__main__":
    main()
