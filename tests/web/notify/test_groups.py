"""The page of chat groups: add, try, close, decide about a message; never a key on a page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.county import EVENING, County
from tests.web.notify.conftest import Join
from tests.web.notify.robots import KEY, SECRET, TOKEN, Robot
from yixian.web.access.models import Account
from yixian.web.action import Refused
from yixian.web.notify import actions
from yixian.web.notify.groups import tell_groups
from yixian.web.notify.models import Group, Message
from yixian.web.notify.outbox import send_due

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")
TEXTS = dict.fromkeys(("none", "surnames", "full"), "换班")
FORM = {
    "kind": "wecom", "name": "柳河值守群", "names": "none", "secret": "", "in": "0000",
    "typed": f" https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY} ",
}  # fmt: skip


def page(client: Client, url: str = "/notify/groups/") -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_works(county: County, listening: Robot, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    assert client.post("/notify/groups/add/", FORM).status_code == 302
    group = Group.objects.unscoped("test").get()
    html = page(client)
    assert "柳河值守群" in html and "不写姓名" in html and KEY not in html and KEY[-4:] in html
    client.post(f"/notify/groups/{group.pk}/test/")
    send_due(EVENING)
    assert listening.heard == ["【试发】柳河镇的值班变动会发到这个群。看到这条就说明连上了。"]
    assert "已" in page(client, f"/notify/groups/{group.pk}/messages/")


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("wecom", KEY),
        ("dingtalk", TOKEN),
        ("dingtalk", f"https://oapi.dingtalk.com/robot/send?access_token={TOKEN}"),
    ],
)
def test_key_or_whole_address_is_taken(county: County, join: Join, kind: str, typed: str) -> None:
    assert join(kind=kind, typed=typed).key_end == typed[-4:]


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"typed": "http://10.0.0.1/admin"}, "group_key_unreadable"),
        ({"typed": "file:///etc/passwd"}, "group_key_unreadable"),
        ({"typed": ""}, "group_key_unreadable"),
        ({"name": "  "}, "group_unnamed"),
        ({"kind": "email"}, "group_kind_unknown"),
        ({"names": "all"}, "names_unknown"),
    ],
)
def test_what_cannot_be_used_is_refused(county: County, join: Join, wish: dict[str, str], code: str) -> None:
    with pytest.raises(Refused, match=code):
        join(**wish)


def test_a_refusal_keeps_the_name_and_shows_no_key(county: County, logged_in: LogIn) -> None:
    answer = logged_in(county.township_officer).post("/notify/groups/add/", FORM | {"typed": "secretsecret"})
    html = answer.content.decode()
    assert answer.status_code == 422 and "柳河值守群" in html and "secretsecret" not in html


def test_a_foreign_or_unauthorised_officer_reaches_nothing(county: County, join: Join, logged_in: LogIn) -> None:
    group = join()
    tell_groups("0000", TEXTS, EVENING)
    message = Message.objects.unscoped("test").get()
    posts = [f"{group.pk}/{act}/" for act in ("test", "close", "names")] + [f"{group.pk}/messages/{message.pk}/"]
    for url in posts:
        assert logged_in(county.stranger).post(f"/notify/groups/{url}").status_code == 404
        assert logged_in(county.auditor).post(f"/notify/groups/{url}").status_code == 403
    assert logged_in(county.stranger).get(f"/notify/groups/{group.pk}/messages/").status_code == 404
    assert "柳河镇值守群" not in page(logged_in(county.stranger))
    assert logged_in(county.stranger).post("/notify/groups/add/", FORM).status_code == 404
    assert logged_in(county.township_officer).get("/notify/groups/add/").status_code == 405


def test_a_closed_group_hears_nothing_and_its_key_is_forgotten(
    county: County, join: Join, listening: Robot, logged_in: LogIn
) -> None:
    group = join()
    tell_groups("0000", TEXTS, EVENING)
    logged_in(county.township_officer).post(f"/notify/groups/{group.pk}/close/")
    assert send_due(EVENING) == 0 and tell_groups("0000", TEXTS, EVENING) == 0
    assert bytes(group.as_stored().sealed_key) == b""
    assert Message.objects.unscoped("test").get().state == "dropped"
    with pytest.raises(Refused, match="group_closed"):
        actions.close_group(by=county.duty_officer, group=group.as_stored(), at=EVENING)
    with pytest.raises(Refused, match="group_closed"):
        actions.try_group(by=county.duty_officer, group=group.as_stored(), text="x", at=EVENING)


def test_a_doubtful_message_is_sent_again_or_left(
    county: County, join: Join, listening: Robot, logged_in: LogIn
) -> None:
    group = join()
    client = logged_in(county.township_officer)
    url = f"/notify/groups/{group.pk}/messages/"
    for act, state in (("drop", "dropped"), ("again", "waiting")):
        tell_groups("0000", TEXTS, EVENING)
        message = Message.objects.unscoped("test").order_by("-pk")[0]
        Message.objects.unscoped("test").filter(pk=message.pk).update(state="doubtful", tries=1)
        assert "可能已发" in page(client, url) and "1 条要你定" in page(client)
        assert client.post(f"{url}{message.pk}/", {"act": act}).status_code == 302
        assert message.as_stored().state == state
        assert client.post(f"{url}{message.pk}/", {"act": act}).status_code == 409
    assert send_due(EVENING) == 1


def test_how_much_of_a_name_is_changed(county: County, join: Join, logged_in: LogIn) -> None:
    group, client = join(), logged_in(county.township_officer)
    client.post(f"/notify/groups/{group.pk}/names/", {"names": "full"})
    assert group.as_stored().names == "full"
    assert client.post(f"/notify/groups/{group.pk}/names/", {"names": "x"}).status_code == 422


def test_a_place_has_a_limit(county: County, join: Join) -> None:
    for _ in range(actions.MOST_GROUPS):
        join()
    with pytest.raises(Refused, match="too_many_groups"):
        join()


def test_it_needs_few_queries(
    county: County, join: Join, logged_in: LogIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for _ in range(10):
        join()
    client = logged_in(county.township_officer)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        page(client)


def test_in_english(county: County, join: Join, logged_in: LogIn) -> None:
    join(kind="dingtalk", secret=SECRET)
    client = logged_in(county.township_officer)
    client.cookies["django_language"] = "en"
    html = page(client)
    assert "Chat groups" in html and "DingTalk" in html and "Surnames only" in html
