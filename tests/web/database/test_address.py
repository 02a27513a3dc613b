"""The address of a database is read as PostgreSQL's own tools read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from yixian.faults import BadInput
from yixian.web.database.choice import database
from yixian.web.database.postgresql.address import shown

FOLDER = Path("/srv/yixian")


def test_it_works():
    found = database("postgresql://yixian:se%40cret@10.0.0.7:5433/county?sslmode=require", FOLDER)
    where = [found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")]
    assert where == ["county", "yixian", "se@cret", "10.0.0.7", "5433"]
    assert found["OPTIONS"]["sslmode"] == "require"


def test_nothing_is_sqlite_in_the_data_folder():
    found = database("", FOLDER)
    assert found["ENGINE"] == "yixian.web.database.turns"
    assert found["NAME"] == FOLDER / "yixian.sqlite3"
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


@pytest.mark.parametrize("url", ["postgresql:///county?host=/run/postgresql", "postgres://%2Frun%2Fpostgresql/county"])
def test_a_socket_of_this_machine(url):
    found = database(url, FOLDER)
    assert (found["HOST"], found["NAME"], found["PASSWORD"]) == ("/run/postgresql", "county", "")


def test_what_was_answered_is_on_the_disk_whatever_the_server_is_set_to():
    options = database("postgresql://a@b/c", FOLDER)["OPTIONS"]["options"]
    assert "synchronous_commit=on" in options
    own = database("postgresql://a@b/c?options=-c%20work_mem%3D8MB", FOLDER)["OPTIONS"]["options"]
    assert own == f"{options} -c work_mem=8MB"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://a:hunter2@b/c",
        "county",
        "/var/lib/county.db",
        "postgresql://a:hunter2@b",
        "postgresql://a:hunter2@b/c?x=1",
    ],
)
def test_what_is_no_address_is_refused_without_its_password(url):
    with pytest.raises(BadInput) as bad:
        database(url, FOLDER)
    assert "YX_DATABASE" in str(bad.value)
    assert "hunter2" not in str(bad.value)


def test_an_address_is_shown_without_its_password():
    assert shown("postgresql://a:b@c/d") == "postgresql://...@c/d"
    assert shown("county") == "county"
