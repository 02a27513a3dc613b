"""``kill -9`` at full load: what was answered is stored, once, and the county goes on."""

from __future__ import annotations

import json
import os
import random
import time

import pytest

from tests import cluster
from tests.server import Server
from tests.soak.crowd import STORED, Crowd
from tests.web.database.installation import FILL, Installation, filled

IS_SOAK = os.environ.get("YX_SOAK") == "1"
SEED = int(os.environ.get("SEED", "1"))
N_PHONES = 8 if IS_SOAK else 4
UP_AGAIN_S = 20
WORKS_AGAIN_S = 5


@pytest.fixture
def installation(tmp_path):
    return filled(tmp_path / "data")


@pytest.fixture
def server(installation):
    found = Server(installation.folder, installation.environment, ("--empty",))
    try:
        found.wait()
        yield found
    finally:
        found.stop()


def check(installation, answered):
    """Everything answered is there, nothing twice, and everything that follows from it."""
    stored = installation.run(STORED).split()
    assert len(stored) == len(set(stored))
    assert answered - set(stored) == set()
    looked = json.loads(installation.command("doctor", "--rebuild-check", "--json").stdout)
    wrong = [one for one in looked if one["state"] == "bad" and one["check"] in ("rebuild", "audit", "clock", "worker")]
    assert wrong == []


def kill_again_and_again(installation, server, n_kills):
    chance = random.Random(SEED)
    crowd = Crowd(installation, server.base, N_PHONES, SEED)
    crowd.begin()
    longest_s = 0.0
    for _ in range(n_kills):
        time.sleep(chance.uniform(0.3, 1.5))
        server.kill()
        began = time.monotonic()
        server.start()
        server.wait()
        longest_s = max(longest_s, time.monotonic() - began)
    time.sleep(0.5)
    answered = crowd.end()
    check(installation, answered)
    n_lost = sum(phone.n_lost for phone in crowd.phones)
    print(f"{n_kills} kills, {len(answered)} events answered, {n_lost} answers lost, up again after {longest_s:.1f} s")
    assert n_lost >= n_kills
    assert len(answered) > 20 * n_kills
    assert longest_s < UP_AGAIN_S


def test_it_works(installation, server):
    kill_again_and_again(installation, server, n_kills=2)


@pytest.mark.slow
def test_twenty_times(installation, server):
    kill_again_and_again(installation, server, n_kills=20 if IS_SOAK else 5)


def restart_again_and_again(tmp_path, n_restarts):
    """Break PostgreSQL itself off in the middle; programs that live on find it again."""
    own = cluster.Cluster()
    try:
        installation = Installation(tmp_path / "data")
        installation.environment["YX_DATABASE"] = own.create()
        installation.run(FILL)
        server = Server(installation.folder, installation.environment, ("--empty",))
        server.wait()
        crowd = Crowd(installation, server.base, N_PHONES, SEED)
        crowd.begin()
        chance = random.Random(SEED)
        for _ in range(n_restarts):
            time.sleep(chance.uniform(0.5, 1.5))
            own.restart()
        time.sleep(1)
        answered = crowd.end()
        # The worker says every ten seconds that it lives: it must have outlived the restarts.
        time.sleep(11)
        check(installation, answered)
        longest_s = max(phone.longest_s for phone in crowd.phones)
        print(f"{n_restarts} restarts, {len(answered)} events answered, the longest took {longest_s:.1f} s")
        assert longest_s < WORKS_AGAIN_S
        server.stop()
    finally:
        own.stop()


@pytest.mark.slow
def test_a_database_that_is_restarted_in_the_middle_loses_nothing(tmp_path):
    restart_again_and_again(tmp_path, n_restarts=20 if IS_SOAK else 3)
