"""A backup is made while the county works: of one moment, whole, without the keys."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.web.database.installation import Installation, filled

pytestmark = pytest.mark.xdist_group("backup")

WRITE = """
import sys
from datetime import UTC, datetime
from uuid import uuid4
from yixian.web.field.log import append
from yixian.web.register.models import Place
post = Place.objects.unscoped("test").filter(kind="post").first()
while True:
    at = datetime.now(UTC)
    raw = [{"uuid": str(uuid4()), "post": f"place:{post.pk}", "kind": "in", "at": at.isoformat()} for _ in range(20)]
    answers = append(raw, device=None, at=at)
    print(*(answer.uuid for answer in answers if answer.result == "stored"), flush=True)
"""
UUIDS = """
from yixian.web.field.models import FieldEntry
print(*FieldEntry.objects.unscoped("test").values_list("uuid", flat=True))
"""


def restored(installation, file, folder):
    other = Installation(folder)
    shutil.copy(installation.folder / "keys.json", folder)
    done = other.command("restore", str(file))
    assert done.returncode == 0, done.stderr
    return other


def test_it_works(backed_up):
    assert str(backed_up.folder / "keys.json") in backed_up.said
    assert backed_up.file.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(backed_up.file) as archive:
        assert json.loads(archive.read("manifest.json"))["rows"]["register_person"] == 8


def test_no_half_written_file_is_left_behind(backed_up):
    assert sorted(path.name for path in backed_up.file.parent.iterdir()) == ["county.zip", "data"]


def test_keys_and_what_can_be_made_again_are_not_in_it(backed_up):
    with zipfile.ZipFile(backed_up.file) as archive:
        names = archive.namelist()
        content = b"".join(archive.read(name) for name in names)
    assert [name for name in names if "keys" in name or "static" in name] == []
    assert "files/papers/seal.svg" in names
    for key in json.loads((backed_up.folder / "keys.json").read_text()).values():
        assert key.encode() not in content
        assert bytes.fromhex(key) not in content


def test_a_plain_one_is_not_packed_and_holds_the_same(backed_up, tmp_path):
    plain = tmp_path / "plain.zip"
    assert backed_up.command("backup", str(plain), "--plain").returncode == 0
    with zipfile.ZipFile(plain) as archive:
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
    with zipfile.ZipFile(backed_up.file) as mine, zipfile.ZipFile(plain) as other:
        rows = [json.loads(archive.read("manifest.json"))["rows"] for archive in (mine, other)]
    assert rows[0] == rows[1]


def test_nothing_answered_before_it_is_missing_and_nothing_is_half_there(tmp_path):
    installation = filled(tmp_path / "data")
    writer = installation.start(WRITE)
    answered = [set(writer.stdout.readline().split()) for _ in range(10)]
    file = tmp_path / "county.zip"
    done = installation.command("backup", str(file))
    assert done.returncode == 0, done.stderr
    # It went on writing meanwhile.
    answered_later = set(writer.stdout.readline().split())
    writer.kill()
    rest = writer.communicate()[0]
    spare = restored(installation, file, tmp_path / "spare")
    kept = set(spare.run(UUIDS).split())
    assert set().union(*answered) <= kept
    assert len(kept) % 20 == 0
    assert answered_later
    assert len(rest) > 0
    check = spare.command("doctor", "--rebuild-check", "--json")
    bad = [one for one in json.loads(check.stdout) if one["state"] == "bad"]
    # The tests' own PostgreSQL does not wait for the disk, and the doctor says so.
    assert [one for one in bad if one["check"] != "database"] == []


def test_a_place_that_will_not_do_is_refused(backed_up, tmp_path):
    precious = backed_up.file.read_bytes()
    places = {
        "expected a name that is free": backed_up.file,
        "outside the data folder": backed_up.folder / "a.zip",
        "expected one that exists": tmp_path / "x" / "a.zip",
        # A folder of the kernel's, in which nobody can write.
        "room for a backup": Path("/proc/a.zip"),
    }
    for sentence, place in places.items():
        done = backed_up.command("backup", str(place))
        assert done.returncode == 2
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr
    assert backed_up.file.read_bytes() == precious
    assert not (backed_up.folder / "a.zip").exists()
