"""What an installation needs before it serves: tables, words, files, and somebody who may log in."""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from yixian.faults import BadInput, Fault
from yixian.web.access.models import Account, Grant

HERE = Path(__file__).parent


def migrate() -> bool:
    """Bring the tables up to date; return whether anything had to be done.

    Raises
    ------
    BadInput
        If the database does not answer.
    """
    try:
        connection.ensure_connection()
    except OperationalError as error:
        said = " ".join(str(error).split())
        raise BadInput([Fault("YX_DATABASE", "database", "one that answers", said)]) from error
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", verbosity=0, interactive=False)
    return True


def collect_static() -> bool:
    """Gather, compress and stamp the static files when one of them has changed."""
    stamp = settings.STATIC_ROOT / ".stamp"
    state = hashlib.sha256()
    for path in sorted(HERE.glob("*/static/**/*")):
        if path.is_file():
            state.update(f"{path.relative_to(HERE)} {path.stat().st_mtime_ns} {path.stat().st_size}\n".encode())
    if stamp.exists() and stamp.read_text() == state.hexdigest():
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state.hexdigest())
    return True


def first_administrator() -> tuple[str, str] | None:
    """Make the system administrator of a new installation; return his name and password, None if there is one."""
    if Account.objects.unscoped("is there one").filter(username="admin").exists():
        return None
    password = secrets.token_urlsafe(12)
    account = Account.objects.create_account("admin", password, name="系统管理员", must_change_password=True)
    Grant.objects.create(account=account, role="system_admin")
    return account.username, password


def is_new() -> bool:
    """Whether nobody and nothing is registered yet."""
    return not Account.objects.unscoped("is this a new installation").exists()
