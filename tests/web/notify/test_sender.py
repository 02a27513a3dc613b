"""The sender under kill -9: no message is read twice, none is lost without being named."""

from __future__ import annotations

import json
import random
import signal
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.web.database.installation import Installation, filled
from tests.web.notify.robots import KEY, Robot, robot
from yixian.web.notify.sender import Sender

N_MESSAGES = 40
QUEUE = """
import sys
from tests.county import EVENING
from yixian.web.access.models import Account
from yixian.web.notify.actions import GroupWish, add_group
from yixian.web.notify.models import Message
from yixian.web.register.models import Place
by = Account.objects.unscoped("test").get(username="duty_officer")
for number in range(4):
    wish = GroupWish("wecom", f"g{number}", sys.argv[1], "", "surnames")
    group = add_group(by=by, place=Place.objects.unscoped("test").get(path=""), wish=wish, at=EVENING)
    for text in range(int(sys.argv[2]) // 4):
        Message.objects.create(group=group, text=f"{number}-{text}", made_at=EVENING, due_at=EVENING)
"""
SEND = """
from datetime import timedelta
from tests.county import EVENING
from yixian.web.notify.models import Message
from yixian.web.notify.outbox import doubt_lost, send_due
print("begun", flush=True)
doubt_lost(EVENING)
minutes = 0
while Message.objects.unscoped("test").filter(state="waiting").exists() and minutes < 300:
    send_due(EVENING + timedelta(minutes=minutes))
    minutes += 1
"""
STATES = """
import json
from yixian.web.notify.models import Message
print(json.dumps(list(Message.objects.unscoped("test").values_list("text", "state"))))
"""


def kill_once(place: Installation, heard: Robot, after: int) -> None:
    """Let a sender work until the robot has heard so many, then kill it where it stands."""
    sender = place.start(SEND)
    until = time.monotonic() + 30
    while len(heard.heard) < after and sender.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(random.Random(after).uniform(0, 0.02))
    sender.send_signal(signal.SIGKILL)
    sender.communicate()


@pytest.mark.parametrize("kills", [1, pytest.param(20, marks=pytest.mark.slow)])
def test_it_works(tmp_path: Path, kills: int) -> None:
    place = filled(tmp_path / "data")
    with robot() as heard:
        place.environment["YX_WECOM_URL"] = heard.url
        place.run(QUEUE, KEY, str(N_MESSAGES))
        for number in range(kills):
            kill_once(place, heard, after=(number + 1) * N_MESSAGES // (kills + 2))
        place.run(SEND)
    read = Counter(heard.heard)
    states = dict(json.loads(place.run(STATES)))
    assert len(states) == N_MESSAGES and set(states.values()) <= {"sent", "doubtful"}
    assert [text for text, n in read.items() if n > 1] == []
    assert [text for text, state in states.items() if state == "sent" and not read[text]] == []
    assert sum(state == "doubtful" for state in states.values()) <= kills


def test_the_thread_ends_when_it_is_told_to() -> None:
    sender = Sender()
    sender.stop()
    sender.start()
    sender.join(timeout=5)
    assert not sender.is_alive() and threading.active_count() >= 1
