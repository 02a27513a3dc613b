"""PostgreSQL's programs are found wherever the machine keeps them, the newest first."""

from __future__ import annotations

import pytest

from yixian.web.database import programs
from yixian.web.database.programs import ProgramMissing, program


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(programs, "FOLDERS", (str(tmp_path / "versions"),))
    monkeypatch.setenv("PATH", str(tmp_path / "path"))
    return tmp_path


def put(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def test_it_works(folder):
    put(folder / "versions" / "9.6" / "bin" / "pg_dump")
    newest = put(folder / "versions" / "17" / "bin" / "pg_dump")
    put(folder / "versions" / "15" / "bin" / "pg_dump")
    assert program("pg_dump") == newest


def test_one_on_the_path_will_do(folder):
    there = put(folder / "path" / "pg_dump")
    assert program("pg_dump") == there


def test_one_that_is_nowhere_is_named_with_what_to_install(folder):
    with pytest.raises(ProgramMissing, match="pg_dump is not on this machine: install postgresql-client"):
        program("pg_dump")
