"""Notices on the phone: exactly the person's own, confirmed with a tap, passed on at the post's phone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.county import EVENING, County
from tests.web.field.phones import phone
from yixian.web.field.api import COOKIE
from yixian.web.journal.models import AuditEntry
from yixian.web.notify.models import Notice
from yixian.web.notify.notices import give

pytestmark = pytest.mark.usefixtures("evening")


@pytest.fixture
def holds(county: County) -> Callable[..., Client]:
    """Return the browser of a phone: somebody's own, or the post's."""

    def browser(person: str | None = None, post: str = "安平苑北门") -> Client:
        client = Client()
        client.cookies[COOKIE] = phone(county, post, person, at=EVENING)[1]
        return client

    return browser


def notice(county: County, person: str = "李建新", kind: str = "shift_given") -> Notice:
    gate, start = county.posts["安平苑北门"].place, EVENING + timedelta(hours=28)
    row = Notice(
        person=county.people[person], place=gate, place_path=gate.path, kind=kind, starts_at=start,
        ends_at=start + timedelta(hours=8),
    )  # fmt: skip
    assert give([row], EVENING) == 1
    return Notice.objects.unscoped("test").order_by("-pk")[0]


def test_it_works(county: County, holds: Callable[..., Client]) -> None:
    mine = notice(county)
    client = holds("李建新")
    html = client.get("/f/news/").content.decode()
    assert "给你排了班：安平苑北门，2月14日 22:00–次日06:00" in html and "知道了" in html
    assert client.post(f"/f/news/{mine.pk}/").status_code == 302
    stored = mine.as_stored()
    assert stored.acknowledged_at == EVENING and stored.device.person == county.people["李建新"]
    assert "没有要确认的" in client.get("/f/news/").content.decode()


def test_a_second_tap_says_the_same(county: County, holds: Callable[..., Client]) -> None:
    mine = notice(county)
    client = holds("李建新")
    for _ in range(2):
        assert client.post(f"/f/news/{mine.pk}/").status_code == 302
    assert AuditEntry.objects.unscoped("test").filter(action="acknowledge").count() == 1


def test_somebody_elses_phone_does_not_know_it(county: County, holds: Callable[..., Client]) -> None:
    his = notice(county)
    client = holds("王建军")
    assert "给你排了班" not in client.get("/f/news/").content.decode()
    assert client.post(f"/f/news/{his.pk}/").status_code == 404
    assert his.as_stored().acknowledged_at is None
    client.post("/f/news/all/")
    assert his.as_stored().acknowledged_at is None


def test_the_posts_own_phone_passes_on_with_initials(county: County, holds: Callable[..., Client]) -> None:
    his = notice(county)
    client = holds()
    html = client.get("/f/news/").content.decode()
    assert "李**" in html and "李建新" not in html and "已转告" in html
    client.post(f"/f/news/{his.pk}/")
    assert his.as_stored().acknowledged_at is not None
    assert holds(post="下湾村口").post(f"/f/news/{notice(county).pk}/").status_code == 404


def test_all_are_confirmed_at_once(county: County, holds: Callable[..., Client]) -> None:
    for kind in ("shift_given", "shift_taken", "lead_given"):
        notice(county, kind=kind)
    holds("李建新").post("/f/news/all/")
    assert not Notice.objects.unscoped("test").filter(acknowledged_at=None).exists()


def test_a_phone_that_is_unknown_is_sent_to_the_first_page(county: County) -> None:
    his = notice(county)
    for answer in (Client().get("/f/news/"), Client().post(f"/f/news/{his.pk}/"), Client().post("/f/news/all/")):
        assert answer.status_code == 302 and answer.url == "/f/"


def test_nothing_is_kept_by_the_browser_and_a_tap_is_a_post(county: County, holds: Callable[..., Client]) -> None:
    client = holds("李建新")
    assert client.get("/f/news/")["Cache-Control"] == "no-store"
    assert client.get(f"/f/news/{notice(county).pk}/").status_code == 405
    assert client.post("/f/news/999999/").status_code == 404


def test_every_kind_has_its_sentence_in_english_too(county: County, holds: Callable[..., Client]) -> None:
    for kind in ("shift_given", "shift_led", "shift_taken", "lead_given"):
        notice(county, kind=kind)
    client = holds("李建新")
    client.cookies["django_language"] = "en"
    html = client.get("/f/news/").content.decode()
    assert "14 Feb 22:00–06:00 the next day" in html and "do not come" in html and "Got it" in html
