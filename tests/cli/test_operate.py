"""``yixian doctor`` as whoever runs the machine meets it; backup and restore stand in tests/web/backup."""

from __future__ import annotations

import json

import pytest

from tests import cluster
from tests.web.database.installation import filled


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("operate") / "data")


def bad(done):
    return [one for one in json.loads(done.stdout) if one["state"] == "bad" and one["check"] != "database"]


def test_it_works(installation):
    done = installation.command("doctor", "--rebuild-check", "--json")
    assert bad(done) == []
    checks = {one["check"] for one in json.loads(done.stdout)}
    assert checks == {
        "settings", "keys", "disk", "fonts", "worker", "backup", "database", "migrations", "clock", "audit", "rebuild",
    }  # fmt: skip
    # The tests' own PostgreSQL does not wait for its disk: that is a fault, and the status says so.
    assert done.returncode == (1 if cluster.is_wanted() else 0)


def test_what_is_wrong_is_told_in_both_languages_with_status_1(installation):
    installation.run("from yixian.web.tasks.models import Task\nfrom yixian.web.register.models import Person\n"
                     "Person.objects.unscoped('test').filter(name='于倩').update(name_key='x')")  # fmt: skip
    for lang, word in (("zh", "重算是 yuqian"), ("en", "but yuqian follows")):
        done = installation.command("doctor", "--rebuild-check", "--lang", lang)
        assert done.returncode == 1
        assert word in done.stderr
        assert " BAD " in done.stderr
    # Without the word nothing is computed anew.
    assert "yuqian" not in installation.command("doctor").stderr


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("doctor",), 1, "The database does not answer"),
        (("migrate",), 2, "YX_DATABASE: database: expected one that answers"),
        (("backup", "{folder}/a.zip"), 2, "YX_DATABASE: copy"),
    ],
)
def test_a_database_that_is_away_is_a_sentence(installation, tmp_path, words, status, said):
    away = f"postgresql://nobody@/nothing?host={tmp_path}"
    installation.environment, kept = installation.environment | {"YX_DATABASE": away}, installation.environment
    try:
        done = installation.command(*(word.format(folder=tmp_path) for word in words))
    finally:
        installation.environment = kept
    assert done.returncode == status
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgresql://a@b", "postgresql://a@b/c?nonsense=1"])
def test_an_address_that_is_none_is_refused_without_its_password(installation, url):
    secret = url.replace("a@", "a:hunter2@")
    installation.environment, kept = installation.environment | {"YX_DATABASE": secret}, installation.environment
    try:
        done = installation.command("doctor")
    finally:
        installation.environment = kept
    assert done.returncode == 2
    assert "YX_DATABASE" in done.stderr
    assert "hunter2" not in done.stderr
    assert "Traceback" not in done.stderr
