"""A register of half a million people imported while phones work: seconds, memory, and how long the phones wait.

    ./yx bench uploads [--people N] [--rows N] [--postgresql]

Writes lists of invented people (a workbook holds 60,000 rows at most, so there are several), starts a server with its
worker, sends the workbooks through the upload page one after the other and presses "write" on each, while phones of
one post send an entry twice a second. Memory is the sum over all processes of the server, the most that was seen.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import threading
import time
import urllib.request
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

N_PHONES = 8
PAUSE_S = 0.5
GOAL_S, GOAL_MB, GOAL_WAIT_S = 300, 1024, 1.0
PLACES = ("下湾村", "上湾村", "安平苑", "金穗小区", "粮站家属院")
PASSWORD = """
import sys
from yixian.web.access.models import Account
officer = Account.objects.unscoped("bench").get(username="duty_officer")
officer.set_password(sys.argv[1])
officer.save()
"""
COUNT = """
from yixian.web.register.models import PersonNumber
print(PersonNumber.objects.unscoped("bench").count())
"""


class Phone(threading.Thread):
    """A phone that sends an entry every half second and notes how long each answer took."""

    def __init__(self, base: str, token: str) -> None:
        super().__init__(daemon=True)
        self.waits: list[float] = []
        self.n_lost = 0
        self._base, self._token = base, token
        self._over = threading.Event()

    def run(self) -> None:
        """Send until told to stop."""
        while not self._over.is_set():
            began = time.monotonic()
            if not self._sent():
                self.n_lost += 1
            self.waits.append(time.monotonic() - began)
            self._over.wait(PAUSE_S)

    def stop(self) -> None:
        """End after the entry that is under way."""
        self._over.set()
        self.join(60)

    def _sent(self) -> bool:
        at = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime())
        entries = [{"uuid": str(uuid4()), "post": 1, "kind": "in", "at": at}]
        head = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        body = json.dumps({"sent_at": None, "entries": entries}).encode()
        try:
            request = urllib.request.Request(f"{self._base}/api/field/sync", body, head)
            with urllib.request.urlopen(request, timeout=60) as answer:
                return bool(json.loads(answer.read())["answers"][0]["result"] == "stored")
        except (OSError, ValueError):
            return False


class Memory(threading.Thread):
    """Watches the resident memory of all that we started."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most_mb = 0.0
        self.by_process: dict[int, float] = {}
        self.cpu_s: dict[int, float] = {}
        self._over = threading.Event()

    def run(self) -> None:
        """Look five times a second."""
        while not self._over.wait(0.2):
            now = {pid: resident_mb(pid) for pid in family(os.getpid())}
            self.cpu_s |= {pid: seconds for pid in now if (seconds := processor_s(pid))}
            if sum(now.values()) > self.most_mb:
                self.most_mb, self.by_process = sum(now.values()), now

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self.join()


def main() -> None:
    """Measure once and print."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--people", type=int, default=500_000)
    words.add_argument("--rows", type=int, default=25_000, help="people in one workbook")
    words.add_argument("--postgresql", action="store_true")
    asked = words.parse_args()
    if asked.postgresql:
        os.environ["YX_TEST_DATABASE"] = "postgresql"
    with tempfile.TemporaryDirectory(prefix="yixian-bench-") as folder:
        books = write(Path(folder), asked.people, asked.rows)
        measure(Path(folder), books, asked.people)


def write(folder: Path, n_people: int, n_rows: int) -> list[Path]:
    """Write the workbooks of invented people, each once."""
    sheets = import_module("yixian.sheets")
    rng = np.random.default_rng(1)
    names = import_module("yixian.simulate.names").Names(rng)
    numbers = import_module("yixian.simulate.identity").Numbers(rng)
    books = []
    for start in range(0, n_people, n_rows):
        rows = [person(rng, names, numbers) for _ in range(min(n_rows, n_people - start))]
        books.append(folder / f"people-{start // n_rows + 1}.xlsx")
        books[-1].write_bytes(sheets.write_table("staff", rows))
    size = sum(book.stat().st_size for book in books) / 2**20
    print(f"{n_people:,} people in {len(books)} workbooks, {size:.0f} MB", flush=True)
    return books


def person(rng: np.random.Generator, names: object, numbers: object) -> dict[str, object]:
    """Return one invented inhabitant as a row of the workbook."""
    sex = "男" if rng.random() < 0.5 else "女"
    born_on = date(1940, 1, 1) + timedelta(days=int(rng.integers(60 * 365)))
    return {
        "name": names.full(sex),
        "id_number": numbers.id_number(born_on, sex),
        "phone": numbers.phone(),
        "kind": "village",
        "place": PLACES[int(rng.integers(len(PLACES)))],
    }


def measure(folder: Path, books: list[Path], n_people: int) -> None:
    """Import all workbooks while phones work, and print what was seen."""
    servers, made = import_module("tests.server"), import_module("tests.web.database.installation")
    crowd = import_module("tests.soak.crowd")
    installation = made.filled(folder / "data")
    installation.run(PASSWORD, servers.PASSWORD)
    tokens = installation.run(crowd.TOKENS, str(N_PHONES)).split()
    server = servers.Server(installation.folder, installation.environment, ("--empty",))
    try:
        server.wait()
        clerk = servers.Visitor(server.base)
        clerk.log_in("duty_officer")
        phones, memory = [Phone(server.base, token) for token in tokens], Memory()
        for one in (*phones, memory):
            one.start()
        began = time.monotonic()
        uploads = [sent(clerk, book) for book in books]
        for upload in uploads:
            awaited(clerk, upload)
        took_s = time.monotonic() - began
        for one in (*phones, memory):
            one.stop()
    finally:
        server.stop()
    n_stored = int(installation.run(COUNT))
    report(took_s, memory, phones)
    print(f"in the register: {n_stored:,} (the little county's 8 among them)")
    assert n_stored == n_people + 8


def sent(clerk: object, book: Path) -> str:
    """Send one workbook, look at its dry run, press write; it is written while the next one is looked at."""
    began = time.monotonic()
    page = clerk.post("/uploads/", {"kind": "staff"}, files={"file": book}, page="/uploads/")
    upload = re.search(r"/uploads/(\d+)/", page.url)[1]
    looked = time.monotonic()
    clerk.post(f"/uploads/{upload}/write/", {}, page="/uploads/")
    print(f"{book.name}: dry run {looked - began:.1f} s", flush=True)
    return upload


def awaited(clerk: object, upload: str) -> None:
    """Wait until an upload is written."""
    while "<progress" in clerk.get(f"/uploads/{upload}/progress/").text:
        time.sleep(0.5)


def report(took_s: float, memory: Memory, phones: list[Phone]) -> None:
    """Print the figures beside their goals."""
    waits = sorted(wait for phone in phones for wait in phone.waits)
    share = {name: waits[min(len(waits) - 1, int(at * len(waits)))] for name, at in (("p50", 0.5), ("p99", 0.99))}
    lost = sum(phone.n_lost for phone in phones)
    busy = ", ".join(f"{name} {share:.1f}" for name, share in zip(("1", "5", "15"), os.getloadavg(), strict=True))
    print(f"import: {took_s:.0f} s (goal {GOAL_S}); processor {sum(memory.cpu_s.values()):.0f} s; load {busy} min")
    each = ", ".join(f"{mb:.0f}" for mb in sorted(memory.by_process.values(), reverse=True))
    print(f"memory: {memory.most_mb:.0f} MB at most (goal {GOAL_MB}): {each}")
    shown = ", ".join(f"{name} {seconds * 1000:.0f}" for name, seconds in share.items())
    print(
        f"phones: {len(waits)} entries, {lost} lost, {shown}, longest {waits[-1] * 1000:.0f} ms "
        f"(goal {GOAL_WAIT_S * 1000:.0f})"
    )


def family(root: int) -> list[int]:
    """Return all that descend from a process."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, left = [], [root]
    while left:
        below = parents.get(left.pop(), [])
        found += below
        left += below
    return found


def processor_s(pid: int) -> float:
    """Return the processor time that a process has used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process, 0 if it has ended."""
    try:
        said = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+) kB", said)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
