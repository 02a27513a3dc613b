"""A backup is put into an empty place only, with the keys it was made with."""

from __future__ import annotations

import json
import shutil
import zipfile

import pytest

from tests import cluster
from tests.web.database.installation import Installation

pytestmark = pytest.mark.xdist_group("backup")


@pytest.fixture
def spare(backed_up, tmp_path):
    """An empty place on another machine, the keys already there."""
    made = Installation(tmp_path / "spare")
    shutil.copy(backed_up.folder / "keys.json", made.folder)
    return made


def told(backed_up, folder, **values):
    """Return the backup with another manifest."""
    file = folder / "changed.zip"
    with zipfile.ZipFile(backed_up.file) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            is_manifest = name == "manifest.json"
            new.writestr(name, json.dumps(json.loads(content) | values) if is_manifest else content)
    return str(file)


def is_untouched(spare):
    return sorted(path.name for path in spare.folder.iterdir()) == ["keys.json"]


def test_it_works(backed_up, spare):
    done = spare.command("restore", str(backed_up.file))
    assert done.returncode == 0, done.stderr
    assert "audit chain holds" in done.stdout
    assert spare.facts() == backed_up.facts()
    assert (spare.folder / "papers" / "seal.svg").read_text() == "<svg/>"
    # Now it is not empty any more, neither its database nor its files.
    (spare.folder / "papers" / "seal.svg").write_text("mine")
    done = spare.command("restore", str(backed_up.file))
    assert done.returncode == 2
    assert "expected an empty one" in done.stderr
    assert "seal.svg: file: expected none of that name" in done.stderr
    assert (spare.folder / "papers" / "seal.svg").read_text() == "mine"
    assert spare.facts() == backed_up.facts()


def test_what_does_not_fit_is_named_at_once_and_nothing_is_written(backed_up, spare, tmp_path):
    other = "sqlite" if cluster.is_wanted() else "postgresql"
    file = told(backed_up, tmp_path, database=other, version="9.0.0", steps=["duty.0999_later"])
    done = spare.command("restore", file)
    assert done.returncode == 2
    assert f"which YX_DATABASE names, got {other}" in done.stderr
    assert "9.0.0, with duty.0999_later" in done.stderr
    assert is_untouched(spare)


def test_rows_that_are_not_there_are_found_afterwards(backed_up, spare, tmp_path):
    with zipfile.ZipFile(backed_up.file) as archive:
        rows = json.loads(archive.read("manifest.json"))["rows"]
    done = spare.command("restore", told(backed_up, tmp_path, rows=rows | {"register_person": 9}))
    assert done.returncode == 3
    assert "register_person: the backup says 9 rows, the database has 8" in done.stderr


def test_without_keys_it_says_where_they_belong(backed_up, tmp_path):
    empty = Installation(tmp_path / "empty")
    done = empty.command("restore", str(backed_up.file))
    assert done.returncode == 2
    assert str(empty.folder / "keys.json") in done.stderr
    # Keys of its own would be the wrong ones for ever.
    assert list(empty.folder.iterdir()) == []


def test_other_keys_are_refused_and_may_be_accepted(backed_up, tmp_path):
    other = Installation(tmp_path / "other")
    keys = dict.fromkeys(json.loads((backed_up.folder / "keys.json").read_text()), "ab" * 32)
    (other.folder / "keys.json").write_text(json.dumps(keys))
    done = other.command("restore", str(backed_up.file))
    assert done.returncode == 2
    assert "those that the backup was made with" in done.stderr
    done = other.command("restore", str(backed_up.file), "--without-keys")
    assert done.returncode == 0, done.stderr
    assert "sealed with other keys" in other.command("doctor", "--rebuild-check").stderr
