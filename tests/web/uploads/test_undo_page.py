"""The page on which an upload is undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import EVENING
from tests.web.register.books import WANG, upload, written
from tests.web.uploads.test_undo import WANG_JIANJUN
from yixian.web import clock
from yixian.web.register.models import Person
from yixian.web.uploads import actions
from yixian.web.uploads.models import Upload


@pytest.fixture(autouse=True)
def _now(evening):
    pass


@pytest.fixture
def sent(county):
    sent = upload(county.duty_officer, "staff", {**WANG, "place": "下湾村"}, WANG_JIANJUN)
    actions.apply_upload(by=county.duty_officer, upload=sent, at=clock.now())
    return sent


@pytest.fixture
def client(county, logged_in):
    return logged_in(county.duty_officer)


def said(client, sent, path="undo/"):
    return client.get(f"/uploads/{sent.pk}/{path}").content.decode()


def test_it_works(client, sent):
    assert f"/uploads/{sent.pk}/undo/" in said(client, sent, "")
    page = said(client, sent)
    assert 'data-count="removed">1<' in page
    assert 'data-count="restored">1<' in page
    assert "撤销 2 行" in page
    page = client.post(f"/uploads/{sent.pk}/undo/", follow=True).content.decode()
    assert "已撤销" in page
    assert 'data-count="removed">1<' in page
    assert f"/uploads/{sent.pk}/undo/" not in page
    assert not Person.objects.unscoped("test").filter(name="王秀兰").exists()


def test_what_stayed_is_listed_by_name_with_who_and_when(county, client, sent):
    written(county.township_officer, "staff", {**WANG, "place": "下湾村", "phone": "13988887777"}, path="0000")
    assert 'data-count="kept">1<' in said(client, sent)
    page = client.post(f"/uploads/{sent.pk}/undo/", follow=True).content.decode()
    assert "王秀兰" in page
    assert "李婉宁" in page
    assert "写入后改过，没有撤" in page
    assert "02-13 18:00" in page


def test_a_second_press_undoes_nothing_more(client, sent):
    for _ in range(2):
        answer = client.post(f"/uploads/{sent.pk}/undo/")
    assert answer.status_code == 409
    assert "已经撤销" in answer.content.decode()


def test_after_a_day_no_button_is_offered(client, sent):
    with clock.stopped_at(EVENING + timedelta(hours=25)):
        assert f"/uploads/{sent.pk}/undo/" not in said(client, sent, "")
        assert "超过 24 小时" in said(client, sent)
        assert client.post(f"/uploads/{sent.pk}/undo/").status_code == 409


def test_a_stranger_township_finds_no_such_page(county, sent, logged_in):
    client = logged_in(county.stranger)
    assert client.get(f"/uploads/{sent.pk}/undo/").status_code == 404
    assert client.post(f"/uploads/{sent.pk}/undo/").status_code == 404


def test_another_method_is_refused(client, sent):
    assert client.put(f"/uploads/{sent.pk}/undo/").status_code == 405


def test_a_hundred_that_stayed_are_one_page(county, client, sent, django_assert_max_num_queries):
    line = {"model": "register.person", "pk": county.people["于倩"].pk, "why": "changed", "by": None, "at": None}
    chunk = sent.chunks.get()
    chunk.kept = [line] * 130
    chunk.save()
    Upload.objects.unscoped("test").update(state="undone", undone={"removed": 0, "restored": 0, "kept": 130})
    Upload.objects.unscoped("test").update(undone_at=EVENING, undone_by=county.duty_officer)
    with django_assert_max_num_queries(12):
        assert said(client, sent, "?page=2").count("于倩") == 30


def test_in_english(client, sent):
    client.cookies["django_language"] = "en"
    assert "Undo 2 rows" in said(client, sent)


def test_the_list_goes_on_with_the_older_ones(county, client):
    for _ in range(3):
        upload(county.duty_officer, "staff", WANG)
    light = Upload.objects.unscoped("test").order_by("-pk").first()
    rows = [Upload(**{name: getattr(light, name) for name in KEPT}) for _ in range(100)]
    Upload.objects.bulk_create(rows)
    page = client.get("/uploads/").content.decode()
    assert page.count("data-row>") == 100
    older = f"?before={Upload.objects.unscoped('test').order_by('-pk')[99].pk}"
    assert older in page
    assert client.get(f"/uploads/{older}").content.decode().count("data-row>") == 3


KEPT = ("kind", "filename", "sha256", "sealed", "by", "at", "year")
