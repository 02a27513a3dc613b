"""Who a row is: asked where the number does not say it, decided by a person, asked once."""

from __future__ import annotations

import pytest

from tests.web.register.books import WANG, dry, upload
from yixian.web import clock
from yixian.web.action import Refused
from yixian.web.register import seal
from yixian.web.register.models import Person, PersonNumber
from yixian.web.uploads import actions
from yixian.web.uploads.judging import judged

# Excel has cut the last three figures off.
CUT = {"name": "赵秀英", "id_number": "4.19901E+17"}


@pytest.fixture(autouse=True)
def _now(evening):
    pass


@pytest.fixture
def zhao(county):
    return county.people["赵秀英"]


@pytest.fixture
def cut(county, zhao):
    return upload(county.duty_officer, "staff", {**CUT, "phone": zhao.phone, "title": "主任"})


def recognise(county, sent, row, person):
    actions.recognise(by=county.duty_officer, upload=sent, row=row, person=person, at=clock.now())
    return judged(sent, county.duty_officer)


def test_it_works(county, cut, zhao):
    (pair,) = judged(cut, county.duty_officer).pairs
    assert (pair.row, pair.pk, pair.why) == (3, zhao.pk, "pair_name_phone")
    made = recognise(county, cut, 3, zhao)
    assert (made.counts["wrong"], made.counts["changed"], made.pairs) == (0, 1, ())
    actions.apply_upload(by=county.duty_officer, upload=cut, at=clock.now())
    assert zhao.as_stored().title == "主任"
    assert Person.objects.unscoped("test").filter(name="赵秀英").count() == 1


def test_the_number_itself_is_nowhere_shown_or_stored(county, cut, zhao, logged_in):
    recognise(county, cut, 3, zhao)
    number = seal.unseal(bytes(zhao.number.sealed))
    page = logged_in(county.duty_officer).get(f"/uploads/{cut.pk}/?tab=changed").content.decode()
    assert number not in page and "主任" in page
    assert cut.as_stored().mends == {}


def test_somebody_else_stays_wrong_and_is_not_asked_again(county, cut):
    made = recognise(county, cut, 3, None)
    assert (made.counts["wrong"], made.pairs) == (1, ())


def test_an_answer_can_be_taken_back(county, cut, zhao):
    recognise(county, cut, 3, zhao)
    actions.take_back(by=county.duty_officer, upload=cut, rows=[3], cells=[], at=clock.now())
    assert len(judged(cut, county.duty_officer).pairs) == 1


def test_another_name_on_the_same_phone_is_nobody(county, zhao):
    assert dry(county.duty_officer, "staff", {**CUT, "name": "高长河", "phone": zhao.phone}).pairs == ()


def test_somebody_registered_without_a_number_gets_it(county):
    person = Person.objects.create(
        name="王秀兰",
        name_key="wangxiulan",
        name_initials="wxl",
        kind="volunteer",
        phone=WANG["phone"],
        place_path="0000",
    )
    sent = upload(county.duty_officer, "staff", WANG)
    made = judged(sent, county.duty_officer)
    assert (made.counts["new"], made.counts["asked"], made.n_writable) == (0, 1, 0)
    made = recognise(county, sent, 3, person)
    assert made.counts["changed"] == 1
    actions.apply_upload(by=county.duty_officer, upload=sent, at=clock.now())
    assert PersonNumber.objects.unscoped("test").get(person=person).end == WANG["id_number"][-4:]
    assert person.as_stored().kind == "village"


def test_not_the_one_without_a_number_makes_a_new_person(county):
    Person.objects.create(name="王秀兰", kind="volunteer", phone=WANG["phone"], place_path="0000")
    sent = upload(county.duty_officer, "staff", WANG)
    assert recognise(county, sent, 3, None).counts["new"] == 1


def test_two_rows_cannot_be_one_person(county):
    person = Person.objects.create(name="王秀兰", kind="volunteer", phone=WANG["phone"], place_path="0000")
    other = {**WANG, "id_number": "419902199208261443"}
    sent = upload(county.duty_officer, "staff", WANG, other)
    recognise(county, sent, 3, person)
    made = recognise(county, sent, 4, person)
    assert [(one.row, one.kind) for one in made.reading.errors] == [(4, "person_twice")]


def test_a_stranger_township_is_asked_about_nobody(county, zhao):
    made = dry(county.stranger, "staff", {**CUT, "phone": zhao.phone, "place": "粮站家属院"}, path="0001")
    assert made.pairs == ()


def test_nobody_of_another_township_is_named(county, zhao, logged_in):
    sent = upload(county.stranger, "staff", {**CUT, "place": "粮站家属院"}, path="0001")
    with pytest.raises(Refused):
        actions.recognise(by=county.stranger, upload=sent, row=3, person=zhao, at=clock.now())
    answer = logged_in(county.stranger).post(f"/uploads/{sent.pk}/person/", {"row": "3", "person": str(zhao.pk)})
    assert answer.status_code == 404


def test_the_page_asks_with_masked_phones(county, cut, zhao, logged_in):
    page = logged_in(county.duty_officer).get(f"/uploads/{cut.pk}/?tab=asked").content.decode()
    assert "姓名和电话一致" in page and "是同一人" in page
    assert zhao.phone not in page


def test_nonsense_is_no_answer(county, cut, logged_in):
    client = logged_in(county.duty_officer)
    for said in ({}, {"row": "x", "person": "0"}, {"row": "3"}, {"row": "3", "person": "-1"}):
        assert client.post(f"/uploads/{cut.pk}/person/", said).status_code == 404
    assert client.get(f"/uploads/{cut.pk}/person/").status_code == 405
