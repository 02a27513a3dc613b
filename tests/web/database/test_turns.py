"""Writers take turns: whoever follows events by their number misses none, however many write at once."""

from __future__ import annotations

import pytest

from tests.web.database.installation import filled

N_WRITERS = 3
N_EACH = 40

WRITE = f"""
import random, sys, time
from datetime import UTC, datetime
from django.db import transaction
from yixian.web.journal.record import tell
chance = random.Random(int(sys.argv[1]))
for i in range({N_EACH}):
    at = datetime.now(UTC)
    if chance.random() < 0.3:
        tell("field", "alone", at=at)
        continue
    with transaction.atomic():
        tell("field", "first", at=at)
        time.sleep(chance.random() / 200)
        tell("field", "second", at=at)
        if chance.random() < 0.1:
            transaction.set_rollback(True)
"""
FOLLOW = """
import sys
from yixian.web.journal.models import Event
seen, last = [], 0
while True:
    over = "is over" in sys.stdin.readline()
    new = list(Event.objects.unscoped("test").filter(id__gt=last).order_by("id").values_list("id", flat=True))
    seen += new
    last = seen[-1] if seen else 0
    print(len(seen), flush=True)
    if over:
        break
there = sorted(Event.objects.unscoped("test").values_list("id", flat=True))
print("missed", sorted(set(there) - set(seen)), len(there))
"""
HOLD = """
import sys
from datetime import UTC, datetime
from django.db import transaction
from yixian.web.journal.record import tell
with transaction.atomic():
    tell("field", "held", at=datetime.now(UTC))
    print("held", flush=True)
    sys.stdin.readline()
"""
TELL = """
from datetime import UTC, datetime
from yixian.web.journal.models import Event
from yixian.web.journal.record import tell
tell("field", "alone", at=datetime.now(UTC))
print(Event.objects.unscoped("test").filter(kind="held").count())
"""
WAIT = """
import time
from datetime import UTC, datetime
from threading import Thread
from django.db import connection, transaction
from yixian.web.journal.models import Event
from yixian.web.journal.record import tell

def alone():
    tell("field", "waits", at=datetime.now(UTC))
    connection.close()

def look():
    kinds = Event.objects.unscoped("test").filter(kind__in=("goes", "waits")).order_by("id")
    print(*kinds.values_list("kind", flat=True), sep=",")
    connection.close()

def run(work):
    thread = Thread(target=work)
    thread.start()
    return thread

with transaction.atomic():
    tell("field", "goes", at=datetime.now(UTC))
    waiting = run(alone)
    time.sleep(0.5)
    print(waiting.is_alive())
    run(look).join()
waiting.join()
look()
"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("turns") / "data")


def test_it_works(installation):
    writers = [installation.start(WRITE, str(seed)) for seed in range(N_WRITERS)]
    reader = installation.start(FOLLOW)
    n_polls = 0
    while any(writer.poll() is None for writer in writers):
        reader.stdin.write("go on\n")
        reader.stdin.flush()
        reader.stdout.readline()
        n_polls += 1
    assert [writer.communicate()[1] for writer in writers] == [""] * N_WRITERS
    said, complained = reader.communicate("it is over\n")
    assert complained == ""
    verdict = said.splitlines()[-1]
    assert verdict.startswith("missed [] "), verdict
    assert int(verdict.split()[-1]) > N_WRITERS * N_EACH
    assert n_polls > 20


def test_an_event_waits_for_the_one_before_it(installation):
    # Nothing of either is seen while the first transaction is open, for the second has no number yet.
    assert installation.run(WAIT).splitlines() == ["True", "", "goes,waits"]


def test_a_writer_that_dies_in_its_turn_gives_it_back(installation):
    holder = installation.start(HOLD)
    assert holder.stdout.readline() == "held\n"
    holder.kill()
    holder.communicate()
    assert installation.run(TELL) == "0\n"
