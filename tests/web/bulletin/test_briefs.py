"""Making an issue of the brief, and reading it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from docx import Document

from tests.county import EVENING, County
from yixian.web.access.models import Account
from yixian.web.action import Refused
from yixian.web.bulletin.actions import make_brief
from yixian.web.bulletin.models import Brief
from yixian.web.bulletin.press import issue
from yixian.web.figures import Asked, all_figures
from yixian.web.journal.models import AuditEntry, Event
from yixian.web.register.models import Person

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")


def make(county: County, number: int = 1, who: str = "duty_officer", at: datetime = EVENING) -> Brief:
    place = county.places["临溪县"]
    one = issue(Asked(county.duty_officer, place.path, at), number)
    return make_brief(by=county.accounts[who], place=place, issue=one, at=at)


def test_it_works(county: County) -> None:
    brief = make(county)
    assert (brief.number, brief.as_of, brief.made_by) == (1, EVENING, county.duty_officer)
    assert bytes(brief.pdf).startswith(b"%PDF")
    assert brief.figures["n"]["cadres"] == 4


def test_it_keeps_every_figure_that_is_offered(county: County) -> None:
    asked = Asked(county.duty_officer, "", EVENING)
    assert make(county).figures["n"] == {figure.key: figure.count(asked) for figure in all_figures()}


def test_issues_are_numbered_without_a_gap(county: County) -> None:
    assert [make(county, n).number for n in (1, 2, 3)] == [1, 2, 3]


def test_a_double_click_makes_one_issue(county: County) -> None:
    make(county)
    with pytest.raises(Refused) as refused:
        make(county)
    assert refused.value.code == "brief_made_meanwhile"
    assert Brief.objects.unscoped("test").count() == 1


@pytest.mark.parametrize("number", [0, 2, 17])
def test_a_number_that_is_not_the_next_is_refused(county: County, number: int) -> None:
    with pytest.raises(Refused):
        make(county, number)
    assert not Brief.objects.unscoped("test").exists()


@pytest.mark.parametrize("who", ["township_officer", "auditor", "admin"])
def test_only_headquarters_makes_it(county: County, who: str) -> None:
    with pytest.raises(Refused) as refused:
        make(county, who=who)
    assert refused.value.code == "not_allowed"


def test_it_is_audited_and_told(county: County) -> None:
    make(county)
    assert AuditEntry.objects.unscoped("test").filter(action="make_brief").count() == 1
    assert Event.objects.unscoped("test").get().kind == "brief_made"


def test_an_issue_stays_as_it_was(county: County, logged_in: LogIn) -> None:
    before = bytes(make(county).pdf)
    Person.objects.unscoped("test").filter(name="王建军").update(is_active=False)
    answer = logged_in(county.duty_officer).get("/bulletin/briefs/1.pdf")
    assert answer["Content-Type"] == "application/pdf" and answer.content == before


def test_the_button_makes_the_next_issue(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    assert 'name="number" value="1"' in client.get("/bulletin/").content.decode()
    answer = client.post("/bulletin/briefs/", {"number": "1"})
    assert answer.status_code == 302
    html = client.get("/bulletin/").content.decode()
    assert "/bulletin/briefs/1.pdf" in html and 'name="number" value="2"' in html


@pytest.mark.parametrize("number", ["", "x", "7", "-1", "1.5"])
def test_a_wrong_number_is_a_conflict_with_words(county: County, logged_in: LogIn, number: str) -> None:
    answer = logged_in(county.duty_officer).post("/bulletin/briefs/", {"number": number})
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()


def test_a_township_may_not_make_it(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    assert 'name="number"' not in client.get("/bulletin/").content.decode()
    assert client.post("/bulletin/briefs/", {"number": "1"}).status_code == 403


def test_reading_makes_nothing(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.duty_officer).get("/bulletin/briefs/").status_code == 405


def test_the_county_s_issue_is_not_a_township_s(county: County, logged_in: LogIn) -> None:
    make(county)
    client = logged_in(county.stranger)
    assert client.get("/bulletin/briefs/1.pdf").status_code == 404
    assert "/bulletin/briefs/1.pdf" not in client.get("/bulletin/").content.decode()


def test_an_issue_that_was_never_made_is_not_there(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.duty_officer).get("/bulletin/briefs/9.pdf").status_code == 404


def test_the_same_figures_in_english(county: County, logged_in: LogIn) -> None:
    make(county)
    answer = logged_in(county.duty_officer).get("/bulletin/briefs/1.pdf?lang=en")
    assert answer.content.startswith(b"%PDF") and 'brief-1-en.pdf"' in answer["Content-Disposition"]


def test_later_issues_say_their_own_moment(county: County) -> None:
    make(county)
    later = EVENING + timedelta(hours=2)
    second = make(county, 2, at=later)
    assert [second.as_of, Brief.objects.unscoped("test").get(number=1).as_of] == [later, EVENING]


def test_an_issue_is_also_a_word_document(county: County, logged_in: LogIn) -> None:
    make(county)
    answer = logged_in(county.duty_officer).get("/bulletin/briefs/1.docx")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert 'filename="brief-1.docx"' in answer["Content-Disposition"]
    text = "\n".join(one.text for one in Document(BytesIO(answer.content)).paragraphs)
    assert "临溪县" in text and "第 1 期" in text


def test_the_word_document_keeps_the_figures_of_its_moment(county: County, logged_in: LogIn) -> None:
    make(county)
    client = logged_in(county.duty_officer)
    before = [one.text for one in Document(BytesIO(client.get("/bulletin/briefs/1.docx").content)).paragraphs]
    Person.objects.unscoped("test").update(is_active=False)
    after = [one.text for one in Document(BytesIO(client.get("/bulletin/briefs/1.docx").content)).paragraphs]
    assert before == after


def test_a_word_document_of_no_issue_is_not_there(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.duty_officer).get("/bulletin/briefs/9.docx").status_code == 404
