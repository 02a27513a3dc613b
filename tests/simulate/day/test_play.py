"""A whole small day at a real server: phones with all their faults, and the oracle satisfied, or not."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta

import pytest

from tests.server import PASSWORD, ROOT, Server, running
from tests.simulate.day.training import NOW, OF_TOWNSHIP, OFFICER, training
from tests.web.database.installation import Installation
from yixian.cli.simulate import sentence, summary
from yixian.faults import BadInput
from yixian.simulate.day.console import Console
from yixian.simulate.day.play import Wish, play

IS_SOAK = os.environ.get("YX_SOAK") == "1"
# What a faulty installation might do: an arrival is lost though it was answered.
LOSE = """
from yixian.web.field.models import FieldEntry
from yixian.web.tasks import progress
lost = FieldEntry.objects.unscoped("test").filter(kind="checkin", task__isnull=False).order_by("pk")[:4]
tasks = [entry.task_id for entry in lost]
FieldEntry.objects.unscoped("test").filter(pk__in=[entry.pk for entry in lost]).delete()
progress.settle(tasks)
"""
ENTRIES = """
from yixian.web.field.models import FieldEntry
for row in FieldEntry.objects.unscoped("test").values_list("uuid", "kind", "place", "happened_at", "received_at"):
    print(*row)
"""


def looked_at(installation):
    """Look whether everything that follows from the facts does follow."""
    done = installation.command("doctor", "--rebuild-check", "--json")
    found = json.loads(done.stdout)
    return [one for one in found if one["state"] == "bad" and one["check"] in ("rebuild", "audit", "database")]


def differences(outcome):
    return [sentence(at, wrong, "en") for at, wrong in outcome.wrong]


@pytest.fixture(scope="module")
def at_work(tmp_path_factory):
    with training(tmp_path_factory.mktemp("training")) as found:
        yield found


def test_it_works(at_work):
    _, server = at_work
    outcome = play(Console(server.base, OFFICER, PASSWORD), Wish(20, 1))
    assert differences(outcome) == []
    assert (outcome.n_phones, outcome.n_gates, outcome.n_shifts) == (20, 5, 20)
    assert outcome.n_events > 80
    assert outcome.n_doubtful > 5
    assert outcome.n_compared > 200
    assert min(outcome.counts.lost_requests, outcome.counts.lost_answers, outcome.counts.repeats) > 0
    assert "Traceback" not in server.log()


def test_a_wrong_password_is_not_let_in_and_a_township_does_not_move_the_clock(at_work):
    _, server = at_work
    with pytest.raises(BadInput, match="let in"):
        Console(server.base, OFFICER, "wrong")
    township = Console(server.base, OF_TOWNSHIP, PASSWORD)
    with pytest.raises(BadInput, match="whole county"):
        township.put_forward(township.now() + timedelta(hours=1))


@pytest.mark.slow
def test_in_earnest_nothing_is_driven(tmp_path):
    with running(tmp_path, "--empty") as server:
        server.officer("hq", "headquarters")
        with pytest.raises(BadInput, match="YX_TRAINING=1"):
            Console(server.base, "hq", PASSWORD)


@pytest.mark.slow
def test_a_server_that_loses_what_it_has_answered_is_found_out(tmp_path, monkeypatch):
    with training(tmp_path) as (installation, server):
        console = Console(server.base, OFFICER, PASSWORD)
        told = Console.changes

        def losing(self, after):
            installation.run(LOSE)
            return told(self, after)

        monkeypatch.setattr(Console, "changes", losing)
        outcome = play(console, Wish(20, 3))
    codes = {wrong.code for _at, wrong in outcome.wrong}
    assert codes >= {"answer", "log_lacks", "job"}


@pytest.mark.slow
def test_the_county_lives_a_day_with_200_phones(tmp_path, monkeypatch):
    """The invented county, its roster computed for the day; a backup at the busiest hour is whole in an empty place."""
    monkeypatch.setattr("tests.server.START_S", 600)
    installation = Installation(tmp_path / "data")
    installation.environment |= {"YX_TRAINING": "1", "YX_NOW": NOW}
    server = Server(installation.folder, installation.environment, ())
    try:
        server.wait()
        password = (installation.folder / "sample-log-ins.txt").read_text().split("\t")[1]
        console, backup = Console(server.base, "zhaoyunqing", password), Backup(installation, tmp_path / "noon.zip")
        outcome = play(console, Wish(200 if IS_SOAK else 40, 1), backup.when_busy)
        assert backup.taken.wait(120) == 0
    finally:
        server.stop()
    print(summary(outcome))
    assert differences(outcome) == []
    assert looked_at(installation) == []
    noon = restored(installation, tmp_path / "noon.zip", tmp_path / "noon")
    assert looked_at(noon) == []
    then, now = set(noon.run(ENTRIES).splitlines()), set(installation.run(ENTRIES).splitlines())
    assert 0 < len(then) < len(now)
    assert then <= now
    same_again(installation, tmp_path)


class Backup:
    """A backup that is made in the middle of the day, while the phones go on."""

    def __init__(self, installation, file):
        self.installation, self.file, self.taken = installation, file, None

    def when_busy(self, progress):
        if progress.phase == "day" and progress.share > 0.6 and self.taken is None:
            words = [sys.executable, "-m", "yixian.cli.main", "backup", str(self.file)]
            self.taken = subprocess.Popen(words, cwd=ROOT, env=self.installation.environment)


@pytest.mark.slow
def test_a_backup_of_the_day_holds_the_same_facts_in_an_empty_place(tmp_path):
    with training(tmp_path) as (installation, server):
        outcome = play(Console(server.base, OFFICER, PASSWORD), Wish(20, 2))
        assert differences(outcome) == []
    assert looked_at(installation) == []
    same_again(installation, tmp_path)


def same_again(installation, folder):
    file = folder / "day.zip"
    assert installation.command("backup", str(file)).returncode == 0
    spare = restored(installation, file, folder / "spare")
    assert spare.facts() == installation.facts()
    assert looked_at(spare) == []


def restored(installation, file, folder):
    spare = Installation(folder)
    shutil.copy(installation.folder / "keys.json", spare.folder)
    done = spare.command("restore", str(file))
    assert done.returncode == 0, done.stderr
    return spare
