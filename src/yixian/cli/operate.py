"""What whoever runs the machine does now and then: back up, restore, look whether all is well."""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path

from yixian.cli.options import File, Flag, Json
from yixian.cli.serve import opened, prepared
from yixian.faults import BadInput, CheckFailed, Fault
from yixian.words import Lang, default_lang, say

MEGABYTE = 2**20
WORDS = "yixian.web.backup"


def backup(file: File, /, *, plain: Flag = False, data_dir: str | None = None, lang: Lang | None = None) -> None:
    """Write everything but the keys into one file, while the county works on.

    Example: ``yixian backup /mnt/usb/county-1124.zip``

    Status 0 done, 2 the place will not do, 3 the database is damaged (nothing is written).

    Parameters
    ----------
    file
        A file that does not exist yet, outside the data folder.
    plain
        Do not compress.
    data_dir
        Folder of the installation; default ``.data`` or ``YX_DATA_DIR``.
    lang
        Language of what is printed: zh or en; default the locale's.
    """
    opened(data_dir)
    copies = import_module("yixian.web.database.copies")
    programs = import_module("yixian.web.database.programs")
    settings = import_module("django.conf").settings
    try:
        manifest = import_module("yixian.web.backup.make").make(Path(file), is_plain=plain)
    except copies.Damaged as damaged:
        raise CheckFailed(damaged.places) from damaged
    except (copies.Refused, programs.ProgramMissing) as refused:
        raise BadInput([Fault("YX_DATABASE", "copy", "PostgreSQL's own programs at work", str(refused))]) from refused
    size = f"{Path(file).stat().st_size / MEGABYTE:.1f}"
    tongue = lang or default_lang()
    print(say(WORDS, "backup_made", {"file": file, "megabytes": size, "rows": sum(manifest.rows.values())}, tongue))
    print(say(WORDS, "backup_without_keys", {"keys": Path(settings.DATA_DIR, "keys.json")}, tongue))


def restore(
    file: File, /, *, without_keys: Flag = False, data_dir: str | None = None, lang: Lang | None = None
) -> None:
    """Put a backup into an empty installation; whatever is there already is never written over.

    Example: ``yixian restore /mnt/usb/county-1124.zip --data-dir /srv/yixian``

    Every part is verified before anything is written, rows and audit chain afterwards.
    Status 0 done, 2 the file or the place will not do, 3 what was restored is not what the backup says.

    Parameters
    ----------
    file
        What ``yixian backup`` has written.
    without_keys
        Go on although the keys of the old installation are lost.
    data_dir
        Folder of the new installation, with the old ``keys.json`` in it; default ``.data`` or ``YX_DATA_DIR``.
    lang
        Language of what is printed: zh or en; default the locale's.
    """
    tongue = lang or default_lang()
    folder = Path(data_dir or os.environ.get("YX_DATA_DIR", ".data")).resolve()
    keys = folder / "keys.json"
    if not keys.exists() and not without_keys:
        hint = say(WORDS, "backup_keys_absent", {"keys": keys}, tongue)
        raise BadInput([Fault(str(keys), "keys", "those that the backup was made with", f"none; {hint}")])
    opened(data_dir)
    copies = import_module("yixian.web.database.copies")
    programs = import_module("yixian.web.database.programs")
    try:
        manifest = import_module("yixian.web.backup.restore").restore(Path(file), keeps_keys=not without_keys)
    except (copies.Refused, programs.ProgramMissing) as refused:
        raise BadInput([Fault("YX_DATABASE", "copy", "PostgreSQL's own programs at work", str(refused))]) from refused
    print(say(WORDS, "backup_restored", {"made_at": manifest.made_at, "rows": sum(manifest.rows.values())}, tongue))
    prepared(data_dir)
    verdict = import_module("yixian.web.journal.chain").verify()
    if verdict.broken_at is not None and not without_keys:
        raise CheckFailed([f"the audit chain is broken at entry {verdict.broken_at}"])
    if verdict.broken_at is None:
        print(say(WORDS, "backup_chain_holds", {"entries": verdict.entries}, tongue))


def doctor(
    *, rebuild_check: Flag = False, json_: Json = False, data_dir: str | None = None, lang: Lang | None = None
) -> int:
    """Look whether all is well: settings, disk, clock, database, migrations, fonts, audit, worker, backups.

    Example: ``yixian doctor --rebuild-check``

    Status 0 when nothing is wrong (what should be looked at soon is named), 1 when something is.

    Parameters
    ----------
    rebuild_check
        Also compute everything that is stored twice anew from what it follows from, and list what differs.
    json_
        Print the findings as JSON.
    data_dir
        Folder of the installation; default ``.data`` or ``YX_DATA_DIR``.
    lang
        Language of what is printed: zh or en; default the locale's.
    """
    opened(data_dir)
    visit = import_module("yixian.web.doctor.visit")
    findings = visit.findings(with_rebuild=rebuild_check)
    tongue = lang or default_lang()
    if json_:
        rows = [{"check": one.check, "state": one.state, "text": one.text(tongue)} for one in findings]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for one in findings:
            print(visit.line(one, tongue), file=sys.stdout if one.state == "good" else sys.stderr)
    return int(any(one.state == "bad" for one in findings))
