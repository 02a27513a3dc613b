"""A running server of our own, and visitors that know nothing but its public doors."""

from __future__ import annotations

import html
import json
import mimetypes
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path

from tests import cluster

ROOT = Path(__file__).parents[1]
START_S = 60
PASSWORD = "eight people and a lane"


@dataclass(frozen=True)
class Answer:
    """What a door answered."""

    status: int
    url: str
    body: bytes
    headers: Mapping[str, str]

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    def json(self) -> object:
        """The body as JSON."""
        return json.loads(self.body)


class Visitor:
    """Somebody with a browser but no script: follows links and sends forms."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._jar = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._jar))

    def log_in(self, username: str, password: str = PASSWORD) -> Answer:
        """Log in at the log-in page."""
        answer = self.post("/login/", {"username": username, "password": password}, page="/login/")
        assert "/login/" not in answer.url, f"{username} was not let in"
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        """Open a page."""
        return self._ask(urllib.request.Request(self._url(path), headers=headers))

    def post(
        self, path: str, form: Mapping[str, object], *, files: Mapping[str, Path] | None = None, page: str | None = None
    ) -> Answer:
        """Send a form, with the token that its page carries."""
        token = self._token(page or path)
        fields = {**form, "csrfmiddlewaretoken": token}
        body, kind = _multipart(fields, files or {})
        return self._ask(urllib.request.Request(self._url(path), body, {"Content-Type": kind, "Referer": self.base}))

    def send_json(self, path: str, value: object, **headers: str) -> Answer:
        """Send JSON as another program would."""
        head = {"Content-Type": "application/json", **headers}
        return self._ask(urllib.request.Request(self._url(path), json.dumps(value).encode(), head))

    def _token(self, page: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(page).text)
        if found:
            return html.unescape(found[1])
        return next((cookie.value or "" for cookie in self._jar if cookie.name == "csrftoken"), "")

    def _url(self, path: str) -> str:
        return path if path.startswith("http") else self.base + path

    def _ask(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=120) as answer:
                return Answer(answer.status, answer.url, answer.read(), dict(answer.headers))
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, request.full_url, error.read(), dict(error.headers))


class Server:
    """One installation that runs: ``yixian serve`` on a free port with a data folder of its own."""

    def __init__(self, data_dir: Path, environment: Mapping[str, str], words: tuple[str, ...]) -> None:
        self.data_dir = data_dir
        self.port = _free_port()
        self.base = f"{'https' if environment.get('YX_CERT') else 'http'}://localhost:{self.port}"
        self._environment = {**os.environ, "YX_DATA_DIR": str(data_dir), **cluster.fresh(), **environment}
        self._environment.pop("DJANGO_SETTINGS_MODULE", None)
        self._log = (data_dir.parent / f"{data_dir.name}.log").open("ab")
        self._words = words
        self.start()

    def start(self) -> None:
        """Start it, in a group of processes that can be killed as one."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "yixian.cli.main", "serve", "--port", str(self.port), *self._words],
            cwd=ROOT,
            env=self._environment,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def kill(self) -> None:
        """Kill all its processes as ``kill -9`` does."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(15)

    def wait(self) -> None:
        """Wait until it answers."""
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(self.base + "/healthz", timeout=2).close()
            except OSError:
                assert self._process.poll() is None, self.log()[-2000:]
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"no answer in {START_S} s\n{self.log()[-2000:]}")

    def log(self) -> str:
        """What it has printed."""
        return Path(self._log.name).read_text(errors="replace")

    def command(self, *words: str, stdin: str = "") -> str:
        """Run another command on the same installation and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "yixian.cli.main", *words],
            cwd=ROOT,
            env=self._environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def officer(self, username: str, role: str, *, place: str = "") -> Visitor:
        """Add an account and return its owner, logged in."""
        words = ("--role", role, "--name", username, *(("--place", place) if place else ()))
        self.command("user", "add", username, *words, stdin=PASSWORD + "\n")
        visitor = Visitor(self.base)
        visitor.log_in(username)
        return visitor

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
        self._log.close()


@contextmanager
def running(folder: Path, *words: str, **environment: str) -> Iterator[Server]:
    """Run a server in a folder while a test lasts; ``words`` go to the command, for instance ``--empty``."""
    data_dir = folder / f"data-{secrets.token_hex(3)}"
    data_dir.mkdir(parents=True)
    server = Server(data_dir, environment, words)
    try:
        server.wait()
        yield server
    finally:
        server.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _multipart(fields: Mapping[str, object], files: Mapping[str, Path]) -> tuple[bytes, str]:
    edge = secrets.token_hex(16)
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{one}\r\n'.encode()
        for name, value in fields.items()
        for one in (value if isinstance(value, list | tuple) else [value])
    ]
    for name, path in files.items():
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{path.name}"\r\n'
        parts.append(head.encode() + f"Content-Type: {kind}\r\n\r\n".encode() + path.read_bytes() + b"\r\n")
    return b"".join(parts) + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"
