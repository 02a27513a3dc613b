"""The doors under the load of a county's peak: how long phones and staff wait, beside two peers in the same run.

    ./yx bench doors [--seconds 600] [--per-second 500] [--only ours,django,fastapi] [--without-pages]

One process serves, one generates, on the same cores. The mix is that of one county at its peak: of 293 requests a
second 211 are single durable rows from phones (passes, proofs, readings, positions), 42 are polls of 125 consoles and
10 of phones for their shifts, 30 are pages of staff. The generator keeps its rate whether or not answers come; a wait
counts from the moment at which the request was due. Peers have the two doors that they can have: the row and the poll,
each with the rows, indexes and durability (SQLite, WAL, synchronous=FULL) of ours; they are measured on the same
stream of them, and so are we. CPU is that of the serving process, user and system.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

from at_the_doors.load import Door, Heard, drive

ROOT = Path(__file__).parents[1]
HERE = Path(__file__).parent / "at_the_doors"
sys.path.insert(1, str(ROOT))

START_S = 120
GOAL_MS = 150
TICKS = os.sysconf("SC_CLK_TCK")
ROW, POLL, JOB = 211, 42, 10
# Thirty pages of staff a second: most look at one post, or their page renews one of its parts.
PAGES = {"post": 12, "part": 9, "today": 6, "posts": 3}


@dataclass(frozen=True)
class World:
    """What the filled county tells of itself: tokens of phones, sessions of officers, numbers of posts."""

    tokens: list[str]
    places: list[int]
    posts: list[int]
    sessions: list[str]
    event: int = 0

    def doors(self, *, has_pages: bool, is_peer: bool) -> list[Door]:
        """Return the mix."""
        found = [Door("row", ROW, self._row), Door("poll", POLL, self._poll)]
        if is_peer:
            return found
        found.append(Door("job", JOB, lambda chance: _get("/f/job.json", f"yx_phone={chance.choice(self.tokens)}")))
        return found + ([Door(name, share, self._page(name)) for name, share in PAGES.items()] if has_pages else [])

    def _row(self, chance: random.Random) -> bytes:
        order = chance.randrange(len(self.tokens))
        now = datetime.now(UTC).isoformat()
        entry = {"uuid": str(UUID(int=chance.getrandbits(128), version=4)), "post": f"place:{self.places[order]}",
                 "kind": "in", "at": now, "temp": 36.5}  # fmt: skip
        body = json.dumps({"entries": [entry]}).encode()
        return (
            f"POST /api/field/sync HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {self.tokens[order]}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode() + body

    def _poll(self, chance: random.Random) -> bytes:
        # A console asks every three seconds, so it is some hundred events behind.
        return _get(f"/live/?after={max(0, self.event + chance.randrange(1000))}", self._session(chance))

    def _page(self, name: str) -> Any:
        paths = {"today": lambda _: "/", "posts": lambda _: "/duty/posts/", "part": lambda _: "/today/figures/"}
        path = paths.get(name, lambda chance: f"/duty/posts/{chance.choice(self.posts)}/")
        return lambda chance: _get(path(chance), self._session(chance))

    def _session(self, chance: random.Random) -> str:
        return f"sessionid={chance.choice(self.sessions)}"


def main() -> None:
    """Measure each and print."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--seconds", type=float, default=600)
    words.add_argument("--per-second", type=float, default=500)
    words.add_argument("--only", default="ours,django,fastapi")
    words.add_argument("--without-pages", action="store_true")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="yixian-doors-") as folder:
        installation, world = filled(Path(folder) / "ours")
        print(f"load before: {os.getloadavg()[0]:.1f}; {asked.per_second:.0f} requests/s for {asked.seconds:.0f} s")
        for name in asked.only.split(","):
            run(name, (installation, world), Path(folder), asked)


def run(name: str, county: tuple[Any, World], folder: Path, asked: argparse.Namespace) -> None:
    """Measure one server: ours with the whole mix too."""
    installation, world = county
    mixes = {"the two doors of the peers": world.doors(has_pages=False, is_peer=True)}
    if name == "ours":
        whole = world.doors(has_pages=not asked.without_pages, is_peer=False)
        mixes = {"the whole mix": whole} | mixes
    for mix, doors in mixes.items():
        with started(name, installation, world, folder) as (port, process):
            drive(port, doors, asked.per_second / 5, 2)
            before = cpu_s(process)
            heard = drive(port, doors, asked.per_second, asked.seconds)
            show(f"{name}, {mix}", heard, cpu_s(process) - before)


def filled(folder: Path) -> tuple[Any, World]:
    """Make the invented county with people at their posts."""
    installation = import_module("tests.web.database.installation").Installation(folder)
    done = installation.command("migrate")
    if done.returncode != 0:
        sys.exit(done.stderr)
    told = json.loads(installation.run((HERE / "fill.py").read_text()).splitlines()[-1])
    print(f"{len(told['posts'])} posts, {told['tasks']} shifts, {len(told['tokens'])} phones")
    return installation, World(told["tokens"], told["places"], told["posts"], told["sessions"])


@contextmanager
def started(name: str, installation: Any, world: World, folder: Path) -> Iterator[tuple[int, int]]:
    """Run a server of its own while it is measured; yield its port and the process that answers."""
    port = _free_port()
    environment = dict(installation.environment)
    if name == "ours":
        command = ["-m", "yixian.cli.main", "serve", "--port", str(port), "--no-with-worker"]
    else:
        environment |= _peer(name, world, folder)
        command = {
            "django": ["-m", "granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--port",
                       str(port), "--log-level", "warning", "naive_django:application"],
            "fastapi": ["-m", "uvicorn", "--port", str(port), "--log-level", "warning", "fast_api:app"],
        }[name]  # fmt: skip
    with (folder / f"{name}.log").open("ab") as log:
        server = subprocess.Popen([sys.executable, *command], env=environment, cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait(port, server, folder / f"{name}.log")
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(30)


def cpu_s(parent: int) -> float:
    """Return the seconds that a process and its children have used."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if parent in (int(stat.parent.name), int(fields[1])):
            total += (int(fields[11]) + int(fields[12])) / TICKS
    return total


def show(title: str, heard: Heard, server_s: float) -> None:
    """Print how long each door took."""
    everything = [wait for waits in heard.waits.values() for wait in waits]
    rate = heard.n / heard.seconds
    print(f"\n{title}: {rate:,.0f} requests/s answered, {1000 * server_s / max(1, heard.n):.2f} ms CPU each,", end=" ")
    print(f"{server_s / heard.seconds:.2f} cores serving, {heard.generator_s / heard.seconds:.2f} generating")
    for name, waits in [*sorted(heard.waits.items()), ("all", everything)]:
        figures = "  ".join(f"{label} {at_share(waits, share):8.1f}" for label, share in SHARES.items())
        print(f"  {name:6} {len(waits):7}  {figures} ms")
    verdict = "reached" if everything and at_share(everything, 0.99) <= GOAL_MS else "not reached"
    print(f"  goal, p99 <= {GOAL_MS} ms: {verdict}" + (f"; bad: {dict(heard.bad)}" if heard.bad else ""))


SHARES = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}


def at_share(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def _peer(name: str, world: World, folder: Path) -> Mapping[str, str]:
    module = {"django": "naive_django", "fastapi": "fast_api"}[name]
    environment = {
        "BENCH_DATABASE": str(folder / f"{name}.sqlite3"),
        "PYTHONPATH": str(HERE),
        "DJANGO_SETTINGS_MODULE": "naive_settings",
    }
    told = json.dumps({"tokens": world.tokens, "places": world.places})
    command = [sys.executable, str(HERE / f"{module}.py")]
    subprocess.run(command, input=told, text=True, check=True, env={**os.environ, **environment})
    return environment


def _get(path: str, cookie: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nAccept-Encoding: gzip\r\n"
        "Accept-Language: zh\r\n\r\n"
    ).encode()


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/live/", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            if server.poll() is not None:
                sys.exit(log.read_text()[-2000:])
            time.sleep(0.2)
        else:
            return
    sys.exit(f"no answer in {START_S} s")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
