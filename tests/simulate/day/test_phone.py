"""A phone keeps what it noted until it is told that it is stored, whatever the network does."""

from __future__ import annotations

import json
import random
import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.simulate.day.people import OWN, SIX
from yixian.simulate.day.doors import Unreachable
from yixian.simulate.day.phone import Counts, Habits, Phone, habits_of
from yixian.simulate.day.world import DAY, Entry


class Storing(BaseHTTPRequestHandler):
    """A server that stores everything, as far as a phone can see."""

    protocol_version = "HTTP/1.1"
    status = 200

    def do_POST(self):
        value = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answers = [{"uuid": one["uuid"], "result": "stored"} for one in value["entries"]]
        body = json.dumps({"answers": answers, "server_at": SIX.isoformat()}).encode()
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


class Breaking(Storing):
    status = 500


@contextmanager
def serving(handler):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def base():
    with serving(Storing) as address:
        yield address


def phone(**habits):
    return Phone(0, OWN, Habits(**habits), random.Random(1))


def noted(one, n=3):
    for order in range(n):
        one.note(Entry(f"u{order}", "in", 101, SIX + timedelta(minutes=order), (("temp", 36.5),)))
    return one


def test_it_works(base):
    one = noted(phone())
    [delivery] = one.sync(base, lambda: SIX)
    assert [raw["uuid"] for raw in delivery.sent] == ["u0", "u1", "u2"]
    assert delivery.sent[0] == {
        "uuid": "u0", "post": "place:101", "kind": "in", "at": SIX.isoformat(), "temp": 36.5
    }  # fmt: skip
    assert one.waiting == []
    assert one.sync(base, lambda: SIX) == []


def test_without_a_network_it_keeps_everything(base):
    one = noted(phone(away=((SIX, SIX + timedelta(hours=1)),)))
    assert one.sync(base, lambda: SIX + timedelta(minutes=59)) == []
    assert len(one.waiting) == 3
    assert len(one.sync(base, lambda: SIX + timedelta(minutes=60))) == 1


def test_a_wrong_clock_says_a_wrong_time_both_times(base):
    [delivery] = noted(phone(clock_s=3600)).sync(base, lambda: SIX)
    assert delivery.sent_at == SIX + timedelta(hours=1)
    assert delivery.sent[0]["at"] == (SIX + timedelta(hours=1)).isoformat()


def test_what_gets_lost_is_sent_again(base):
    n_lost = Counts()
    for seed in range(40):
        one = noted(Phone(0, OWN, Habits(is_lossy=True), random.Random(seed)), 1)
        while one.waiting:
            one.sync(base, lambda: SIX)
        n_lost.lost_answers += one.counts.lost_answers
        n_lost.lost_requests += one.counts.lost_requests
    assert n_lost.lost_answers > 3
    assert n_lost.lost_requests > 1


def test_disorder_and_repeats_lose_nothing(base):
    for seed in range(20):
        one = noted(Phone(0, OWN, Habits(shuffles=True, repeats=True), random.Random(seed)), 7)
        sent = [raw["uuid"] for delivery in one.sync(base, lambda: SIX) for raw in delivery.sent]
        assert set(sent) == {f"u{order}" for order in range(7)}
        assert one.waiting == []


def test_at_the_end_everything_is_sent_once_more(base):
    one = noted(phone())
    one.sync(base, lambda: SIX)
    [delivery] = one.send_all(base, lambda: SIX)
    assert len(delivery.sent) == 3
    assert phone().send_all(base, lambda: SIX) == []


def test_a_server_that_breaks_ends_the_day():
    with serving(Breaking) as broken, pytest.raises(Unreachable, match="500"):
        noted(phone()).sync(broken, lambda: SIX)


def test_habits_are_the_same_for_the_same_seed_and_some_phones_have_each():
    found = [habits_of(order, 1, SIX) for order in range(200)]
    assert found == [habits_of(order, 1, SIX) for order in range(200)]
    assert found != [habits_of(order, 2, SIX) for order in range(200)]
    for name in ("clock_s", "is_lossy", "repeats", "shuffles", "away"):
        assert 10 < sum(bool(getattr(one, name)) for one in found) < 120
    assert all(SIX <= start < end < SIX + 2 * DAY for one in found for start, end in one.away)
