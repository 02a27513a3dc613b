"""Every part of a backup is verified: what is missing, changed, strange or outside of its folder is named."""

from __future__ import annotations

import json
import zipfile

import pytest

from yixian.faults import BadInput
from yixian.web.backup import archive
from yixian.web.backup.manifest import Manifest


def make(folder, *, is_plain=False, **parts):
    """Write a backup of some texts."""
    sources = {}
    for name, text in parts.items():
        (folder / name).write_text(text)
        sources[name] = folder / name
    file = folder / "b.zip"
    said = {"made_at": "2020-02-13T18:00:00+08:00", "version": "0.1.0", "database": "sqlite", "keys": "00"}
    archive.write(file, sources, lambda found: Manifest(**said, steps=(), rows={}, parts=found), is_plain=is_plain)
    return file


def changed(file, change):
    """Write a backup again with its parts changed, so that only the check sums of the manifest can tell."""
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return file


def told(parts, /, **values):
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | values).encode()


def refused(file):
    with pytest.raises(BadInput) as bad:
        archive.verified(file)
    return [(fault.place, fault.got) for fault in bad.value.faults]


@pytest.mark.parametrize("is_plain", [True, False])
def test_it_works(tmp_path, is_plain):
    file = make(tmp_path, is_plain=is_plain, a="one" * 1000, b="")
    manifest = archive.verified(file)
    assert {name: part.bytes for name, part in manifest.parts.items()} == {"a": 3000, "b": 0}
    archive.take_out(file, "a", tmp_path / "out" / "a")
    assert (tmp_path / "out" / "a").read_text() == "one" * 1000


def test_every_fault_is_named_at_once(tmp_path):
    def change(parts):
        parts["a"] = b"two"
        del parts["b"]
        parts["d"] = b"strange"

    file = changed(make(tmp_path, a="one", b="1", c="1"), change)
    found = dict(refused(file))
    assert list(found) == [f"{file}: b", f"{file}: d", f"{file}: a"]
    assert found[f"{file}: a"].startswith("3 bytes with the SHA-256 ")


@pytest.mark.parametrize("name", ["../a", "/a", "x/../../a", "x\\a"])
def test_a_part_outside_of_its_folder(tmp_path, name):
    part = {"sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "bytes": 0}

    def change(parts):
        parts[name] = b""
        told(parts, parts={name: part})
        del parts["a"]

    file = changed(make(tmp_path, a=""), change)
    assert (f"{file}: {name}", "outside of its folder") in refused(file)


@pytest.mark.parametrize("cut", [0, 10, 200, -200, -10])
def test_a_file_that_is_cut_short(tmp_path, cut):
    file = make(tmp_path, a="one" * 1000)
    file.write_bytes(file.read_bytes()[:cut])
    assert [place for place, _ in refused(file)] == [str(file)]


def test_each_changed_byte_is_found(tmp_path):
    file = make(tmp_path, is_plain=True, a="one" * 20)
    good = file.read_bytes()
    start = good.index(b"oneone")
    for at in range(start, start + 60):
        file.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        assert refused(file)


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{}", b'{"format": "yixian-backup/1"}', b'{"parts": 3}', "\u4e34".encode("gbk")]
)
def test_a_manifest_that_says_nothing(tmp_path, manifest):
    file = changed(make(tmp_path, a="1"), lambda parts: parts.update({"manifest.json": manifest}))
    assert [place for place, _ in refused(file)] == [str(file)]


def test_a_format_that_is_not_ours(tmp_path):
    file = changed(make(tmp_path, a="1"), lambda parts: told(parts, format="yixian-backup/9"))
    assert refused(file) == [(str(file), "yixian-backup/9")]


def test_what_is_no_backup(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("no backup")
    other = tmp_path / "a.zip"
    zipfile.ZipFile(other, "w").close()
    for file in (text, tmp_path / "nothing", other):
        assert [place for place, _ in refused(file)] == [str(file)]


def test_what_fails_in_the_middle_leaves_nothing(tmp_path):
    def broken(parts):
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        archive.write(tmp_path / "b.zip", {}, broken, is_plain=True)
    assert list(tmp_path.iterdir()) == []
