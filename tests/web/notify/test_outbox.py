"""Messages to groups: each is delivered once, or marked doubtful; the robot's limits are kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import Settings

from tests.county import EVENING, County
from tests.web.notify.conftest import Join
from tests.web.notify.robots import SECRET, Robot
from yixian.web.notify import outbox
from yixian.web.notify.groups import tell_groups
from yixian.web.notify.models import Group, Message
from yixian.web.notify.outbox import doubt_lost, send_due
from yixian.web.register.seal import seal

TEXTS = {"none": "有人换班", "surnames": "王** 换成 李**", "full": "王建军 换成 李建新"}
POST = "000000020001"
SECOND = timedelta(seconds=1)


def told(text: dict[str, str] = TEXTS, path: str = POST, at: object = EVENING) -> Message:
    tell_groups(path, text, at)
    found = Message.objects.unscoped("test").order_by("-pk").first()
    assert isinstance(found, Message)
    return found


def test_it_works(county: County, join: Join, listening: Robot) -> None:
    join()
    message = told()
    assert send_due(EVENING) == 1
    assert listening.heard == ["王** 换成 李**"]
    assert (message.as_stored().state, message.as_stored().answer) == ("sent", "0 ok")
    assert send_due(EVENING + SECOND) == 0 and len(listening.heard) == 1


@pytest.mark.parametrize(("names", "text"), list(TEXTS.items()))
def test_a_group_reads_no_more_of_a_name_than_its_setting(
    county: County, join: Join, listening: Robot, names: str, text: str
) -> None:
    join(names=names)
    told()
    send_due(EVENING)
    assert listening.heard == [text]


def test_only_groups_of_the_area_and_above_hear(county: County, join: Join, listening: Robot) -> None:
    for place in ("临溪县", "柳河镇", "安平苑", "城关镇", "下湾村"):
        join(place)
    assert tell_groups(POST, TEXTS, EVENING) == 3
    assert send_due(EVENING) == 3


def test_dingtalk_is_signed(county: County, join: Join, listening: Robot) -> None:
    listening.secret = SECRET
    join(kind="dingtalk")
    message = told()
    send_due(EVENING)
    assert message.as_stored().state == "sent"


def test_a_wrong_signature_fails_and_is_said(county: County, join: Join, listening: Robot) -> None:
    listening.secret = SECRET
    join(kind="dingtalk", secret="SECwrong")
    message = told()
    send_due(EVENING)
    assert (message.as_stored().state, message.as_stored().answer) == ("failed", "310000 sign not match")
    assert send_due(EVENING + timedelta(hours=1)) == 0


def test_a_machine_that_is_not_reached_is_tried_again(
    county: County, join: Join, settings: Settings, listening: Robot
) -> None:
    join()
    message = told()
    settings.WECOM_URL = "http://127.0.0.1:1"
    times = [0, 10, 40, 160]
    for tries, seconds in enumerate(times, 1):
        assert send_due(EVENING + seconds * SECOND) == 1
        assert (message.as_stored().state, message.as_stored().tries) == ("waiting", tries)
        assert send_due(EVENING + seconds * SECOND + SECOND) == 0
    settings.WECOM_URL = listening.url
    send_due(EVENING + timedelta(minutes=30))
    assert message.as_stored().state == "sent" and len(listening.heard) == 1


@pytest.mark.parametrize("answer", ["hang up", 502, "<html>no robot</html>", "[1]"])
def test_what_may_have_arrived_is_doubtful_and_not_sent_again(
    county: County, join: Join, listening: Robot, answer: str | int
) -> None:
    listening.answers = [answer]
    join()
    message = told()
    send_due(EVENING)
    assert message.as_stored().state == "doubtful"
    assert send_due(EVENING + timedelta(hours=1)) == 0


@pytest.mark.parametrize(
    ("kind", "code", "pause"), [("wecom", 45009, 60), ("dingtalk", 130101, 600), ("wecom", -1, 60)]
)
def test_a_robot_that_has_heard_enough_is_given_its_pause(
    county: County, join: Join, listening: Robot, kind: str, code: int, pause: int
) -> None:
    listening.answers = [{"errcode": code, "errmsg": "busy"}]
    join(kind=kind)
    message = told()
    send_due(EVENING)
    assert message.as_stored().due_at == EVENING + pause * SECOND
    assert send_due(EVENING + (pause - 1) * SECOND) == 0
    assert send_due(EVENING + pause * SECOND) == 1
    assert message.as_stored().state == "sent"


def test_a_group_is_not_told_more_than_18_times_a_minute(county: County, join: Join, listening: Robot) -> None:
    group = join()
    for number in range(25):
        Message.objects.create(group=group, text=str(number), made_at=EVENING, due_at=EVENING)
    assert send_due(EVENING) == 18
    assert send_due(EVENING + 30 * SECOND) == 0
    assert send_due(EVENING + 60 * SECOND) == 7
    assert listening.heard == [str(number) for number in range(25)]


def test_a_message_that_waits_grows_instead_of_a_second_one(county: County, join: Join, listening: Robot) -> None:
    join()
    told()
    told({"none": "b", "surnames": "赵** 换成 周*", "full": "c"})
    assert send_due(EVENING) == 1
    assert listening.heard == ["王** 换成 李**\n\n赵** 换成 周*"]


def test_long_texts_are_cut_at_a_line(county: County, join: Join, listening: Robot) -> None:
    join()
    long = "\n".join(f"安平苑北门，2月{day}日 22:00–次日06:00：王** 换成 李**" for day in range(1, 60))
    told(dict.fromkeys(TEXTS, long))
    told(dict.fromkeys(TEXTS, long))
    assert send_due(EVENING) == 2
    assert all(text.endswith("\n…") and len(text.encode()) <= 2048 for text in listening.heard)


def test_what_was_being_sent_when_the_sender_died_is_doubtful(county: County, join: Join, listening: Robot) -> None:
    join()
    message = told()
    Message.objects.unscoped("test").update(state="sending")
    assert send_due(EVENING) == 0
    assert doubt_lost(EVENING) == 1
    assert message.as_stored().state == "doubtful" and listening.heard == []


def test_two_senders_call_a_robot_once(county: County, join: Join, listening: Robot) -> None:
    join()
    message = told()
    # Both have read the message before either claims it.
    assert [outbox.send_one(message, EVENING), outbox.send_one(message, EVENING)] == [1, 0]
    assert len(listening.heard) == 1


def test_yesterdays_news_is_not_told(county: County, join: Join, listening: Robot) -> None:
    join()
    message = told()
    send_due(EVENING + timedelta(hours=7))
    assert (message.as_stored().state, message.as_stored().answer) == ("failed", "too old")
    assert listening.heard == []


def test_a_key_sealed_with_other_keys_fails_alone(county: County, join: Join, listening: Robot) -> None:
    join()
    join("安平苑")
    Group.objects.unscoped("test").filter(place_path="0000").update(sealed_key=b"0" * 60)
    told()
    send_due(EVENING)
    states = Message.objects.unscoped("test").order_by("group").values_list("state", flat=True)
    assert sorted(states) == ["failed", "sent"]


def test_the_key_is_in_no_answer_and_not_in_the_database(
    county: County, join: Join, settings: Settings, listening: Robot
) -> None:
    group = join()
    message = told()
    settings.WECOM_URL = "http://no-such-host.invalid"
    send_due(EVENING)
    key = "693axxx6"
    assert key not in message.as_stored().answer
    assert key.encode() not in bytes(group.as_stored().sealed_key)
    assert bytes(group.as_stored().sealed_key) != seal(key)
