"""The audit as a page and as a file: who, whom, when, why; whoever reads it sees nobody's name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import EVENING
from yixian.web import clock
from yixian.web.access.models import Account, Grant
from yixian.web.journal.models import AuditEntry
from yixian.web.journal.record import append, saw
from yixian.web.register.actions import show_number

AUDIT = "/settings/audit/"


@pytest.fixture
def looks(county):
    """Three looks: two people, two officers, two days, two reasons."""
    people = county.people
    show_number(by=county.duty_officer, person=people["于倩"], reason="tracing", at=EVENING)
    show_number(by=county.duty_officer, person=people["周凯"], reason="verify", at=EVENING + timedelta(days=1))
    show_number(by=county.township_officer, person=people["于倩"], reason="verify", at=EVENING + timedelta(days=2))


def _found(client, **asked):
    return [row["entry"].pk for row in client.get(AUDIT, asked).context["rows"]]


def _pks():
    return list(AuditEntry.objects.unscoped("test").order_by("id").values_list("pk", flat=True))


def test_it_works(county, looks, logged_in):
    page = logged_in(county.auditor).get(AUDIT).content.decode()
    assert "查看身份证号" in page
    assert "链完整" in page


def test_it_is_found_by_who_whom_when_and_why(county, looks, logged_in):
    client, (first, second, third) = logged_in(county.auditor), _pks()
    assert _found(client, who="duty_officer") == [second, first]
    assert _found(client, who="李婉宁") == [third]
    assert _found(client, whom="于倩") == [third, first]
    assert _found(client, whom=str(county.people["周凯"].pk)) == [second]
    assert _found(client, why="verify") == [third, second]
    assert _found(client, since="2020-02-14", until="2020-02-14") == [second]
    assert _found(client, whom="于倩", why="verify") == [third]
    assert _found(client, what="decisions") == []
    assert _found(client, whom="无此人") == []


@pytest.mark.parametrize("asked", [{"since": "2020-02-31"}, {"since": "x"}, {"before": "x"}, {"whom": "9" * 40}])
def test_what_is_no_filter_breaks_nothing(county, looks, logged_in, asked):
    assert logged_in(county.auditor).get(AUDIT, asked).status_code == 200


def test_a_number_that_begins_like_another_is_not_it(county, logged_in):
    append("x", by=None, subject={"person": county.people["于倩"]}, at=EVENING, path="", details={})
    pk = county.people["于倩"].pk
    assert _found(logged_in(county.auditor), whom=f"{pk}0") == []


def test_nobody_is_named(county, looks, logged_in):
    client = logged_in(county.auditor)
    for page in (client.get(AUDIT), client.get("/settings/audit.csv")):
        text = page.getvalue().decode()
        assert "于*" in text
        assert not [name for name in ("于倩", "周凯", "419902199002143329") if name in text]


def test_the_file_holds_what_the_filters_find_and_is_an_entry(county, looks, logged_in):
    answer = logged_in(county.auditor).get("/settings/audit.csv", {"who": "李婉宁"})
    lines = answer.getvalue().decode().splitlines()
    assert answer["Content-Type"].startswith("text/csv")
    assert len(lines) == 2
    assert "李婉宁" in lines[1]
    newest = AuditEntry.objects.unscoped("test").order_by("-id").first()
    assert (newest.action, newest.account_id, newest.kind) == ("read_audit", county.auditor.pk, "read")


def test_a_file_in_english_is_english_to_its_end(county, looks, logged_in):
    answer = logged_in(county.auditor).get("/settings/audit.csv", headers={"Accept-Language": "en"})
    assert "read an identity number" in answer.getvalue().decode()


def test_no_cell_is_a_formula(county, logged_in):
    evil = Account.objects.create_account("evil", None, name="=1+1")
    append("x", by=evil, subject={}, at=EVENING, path="", details={})
    assert ",'=1+1," in logged_in(county.auditor).get("/settings/audit.csv").getvalue().decode()


@pytest.mark.parametrize("page", [AUDIT, "/settings/audit.csv", "/settings/kept/"])
@pytest.mark.parametrize("who", ["duty_officer", "township_officer", "admin"])
def test_others_find_it_shut(county, logged_in, who, page):
    assert logged_in(county.accounts[who]).get(page).status_code == 403


def test_a_hundred_a_page_in_few_questions(county, logged_in, django_assert_max_num_queries):
    for _ in range(120):
        append("x", by=county.admin, subject={"person": county.people["于倩"]}, at=EVENING, path="", details={})
    client = logged_in(county.auditor)
    with django_assert_max_num_queries(12):
        page = client.get(AUDIT)
    last = page.context["rows"][-1]["number"]
    assert f"?before={last}" in page.content.decode()
    assert len(_found(client, before=last)) == 20


def test_a_page_about_a_person_is_read_once_a_quarter_of_an_hour(county, logged_in):
    client, pk = logged_in(county.duty_officer), county.people["于倩"].pk
    for minutes in (0, 14, 16):
        with clock.stopped_at(EVENING + timedelta(minutes=minutes)):
            client.get(f"/register/people/{pk}/")
    looks = AuditEntry.objects.unscoped("test").filter(action="read_person")
    assert [row.subject for row in looks] == [f"person:{pk}"] * 2


def test_who_sees_only_masks_has_read_nothing(county, logged_in):
    leader = Account.objects.create_account("leader", None, name="x")
    Grant.objects.create(account=leader, role="post_leader", place_path="00000002")
    logged_in(leader).get(f"/register/people/{county.people['于倩'].pk}/")
    assert not AuditEntry.objects.unscoped("test").exists()


def test_a_list_that_is_taken_counts_each_time(county):
    for _ in range(2):
        saw("read_people", by=county.duty_officer, at=EVENING, subject={}, n=8)
    assert len(_pks()) == 2
