"""A PostgreSQL cluster of the test run's own: in a temporary folder, without a port, gone when the run ends."""

from __future__ import annotations

import atexit
import ctypes
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from yixian.web.database.programs import program

START_S = 30
PR_SET_PDEATHSIG = 1
FOLDER = "YX_TEST_CLUSTER"
# Nothing of it outlives the run, so it need not survive a power cut; a language's order shows what C would hide.
INIT = ("--no-sync", "--auth=trust", "--username=yixian", "--encoding=UTF8", "--locale-provider=icu", "--icu-locale=zh")
SERVE = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
}


class Cluster:
    """One running server; ``url`` names one of its databases."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="yixian-pg-"))
        self._owner = _owner()
        if self._owner:
            os.chown(self.folder, self._owner.pw_uid, self._owner.pw_gid)
        self._run(program("initdb", "postgresql"), *INIT, "--locale=C.UTF-8", "-D", str(self.folder / "data"))
        self._log = (self.folder / "log").open("wb")
        self._server = self._start()

    def url(self, name: str = "postgres") -> str:
        """Return the address of a database, as the setting wants it."""
        return _url(self.folder, name)

    def create(self) -> str:
        """Make an empty database and return its address."""
        return _create(self.folder)

    def restart(self) -> None:
        """Break the server off in the middle of whatever it does, and start it again."""
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(START_S)
        self._server = self._start()

    def stop(self) -> None:
        """End the server and remove everything."""
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(START_S)
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start(self) -> subprocess.Popen[bytes]:
        settings = [word for name, value in SERVE.items() for word in ("-c", f"{name}={value}")]
        command = [program("postgres", "postgresql"), "-D", str(self.folder / "data"), "-k", str(self.folder)]
        server = subprocess.Popen(
            [*command, *settings], stdout=self._log, stderr=self._log, cwd=self.folder, preexec_fn=_die_with_us,
            **self._as_owner(),
        )  # fmt: skip
        until = time.monotonic() + START_S
        while time.monotonic() < until:
            try:
                psycopg.connect(self.url()).close()
            except psycopg.OperationalError:
                assert server.poll() is None, self._said()
                time.sleep(0.05)
            else:
                return server
        raise AssertionError(f"PostgreSQL does not answer: {self._said()}")

    def _run(self, *command: str) -> None:
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False, **self._as_owner())
        assert done.returncode == 0, done.stderr

    def _as_owner(self) -> dict[str, object]:
        if not self._owner:
            return {}
        return {"user": self._owner.pw_uid, "group": self._owner.pw_gid, "extra_groups": []}

    def _said(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-2000:]


def is_wanted() -> bool:
    """Whether this run is the one on PostgreSQL."""
    return os.environ.get("YX_TEST_DATABASE") == "postgresql"


def fresh(like: str = "") -> dict[str, str]:
    """Return the setting of an empty database for one more installation, or of one like another whose setting it is.

    It is nothing when the run is on SQLite.
    """
    return {"YX_DATABASE": _create(_shared_folder(), like)} if is_wanted() else {}


def _shared_folder() -> Path:
    """Return the folder of the run's one cluster; the first process starts it, the others are told by it."""
    if FOLDER not in os.environ:
        cluster = Cluster()
        atexit.register(cluster.stop)
        os.environ[FOLDER] = str(cluster.folder)
    return Path(os.environ[FOLDER])


def _url(folder: Path, name: str) -> str:
    return f"postgresql://yixian@/{name}?host={folder}"


def _create(folder: Path, like: str = "") -> str:
    name = f"yixian_{secrets.token_hex(4)}"
    copied = f" TEMPLATE {conninfo_to_dict(like)['dbname']}" if like else ""
    with psycopg.connect(_url(folder, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}{copied}")
    return _url(folder, name)


def _owner() -> pwd.struct_passwd | None:
    """Return whose the server is: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _die_with_us() -> None:
    """Ask the kernel to end the server when the test run is killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)
