"""The server's own commands: serve, worker, migrate, user add, audit verify."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated

from cyclopts import App, Parameter

from yixian.faults import CheckFailed
from yixian.words import Lang, default_lang, say

AUDIT = "yixian.web.journal"
user = App(name="user", help="Accounts of the console.")
audit = App(name="audit", help="The audit chain.")


def opened(data_dir: str | None) -> None:
    """Set Django up on a data folder, with the words of today."""
    if data_dir:
        os.environ["YX_DATA_DIR"] = str(Path(data_dir).resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yixian.web.settings")
    # Before Django reads a catalogue: what it finds missing it takes for missing as long as the process lives.
    import_module("yixian.web.ui.catalogues").compile_words()
    import_module("django").setup()


def prepared(data_dir: str | None) -> ModuleType:
    """Set Django up on a data folder whose tables are up to date."""
    opened(data_dir)
    prepare = import_module("yixian.web.prepare")
    prepare.migrate()
    return prepare


def migrate(*, data_dir: str | None = None) -> None:
    """Bring the tables of a data folder up to date.

    Parameters
    ----------
    data_dir
        Folder of the installation; default ``.data`` or ``YX_DATA_DIR``.
    """
    prepared(data_dir)


def worker(*, data_dir: str | None = None) -> None:
    """Compute plans and watch for late tasks until the process is ended."""
    opened(data_dir)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        import_module("yixian.web.plans.worker").Worker().run()
    except KeyboardInterrupt:
        return


def serve(
    *,
    port: int = 8000,
    host: str = "127.0.0.1",
    data_dir: str | None = None,
    empty: Annotated[bool, Parameter(negative="")] = False,
    with_worker: bool = True,
) -> None:
    """Serve the console and the phones; at the first start make an invented county.

    Parameters
    ----------
    port
        Port to listen on.
    host
        Address to listen on; other than this machine only with HTTPS (YX_CERT and YX_KEY).
    data_dir
        Folder of the installation; default ``.data`` or ``YX_DATA_DIR``.
    empty
        Start a new installation without the invented county.
    with_worker
        Start the worker beside it.
    """
    prepare = prepared(data_dir)
    if moment := os.environ.get("YX_NOW"):
        import_module("yixian.web.clock").shift_to(datetime.fromisoformat(moment))
    settings = import_module("django.conf").settings
    now = import_module("yixian.web.clock").now()
    import_module("yixian.web.certificate").refuse_bad(settings.CERT, settings.CERT_KEY, now)
    prepare.collect_static()
    if prepare.is_new() and not empty:
        import_module("yixian.cli.sample").load()
    if with_worker:
        worker_process = subprocess.Popen([sys.executable, "-m", "yixian.cli.main", "worker"])
    print("\n".join(import_module("yixian.web.welcome").lines(port)), flush=True)
    try:
        _granian(host, port, settings.CERT, settings.CERT_KEY)
    finally:
        if with_worker:
            worker_process.terminate()
            worker_process.wait(10)


def _granian(host: str, port: int, cert: str, key: str) -> None:
    """Run the web server until it is told to stop; it answers from one process, in threads."""
    secure: dict[str, object] = {"ssl_cert": Path(cert), "ssl_key": Path(key)} if cert else {}
    server = import_module("granian").Granian(
        "yixian.web.wsgi:application",
        address=host,
        port=port,
        interface="wsgi",
        workers=1,
        blocking_threads=4,
        log_level="warning",
        websockets=False,
        # The guards' own phones are not all new enough for 1.3, which granian would ask for.
        ssl_protocol_min=import_module("granian.constants").SSLProtocols.tls12,
        **secure,
    )
    server.serve()


@user.command
def add(
    username: str, *, role: str, name: str = "", place: str = "", unit: str = "", data_dir: str | None = None
) -> int:
    """Add an account; its password is read from standard input.

    Parameters
    ----------
    username
        What he types to log in.
    role
        One of the roles: headquarters, bureau, township, community, post_leader, field_worker, volunteer,
        auditor, system_admin, security_admin, audit_admin.
    name
        Name to show.
    place
        Name of the place that the role is for; none means the whole county.
    unit
        Name of the unit, for a bureau.
    data_dir
        Folder of the installation.
    """
    prepared(data_dir)
    accounts = import_module("yixian.web.access.setup")
    password = sys.stdin.readline().rstrip("\n")
    print(accounts.add_account(username, password, role=role, name=name, place=place, unit=unit))
    return 0


@user.command
def password(username: str, *, data_dir: str | None = None) -> int:
    """Reset a password, an administrator's too, open the account and drop its second factor.

    The new first password is read from standard input; whoever logs in with it chooses his own.

    Parameters
    ----------
    username
        Whose password.
    data_dir
        Folder of the installation.
    """
    prepared(data_dir)
    new = sys.stdin.readline().rstrip("\n")
    print(import_module("yixian.web.access.setup").reset_password(username, new))
    return 0


@audit.command
def verify(*, contains: str = "", data_dir: str | None = None, lang: Lang | None = None) -> int:
    """Verify the audit chain: status 0 when every entry follows and nothing is gone that was not destroyed by rule.

    Note the last line elsewhere: only so can it be told later whether entries were cut off at the end.

    Parameters
    ----------
    contains
        An entry that was noted before, as ``NUMBER:SEAL``; the chain must still have it.
    data_dir
        Folder of the installation.
    lang
        Language of what is printed: zh or en; default the locale's.
    """
    opened(data_dir)
    chain = import_module("yixian.web.journal.chain")
    verdict, tongue = chain.verify(), lang or default_lang()
    faults = [say(AUDIT, code, params, tongue) for code, params in chain.objections(verdict, contains)]
    if faults:
        raise CheckFailed(faults)
    params = {"entries": verdict.entries, "payloads": verdict.payloads}
    print(say(AUDIT, "audit_holds", params, tongue))
    print(f"{verdict.last}:{verdict.seal}")
    return 0
